"""What the rules about credit lines share: whose outlet is whose."""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import VISIBLE, Attribution, Document, Meta, Reading
from linkassay.tables.metadata import Fact, field_named
from linkassay.tables.outlets import outlet_named
from linkassay.urls import MalformedAddress, parse


def is_own(outlet: str, document: Document) -> bool:
    """Whether the document itself was fetched from the outlet's site."""
    host = _host(document.locator) if "://" in document.locator else None
    known = outlet_named(outlet)
    return known is not None and host is not None and known.owns(host)


def is_told_twice(credit: Attribution, reading: Reading) -> bool:
    """Whether metadata state a credit that a visible line of the same class and outlet gives."""
    return credit.source != VISIBLE and any(
        other.source == VISIBLE
        and other.credit is credit.credit
        and _is_same(other.outlet, credit.outlet)
        for other in reading.attributions
    )


def has_link_to(outlet: str, reading: Reading) -> bool:
    """Whether the reading cites the outlet's site, or names it as its canonical address."""
    known = outlet_named(outlet)
    if known is None:
        return False
    hosts = [link.host for link in reading.links()]
    sources = stated(reading.document, Fact.CANONICAL, Fact.BASED_ON)
    hosts += [host for meta in sources if (host := _host(meta.value))]
    return any(known.owns(host) for host in hosts)


def stated(document: Document, *facts: Fact) -> Iterator[Meta]:
    """What the document's own metadata says of these facts."""
    for meta in document.metadata:
        field = field_named(meta.name)
        if field is not None and field.fact in facts:
            yield meta


def _is_same(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    known = outlet_named(one)
    return one.lower() == other.lower() or (known is not None and known is outlet_named(other))


def _host(address: str) -> str | None:
    try:
        return parse(address).link.host
    except MalformedAddress:
        return None
