"""The order of reading, told once: kind, addresses, regions, credit lines, clues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from linkassay.extract.attributions import find_attributions
from linkassay.extract.bylines import visible_bylines
from linkassay.extract.cited import CitedBlock, cite, cite_block
from linkassay.extract.clues import (
    credit_clues,
    dated_spans,
    day_clues,
    link_clues,
    metadata_clues,
    text_clues,
)
from linkassay.extract.kinds import parse
from linkassay.extract.parsed import ParsedDocument
from linkassay.extract.regions import classify, may_credit, passages
from linkassay.extract.related import find_labels, match_titles, under_labels
from linkassay.extract.secrets import without_secrets
from linkassay.extract.sketches import sketch_of
from linkassay.extract.stated_credits import own_names, stated_credits, without_accounts
from linkassay.extract.stated_days import day_credits, stated_days
from linkassay.extract.suppressions import find_suppressions
from linkassay.extract.weekdays import weekday_clues
from linkassay.model import (
    SIMILAR_ENOUGH,
    Attribution,
    Citation,
    Clue,
    Document,
    Lines,
    Reading,
    Source,
    link_subject,
)
from linkassay.urls.secrets import cut


def extract(source: Source, *, key: bytes | None = None) -> Iterator[Reading]:
    """Read a source whole, one document after the other, without the secrets of its addresses.

    With `key` two addresses that differ in a secret alone are two links. Raises
    `UnreadableSourceError` where its kind is not one we read.
    """
    for parsed in parse(source):
        yield without_secrets(reading_of(source, parsed), key)


def citations(source: Source) -> Iterator[Citation]:
    """What a source cites and nothing else, many times faster than `extract`, secrets and all.

    Each with its address, place and form; without context and region, and in a page without the
    mark `code`. It may be more than `extract` cites: in a page, links that no reader sees count
    too. Raises `UnreadableSourceError`.
    """
    for parsed in parse(source, links_only=True):
        for raw in parsed.links():
            yield cite(raw, locator=source.locator)


def secret_addresses(source: Source, *, key: bytes | None = None) -> Iterator[tuple[str, str]]:
    """Each link of a source that has a secret: its URL, and the address as it must be asked."""
    seen: set[str] = set()
    for citation in citations(source):
        link = citation.link
        if link is not None and link.url not in seen:
            seen.add(link.url)
            plain = cut(link.url, key)
            if plain != link.url:
                yield plain, link.url


def reading_of(source: Source, parsed: ParsedDocument) -> Reading:
    """All that one document of a source says, secrets and all."""
    lines = Lines(parsed.text)
    web_page = parsed.media_type == "text/html"
    blocks = [cite_block(block, source.locator, counted=web_page) for block in parsed.blocks]
    loose = [cite(raw, locator=source.locator) for raw in parsed.loose]
    labels = find_labels(blocks, lines)
    found = (item for cited in blocks for item in cited.citations)
    related, titles = match_titles(labels.values(), _in_order(found, loose))
    placed = classify(
        blocks,
        {*labels, *under_labels(blocks)},
        _fitting(related),
        web_page=web_page,
    )
    own = own_names(parsed.metadata, source.locator)
    credited = find_attributions(
        (cited for index, cited in enumerate(placed) if index not in labels and may_credit(cited)),
        lines,
        own,
    )
    signed = tuple(visible_bylines(placed, parsed.marked, own, lines))
    days = stated_days(placed, parsed, lines)
    seen = (*related, *credited, *signed, *day_credits(days))
    stated = without_accounts(
        stated_credits(parsed.metadata, source.locator, own),
        signed,
        [cited.text for cited in placed],
    )
    attributions = tuple(sorted((*seen, *stated), key=_by_place))
    settled = (item for cited in placed for item in cited.settled())
    citations = tuple(_lent(_in_order(settled, loose), titles))
    document = _document(source, parsed, placed)
    clues = (
        *text_clues(
            document.passages,
            [*dated_spans(seen), *(day.span for day in days)],
            lines,
            document.language,
        ),
        *metadata_clues(parsed.metadata),
        *day_clues(days),
        *credit_clues(seen),
        *link_clues(citations),
        *weekday_clues(document.blocks, lines, parsed.language),
    )
    if web_page:
        clues += _witnessed(document, lines, clues, citations)
    sketch = sketch_of(passage.text for passage in document.passages)
    said = document, citations, attributions, _distinct(clues), parsed.notes
    commented = tuple(
        find_suppressions(parsed.text, parsed.media_type, document.blocks, lines, document.locator)
    )
    return Reading(*said, sketch=sketch, suppressions=commented)


def _witnessed(
    page: Document, lines: Lines, clues: Sequence[Clue], citations: Iterable[Citation]
) -> tuple[Clue, ...]:
    from linkassay.extract.formats.html_witness import witnessed_day  # text does without it

    own = (item.link for item in citations if not item.region.is_boilerplate)
    cited = {link_subject(link.url) for link in own if link}
    return tuple(witnessed_day(page, lines, clues, cited))


def _distinct(clues: Iterable[Clue]) -> tuple[Clue, ...]:
    """The clues without those that say the same again: copies count once (`dates`)."""
    found: dict[object, Clue] = {}
    for clue in clues:
        said = clue.subject, clue.clock, clue.days, clue.source, clue.rule
        found.setdefault(said, clue)
    return tuple(found.values())


def _document(source: Source, parsed: ParsedDocument, placed: Sequence[CitedBlock]) -> Document:
    blocks = tuple(cited.block for cited in placed)
    return Document(
        locator=source.locator if parsed.part is None else f"{source.locator}#{parsed.part}",
        media_type=parsed.media_type,
        text=parsed.text,
        sha256=sha256(source.data).hexdigest(),
        title=parsed.title,
        dek=parsed.dek,
        language=parsed.language,
        anchors=parsed.anchors,
        metadata=parsed.metadata,
        blocks=blocks,
        passages=passages(blocks),
    )


def _in_order(found: Iterable[Citation], loose: Sequence[Citation]) -> list[Citation]:
    """All citations; the loose ones stand where their place in the source puts them."""
    both = [*found, *loose]
    return sorted(both, key=lambda item: item.span.start or 0) if loose else both


def _fitting(related: Sequence[Attribution]) -> set[str]:
    """The addresses of related titles that fit them."""
    return {
        url
        for item in related
        if item.similarity is not None and item.similarity >= SIMILAR_ENOUGH
        for url in item.links
    }


def _lent(citations: Iterable[Citation], titles: dict[str, str]) -> Iterable[Citation]:
    """The citations; those without words have those of the related title that leads there."""
    if not titles:
        return citations
    return (
        replace(item, anchor=titles[item.url])
        if item.anchor is None and item.url in titles
        else item
        for item in citations
    )


def _by_place(item: Attribution) -> tuple[int, str]:
    return item.span.start or 0, item.credit
