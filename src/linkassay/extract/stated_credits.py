"""The credits that a document's metadata state: the same nouns as its visible credit lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from linkassay.dates import read_statement
from linkassay.extract.canonical import canonical_elsewhere
from linkassay.extract.metadata import Facts, by_field, facts
from linkassay.extract.name_shapes import folded, is_known_outlet
from linkassay.extract.names import split_names
from linkassay.model import Attribution, CreditClass, Meta, Span
from linkassay.tables.metadata import Fact
from linkassay.tables.outlets import Outlet, outlet_of_host, outlets_in
from linkassay.urls import (
    MalformedAddress,
    UnsupportedScheme,
    host_of,
    parse,
    registrable,
    same_site,
    slugify,
)

_LICENCE = re.compile(
    r"\bCC\b|creative ?commons|licen[sc]|/|^(?:MIT|[AL]?GPL|BSD)\b", re.IGNORECASE
)
"""What is said of rights is a licence where it names one or gives an address, else a claim."""

_HOLDER = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
"""What stands beside who holds the rights: an outlet as often as a writer."""

_NOWHERE = Span(None, None)


def own_names(metadata: Sequence[Meta], locator: str) -> tuple[str, ...]:
    """The names under which a document's own outlet may sign.

    Its publisher, its site, its hosts, the domains that were registered, and their first labels.
    """
    outlets = (*by_field(metadata, Fact.PUBLISHER), *by_field(metadata, Fact.SITE_NAME))
    stated = [item.value for field in outlets for item in field]
    hosts = _hosts(metadata, locator)
    domains = [registrable(host) for host in hosts]
    labels = [domain.partition(".")[0] for domain in domains]
    return tuple(dict.fromkeys((*stated, *hosts, *domains, *labels)))


def stated_credits(
    metadata: Sequence[Meta], locator: str, own: Sequence[str]
) -> Iterator[Attribution]:
    """Each credit once, with the most trusted field that states it as its source.

    `own` are the names of the document's outlet, as `own_names` gives them.
    Authors come from the first field that names a person, else from the first that names an outlet.
    A source that lies on the document's own site is no origin.
    """
    if not metadata:
        return
    found = facts(metadata)
    yield from _authors(metadata, own)
    if found.publisher is not None:
        credit = _credit(CreditClass.PUBLISHER, found.publisher)
        yield replace(credit, outlet=found.publisher.value)
    yield from _origins(found.based_on, _hosts(metadata, locator))
    yield from _suppliers(found, own)
    if (elsewhere := canonical_elsewhere(metadata, locator)) is not None:
        yield elsewhere
    if found.licence is not None and _LICENCE.search(found.licence.value):
        url = _url(found.licence.value)
        credit = _credit(CreditClass.LICENCE, found.licence)
        yield replace(credit, licence=found.licence.value, links=(url,) if url else ())
    yield from _day(CreditClass.PUBLISHED, found.published)
    yield from _day(CreditClass.UPDATED, found.modified)


def without_accounts(
    stated: Iterable[Attribution], shown: Iterable[Attribution], texts: Sequence[str]
) -> Iterator[Attribution]:
    """The stated credits without authors whom the page contradicts.

    A page's plain field names at times the account of the publishing system, or its owner. It does
    so where the page shows bylines (`shown`), nobody in them shares a word with a name of that
    field, and none of the names stands anywhere in its `texts` but beside the sign of copyright.
    JSON-LD and microdata say what an author is and are kept.
    """
    told = list(stated)
    seen = {word for item in shown if item.person for word in _words(item.person)}
    accounts = [item for item in told if _is_plain_author(item)]
    names = [folded(item.person or "") for item in accounts]
    kept = not seen or any(not seen.isdisjoint(_words(item.person or "")) for item in accounts)
    if accounts and not kept:
        shapes = (folded(text) for text in texts if not _HOLDER.search(text))
        kept = any(name in text for text in shapes for name in names)
    yield from (item for item in told if kept or not _is_plain_author(item))


def _is_plain_author(item: Attribution) -> bool:
    typed = item.source.startswith(("json-ld", "microdata"))
    return item.credit is CreditClass.BYLINE and item.person is not None and not typed


def _words(name: str) -> set[str]:
    return set(slugify(name).split("-"))


def _authors(metadata: Sequence[Meta], own: Sequence[str]) -> list[Attribution]:
    outlets: list[Attribution] = []
    for field in by_field(metadata, Fact.AUTHOR):
        named = [
            (_credit(CreditClass.BYLINE, item), split_names(item.value, own=own)) for item in field
        ]
        persons = [replace(credit, person=one) for credit, names in named for one in names.persons]
        if persons:
            return persons
        outlets = outlets or [
            replace(credit, outlet=one) for credit, names in named for one in names.outlets
        ]
    organizations = next(iter(by_field(metadata, Fact.AUTHOR_OUTLET)), [])
    return outlets or [
        replace(_credit(CreditClass.BYLINE, item), outlet=item.value) for item in organizations
    ]


def _origins(sources: Sequence[Meta], own: Sequence[str]) -> Iterator[Attribution]:
    for item in sources:
        credit, url = _credit(CreditClass.ORIGIN, item), _url(item.value)
        if url is None:
            if is_known_outlet(item.value):
                yield replace(credit, outlet=item.value)
        elif not any(same_site(url, host) for host in own):
            host = host_of(url)
            outlet = outlet_of_host(host)
            yield replace(credit, outlet=outlet.name if outlet else host, links=(url,))


def _suppliers(found: Facts, own: Sequence[str]) -> Iterator[Attribution]:
    """The agency or outlet that a text was taken from, as its credit or its rights name it.

    Only a known outlet that is not the document's own: a holder of rights is most often a company
    of the publisher's, and a credit most often a writer.
    """
    told: list[Outlet] = []
    for item in (found.source_organization, found.credit_text, found.rights_holder):
        named = next(outlets_in(item.value), None) if item is not None else None
        if item is None or named is None or named[0] in told or _is_own(named[0], own):
            continue
        told.append(named[0])
        yield replace(_credit(CreditClass.WIRE_CREDIT, item), outlet=named[0].name)


def _is_own(outlet: Outlet, own: Sequence[str]) -> bool:
    """Whether one of the document's own names or hosts is the outlet's."""
    return any(
        outlet.owns(name) or any(known is outlet for known, _, _ in outlets_in(name))
        for name in own
    )


def _day(credit: CreditClass, stated: Meta | None) -> Iterator[Attribution]:
    days = read_statement(stated.value) if stated else None
    if stated is not None and days is not None and days.earliest == days.latest:
        yield replace(_credit(credit, stated), day=days.earliest)


def _credit(credit: CreditClass, item: Meta) -> Attribution:
    return Attribution(credit, item.value, item.span or _NOWHERE, item.name)


def _hosts(metadata: Sequence[Meta], locator: str) -> tuple[str, ...]:
    """The hosts of the addresses under which the document stands."""
    canonical = facts(metadata).canonical
    addresses = (locator, canonical.value if canonical else "")
    return tuple(host_of(url) for address in addresses if (url := _url(address)))


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
