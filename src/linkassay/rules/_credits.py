"""What the rules about credit lines share: whose outlet is whose."""

from __future__ import annotations

from linkassay.model import Document, Reading
from linkassay.tables.outlets import outlet_named
from linkassay.urls import MalformedAddress, parse


def is_own(outlet: str, document: Document) -> bool:
    """Whether the document itself was fetched from the outlet's site."""
    host = _host(document.locator) if "://" in document.locator else None
    known = outlet_named(outlet)
    return known is not None and host is not None and known.owns(host)


def has_link_to(outlet: str, reading: Reading) -> bool:
    """Whether the reading cites the outlet's site, or names it as its canonical address."""
    known = outlet_named(outlet)
    if known is None:
        return False
    hosts = [link.host for link in reading.links()]
    hosts += [
        host
        for meta in reading.document.metadata
        if meta.name in ("canonical", "json-ld:isBasedOn") and (host := _host(meta.value))
    ]
    return any(known.owns(host) for host in hosts)


def _host(address: str) -> str | None:
    try:
        return parse(address).link.host
    except MalformedAddress:
        return None
