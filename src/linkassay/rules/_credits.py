"""What the rules about credit lines share: whose outlet is whose, and how sure its name is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from linkassay.model import (
    VISIBLE,
    Attribution,
    Confidence,
    CreditClass,
    Document,
    Meta,
    Reading,
)
from linkassay.tables.metadata import Fact, field_named
from linkassay.tables.outlets import outlet_named, outlet_of_host
from linkassay.urls import MalformedAddress, is_domain, parse, registrable, slugify

_SIGNED = frozenset({CreditClass.BYLINE, CreditClass.PUBLISHER})


def credited_origin(credit: Attribution | None, reading: Reading) -> str | None:
    """The foreign outlet that a credit line names as the first publisher, `None` for any other.

    What a visible line says is not told again for the metadata that say it too.
    """
    if credit is None or credit.credit is not CreditClass.ORIGIN or credit.outlet is None:
        return None
    if is_own(credit.outlet, reading.document) or is_told_twice(credit, reading):
        return None
    return credit.outlet


def is_own(outlet: str, document: Document) -> bool:
    """Whether the document itself was fetched from the outlet's site, by its host or its name."""
    host = _host(document.locator) if "://" in document.locator else None
    if host is None:
        return False
    names = (item.value for item in stated(document, Fact.PUBLISHER, Fact.SITE_NAME))
    return is_of(outlet, host) or any(_is_same(outlet, name) for name in names)


def is_told_twice(credit: Attribution, reading: Reading) -> bool:
    """Whether metadata state a credit that a visible line of the same class and outlet gives."""
    return credit.source != VISIBLE and any(
        other.source == VISIBLE
        and other.credit is credit.credit
        and _is_same(other.outlet, credit.outlet)
        for other in reading.attributions
    )


def confidence_in(outlet: str | None, reading: Reading) -> Confidence:
    """How far a credit line can be trusted that names this outlet.

    A name in the table, a host, and a name that the document gives elsewhere to its publisher or
    under its title are outlets: probable. Any other name may be no outlet's at all: suspected.
    """
    if outlet is None:
        return Confidence.SUSPECTED
    known = outlet_named(outlet) is not None or is_domain(outlet.lower())
    if known or any(_is_same(outlet, name) for name in _own_names(reading)):
        return Confidence.PROBABLE
    return Confidence.SUSPECTED


def is_linked(credit: Attribution, reading: Reading) -> bool:
    """Whether a link leads to the outlet that a credit line names.

    Where its hosts are known, a link to one of them in the document, or its canonical address.
    Where they are not, any link that stands by the line, or one whose host spells the name.
    """
    outlet = credit.outlet
    if outlet is None:
        return False
    if not _hosts_are_known(outlet) and credit.links:
        return True
    sources = stated(reading.document, Fact.CANONICAL, Fact.BASED_ON)
    addresses = (*credit.links, *(meta.value for meta in sources))
    hosts = {host for address in addresses if (host := _host(address))}
    return _is_among(outlet, reading.hosts()) or any(is_of(outlet, host) for host in hosts)


@lru_cache(maxsize=4)
def _tails(hosts: tuple[str, ...]) -> frozenset[str]:
    """The hosts and what lies above them, made once for all credit lines of a document."""
    split = [host.split(".") for host in hosts]
    return frozenset(".".join(labels[at:]) for labels in split for at in range(len(labels)))


@lru_cache(maxsize=4)
def _domains(hosts: tuple[str, ...]) -> frozenset[str]:
    """The registrable domains of these hosts: the list of suffixes is loaded for them."""
    return frozenset(map(registrable, hosts))


@lru_cache(maxsize=4)
def _labels(hosts: tuple[str, ...]) -> frozenset[str]:
    """The first labels of the registrable domains of these hosts."""
    return frozenset(map(_label, _domains(hosts)))


def leads_to_site(reading: Reading, domain: str) -> bool:
    """Whether a link of the document leads to a host of a registrable domain."""
    return domain in _domains(reading.hosts())


def _is_among(outlet: str, hosts: tuple[str, ...]) -> bool:
    """As `is_of`, of all hosts of a document at once."""
    known = outlet_named(outlet)
    if known is not None and known.hosts:
        return not _tails(hosts).isdisjoint(known.hosts)
    if is_domain(outlet.lower()):
        return registrable(outlet.lower()) in _domains(hosts)
    return not _labels(hosts).isdisjoint({_letters(outlet), _letters(_bare(outlet))} - {""})


def linked_instead(credit: Attribution, reading: Reading) -> str | None:
    """The other known outlet to which the links beside a credit lead, all of them.

    `None` where the credited outlet's hosts are not known, where one of the links is nobody's, and
    where the outlet is linked after all.
    """
    if credit.outlet is None or not _hosts_are_known(credit.outlet) or is_linked(credit, reading):
        return None
    hosts = [host for url in credit.links if (host := _host(url))]
    others = [outlet.name for host in hosts if (outlet := outlet_of_host(host))]
    return others[0] if others and len(others) == len(credit.links) else None


def rule_of_missing_link(credit: Attribution, reading: Reading) -> str | None:
    """The slug of the rule that warns of a credit's link; `None` where it has the right one."""
    if is_linked(credit, reading):
        return None
    instead = linked_instead(credit, reading)
    return "credit-without-link" if instead is None else "credit-link-host-mismatch"


def is_of(outlet: str, host: str) -> bool:
    """Whether a host is the outlet's: by the table, by its name where that is a host, by letters.

    `harbourcourier.com` spells The Harbour Courier.
    """
    return _is_among(outlet, (host,))


def stated(document: Document, *facts: Fact) -> Iterator[Meta]:
    """What the document's own metadata says of these facts."""
    for meta in document.metadata:
        field = field_named(meta.name)
        if field is not None and field.fact in facts:
            yield meta


def _own_names(reading: Reading) -> Iterator[str]:
    """Names of publishers that the document gives elsewhere: in its metadata, in its bylines."""
    for meta in stated(reading.document, Fact.PUBLISHER, Fact.SITE_NAME):
        yield meta.value
    for item in reading.attributions:
        if item.credit in _SIGNED and item.outlet is not None:
            yield item.outlet


def _hosts_are_known(outlet: str) -> bool:
    known = outlet_named(outlet)
    return bool(known.hosts) if known is not None else is_domain(outlet.lower())


def _is_same(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    known = outlet_named(one)
    return _bare(one) == _bare(other) or (known is not None and known is outlet_named(other))


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")


def _label(domain: str) -> str:
    return domain.partition(".")[0].replace("-", "")


def _letters(name: str) -> str:
    return slugify(name).replace("-", "")


def _host(address: str) -> str | None:
    try:
        return parse(address).link.host
    except MalformedAddress:
        return None
