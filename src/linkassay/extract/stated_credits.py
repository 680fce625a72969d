"""The credits that a document's metadata state: the same nouns as its visible credit lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linkassay.dates import read_statement
from linkassay.extract.metadata import by_field, facts
from linkassay.extract.name_shapes import is_known_outlet
from linkassay.extract.names import split_names
from linkassay.model import Attribution, CreditClass, Meta, Span
from linkassay.tables.metadata import Fact
from linkassay.tables.outlets import outlet_of_host
from linkassay.urls import MalformedAddress, UnsupportedScheme, parse, registrable, same_site

_LICENCE = re.compile(r"\bCC\b|creative ?commons|licen[sc]|/|^(?:MIT|[AL]?GPL|BSD)\b", re.IGNORECASE)
"""What is said of rights is a licence where it names one or gives an address; the rest is a claim."""

_NOWHERE = Span(None, None)


def own_names(metadata: Sequence[Meta], locator: str) -> tuple[str, ...]:
    """The names under which a document's own outlet may sign.

    Its publisher, its site, its hosts, the domains that were registered, and their first labels.
    """
    stated = [item.value for fact in _OUTLETS for field in by_field(metadata, fact) for item in field]
    hosts = _hosts(metadata, locator)
    domains = [registrable(host) for host in hosts]
    labels = [domain.partition(".")[0] for domain in domains]
    return tuple(dict.fromkeys((*stated, *hosts, *domains, *labels)))


def stated_credits(metadata: Sequence[Meta], locator: str) -> Iterator[Attribution]:
    """Each credit once, with the most trusted field that states it as its source.

    Authors come from the first field that names a person, else from the first that names an outlet.
    A source that lies on the document's own site is no origin.
    """
    if not metadata:
        return
    found = facts(metadata)
    yield from _authors(metadata, own_names(metadata, locator))
    if found.publisher is not None:
        yield _credit(CreditClass.PUBLISHER, found.publisher, outlet=found.publisher.value)
    yield from _origins(found.based_on, _hosts(metadata, locator))
    if found.licence is not None and _LICENCE.search(found.licence.value):
        links = tuple(url for url in [_url(found.licence.value)] if url)
        yield _credit(
            CreditClass.LICENCE, found.licence, licence=found.licence.value, links=links
        )
    for credit, stated in (
        (CreditClass.PUBLISHED, found.published),
        (CreditClass.UPDATED, found.modified),
    ):
        days = read_statement(stated.value) if stated else None
        if stated is not None and days is not None and days.earliest == days.latest:
            yield _credit(credit, stated, day=days.earliest)


_OUTLETS = (Fact.PUBLISHER, Fact.SITE_NAME)


def _authors(metadata: Sequence[Meta], own: Sequence[str]) -> list[Attribution]:
    outlets: list[Attribution] = []
    for field in by_field(metadata, Fact.AUTHOR):
        persons: list[Attribution] = []
        for item in field:
            names = split_names(item.value, own=own)
            persons += [_credit(CreditClass.BYLINE, item, person=name) for name in names.persons]
            if not outlets:
                outlets = [_credit(CreditClass.BYLINE, item, outlet=name) for name in names.outlets]
        if persons:
            return persons
    return outlets or [
        _credit(CreditClass.BYLINE, item, outlet=item.value)
        for item in next(iter(by_field(metadata, Fact.AUTHOR_OUTLET)), [])
    ]


def _origins(sources: Sequence[Meta], own: Sequence[str]) -> Iterator[Attribution]:
    for item in sources:
        url = _url(item.value)
        if url is None:
            if is_known_outlet(item.value):
                yield _credit(CreditClass.ORIGIN, item, outlet=item.value)
        elif not any(same_site(url, host) for host in own):
            host = parse(url).link.host
            outlet = outlet_of_host(host)
            name = outlet.name if outlet else host
            yield _credit(CreditClass.ORIGIN, item, outlet=name, links=(url,))


def _credit(
    credit: CreditClass,
    item: Meta,
    **told: object,
) -> Attribution:
    return Attribution(credit, item.value, item.span or _NOWHERE, item.name, **told)


def _hosts(metadata: Sequence[Meta], locator: str) -> tuple[str, ...]:
    """The hosts of the addresses under which the document stands."""
    canonical = facts(metadata).canonical
    addresses = [locator if "://" in locator else "", canonical.value if canonical else ""]
    return tuple(parse(url).link.host for one in addresses if (url := _url(one)))


def _url(address: str) -> str | None:
    """The identity of a web address; `None` where it is none."""
    if address.startswith("//"):
        address = f"https:{address}"
    if "://" not in address:
        return None
    try:
        return parse(address).link.url
    except (MalformedAddress, UnsupportedScheme):
        return None
