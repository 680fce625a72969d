"""A reading in which wrapped addresses are the candidates that were chosen for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from linkassay.extract.clues import link_clues
from linkassay.model import Attribution, Citation, Clue, Link, Reading, link_subject
from linkassay.urls import Address, MalformedAddress, parse

_LINK = link_subject("")


def with_chosen(reading: Reading, chosen: Sequence[Link | None]) -> Reading:
    """The reading with the links of some citations replaced, and all that rests on these links.

    `chosen` holds for each citation the link of its candidate, or `None` where it stays as it is.
    What dates or credits an address that nothing cites any more goes over to the new one.
    """
    if not any(chosen):
        return reading
    pairs = zip(reading.citations, chosen, strict=True)
    citations = tuple(item if link is None else _replaced(item, link) for item, link in pairs)
    cited = {item.link.url for item in citations if item.link}
    heirs = {
        item.first_read.url: item.link.url
        for item in citations
        if item.link and item.first_read and item.first_read.url not in cited
    }
    return replace(
        reading,
        citations=citations,
        attributions=tuple(_credited(item, heirs) for item in reading.attributions),
        clues=tuple(_dated(reading.clues, citations, heirs)),
    )


def _replaced(citation: Citation, link: Link) -> Citation:
    """The citation of its candidate, with all that its characters say."""
    for written in citation.candidates:
        address = _parsed(written)
        if address is not None and address.link.url == link.url:
            return replace(
                citation, link=address.link, parsed=address.parsed, first_read=citation.link
            )
    # Chosen when identities were made by other rules than now.
    return replace(citation, link=link, parsed=link.url, first_read=citation.link)


def _parsed(written: str) -> Address | None:
    try:
        return parse(written)
    except MalformedAddress:
        return None


def _credited(item: Attribution, heirs: Mapping[str, str]) -> Attribution:
    links = tuple(dict.fromkeys(heirs.get(url, url) for url in item.links))
    return item if links == item.links else replace(item, links=links)


def _dated(
    clues: Sequence[Clue], citations: Sequence[Citation], heirs: Mapping[str, str]
) -> Iterator[Clue]:
    """The clues without those of addresses that nothing cites, and those of the new addresses."""
    there = {clue.subject for clue in clues}
    yield from (clue for clue in clues if clue.subject.removeprefix(_LINK) not in heirs)
    new = link_clues(item for item in citations if item.first_read)
    yield from (clue for clue in new if clue.subject not in there)
