"""The days that a document states of itself in what a reader sees, and where it may do so.

A label speaks wherever a credit line may stand. A day without one is a statement only between the
title and the text, right before the title, or as the last line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from linkassay.extract.cited import CitedBlock
from linkassay.extract.day_candidates import Candidate, DayLines
from linkassay.extract.day_lines import LineDay
from linkassay.extract.metadata import clock_of
from linkassay.extract.parsed import ParsedDocument
from linkassay.model import (
    Attribution,
    Block,
    BlockKind,
    Clock,
    CreditClass,
    DaySet,
    Lines,
    Region,
    Span,
)

BEFORE, AFTER = 3, 10
"""So far from the title, in blocks, a day without a label is looked for (our own choice)."""

CLOSE = 2
"""So near the title a day may have a section or a place beside it (our own choice)."""

SHORTEST_SENTENCE = 10
"""A block below the title of so many words and a sentence mark is text. After two of them it has
begun: the first may be the dek (our own choice)."""

MOST_LABELLED = 3
"""A document with more days under labels of one clock lists other things (our own choice)."""

_SENTENCE_MARK = re.compile(r"[.!?…。](?:[\"'”’»)\]]*(?:\s|$))")
_OWN = (Region.PROSE, Region.REFERENCE, Region.NAVIGATION)
"""A day stands in the head of an article or in the foot of a page; teasers and related titles have
days of other things."""
_CREDITS = {Clock.PUBLISHED: CreditClass.PUBLISHED, Clock.MODIFIED: CreditClass.UPDATED}


@dataclass(frozen=True, slots=True)
class StatedDay:
    """One day that a document states of itself: by which rule of the table of clues, and where.

    `labelled` is whether a label says so; then the text is a credit line, too.
    """

    rule: str
    clock: Clock
    days: DaySet
    span: Span
    text: str
    labelled: bool = False


def day_credits(days: Iterable[StatedDay]) -> Iterator[Attribution]:
    """The credit lines that give a day a label."""
    for item in days:
        if item.labelled:
            yield Attribution(_CREDITS[item.clock], item.text, item.span, day=item.days.earliest)


def stated_days(
    blocks: Sequence[CitedBlock],
    parsed: ParsedDocument,
    lines: Lines,
) -> tuple[StatedDay, ...]:
    """All of them, those under labels first, each day of one rule once.

    `blocks` are those of the document `parsed`, with their regions.
    """
    reader = DayLines(blocks, parsed, lines)
    candidates = [*reader.of_blocks(), *reader.of_markup()]
    places = _Places(blocks, web_page=parsed.media_type == "text/html")
    found = [
        *_under_labels(candidates, places),
        *(_bare(one, places) for one in places.stated(candidates)),
        *_dateline(blocks, reader, places, lines),
        *_change_notes(blocks, reader, lines),
    ]
    if not any(item.clock is Clock.PUBLISHED for item in found) and not _states_day(parsed):
        found += _elsewhere(candidates)
    return tuple({(item.rule, item.days): item for item in reversed(found)}.values())[::-1]


_Labelled = tuple[Candidate, LineDay, Span]
"""A line, a day of it that has a label, and where both stand."""


def _under_labels(candidates: Sequence[Candidate], places: _Places) -> Iterator[StatedDay]:
    """The days under labels, unless there are so many that the document lists other things."""
    found = [
        (one, day, span)
        for one in candidates
        for day, span in zip(one.line.days, one.spans, strict=True)
        if day.label is not None and places.is_own(one)
    ]
    found = [item for item in found if _counts(item, found, places)]
    for clock, rule in ((Clock.PUBLISHED, "date-label"), (Clock.MODIFIED, "change-label")):
        told = [item for item in found if item[1].clock is clock]
        if len({day.days for _, day, _ in told}) > MOST_LABELLED:
            told = [item for item in told if item[0].block in places.near]
        for one, day, span in told:
            text = one.text[day.start : day.end]
            yield StatedDay(rule, clock, day.days, span, text, labelled=True)


def _elsewhere(candidates: Iterable[Candidate]) -> Iterator[StatedDay]:
    """The one day under labels of a document that states none where it speaks of itself.

    Some pages end with it below their teasers.
    """
    found = [
        StatedDay("date-label", Clock.PUBLISHED, day.days, span, one.text, labelled=True)
        for one in candidates
        for day, span in zip(one.line.days, one.spans, strict=True)
        if day.label is not None and day.clock is Clock.PUBLISHED
    ]
    if len({item.days for item in found}) == 1:
        yield found[0]


def _states_day(parsed: ParsedDocument) -> bool:
    """Whether the metadata state a day of publication."""
    return any(clock_of(item.name) is Clock.PUBLISHED for item in parsed.metadata)


def _counts(item: _Labelled, found: Sequence[_Labelled], places: _Places) -> bool:
    """Whether a label counts: one that may be an event's near the title, or where it is alone."""
    one, day, _ = item
    if day.label is None or not day.label.shy or one.block in places.near:
        return True
    return all(other[1].days == day.days for other in found)


def _bare(one: Candidate, places: _Places) -> StatedDay:
    rule = "byline-date" if one.signs else places.rule(one)
    return StatedDay(rule, Clock.PUBLISHED, one.first.days, one.span, one.text)


def _dateline(
    blocks: Sequence[CitedBlock], reader: DayLines, places: _Places, lines: Lines
) -> Iterator[StatedDay]:
    """The dateline of the first paragraph that has one."""
    for at in places.near:
        block = blocks[at].block
        paragraph = block.kind is BlockKind.PARAGRAPH and block.region is Region.PROSE
        found = reader.dateline(at) if paragraph and at > places.title else None
        if found is not None:
            span = lines.span(*block.content.source_range(0, found.end))
            text = block.content.text[: found.end].rstrip()
            yield StatedDay("dateline", Clock.PUBLISHED, found.days, span, text)
            return


def _change_notes(
    blocks: Sequence[CitedBlock], reader: DayLines, lines: Lines
) -> Iterator[StatedDay]:
    """The days of the notes that tell of a change in the text."""
    for at in reader.dated:
        block = blocks[at].block
        if block.region is Region.PROSE and block.kind is BlockKind.PARAGRAPH:
            found = reader.change_note(at)
            if found is not None:
                span = lines.span(*block.content.source_range(found.start, found.end))
                text = block.content.text[found.start : found.end]
                yield StatedDay("change-label", found.clock, found.days, span, text, labelled=True)


def _is_text(block: Block) -> bool:
    """Whether a block is text and no byline, caption or label."""
    words = block.content.text
    long = block.kind is BlockKind.PARAGRAPH and len(words.split()) >= SHORTEST_SENTENCE
    return long and _SENTENCE_MARK.search(words) is not None


class _Places:
    """Where in a document a day without a label states the document's own."""

    def __init__(self, blocks: Sequence[CitedBlock], *, web_page: bool) -> None:
        self._blocks = blocks
        self._web_page = web_page
        titles = (at for at, one in enumerate(blocks) if one.block.kind is BlockKind.TITLE)
        self.title = next(titles, -1)
        self.near = self._near()

    def stated(self, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
        """The lines that do; of a page's the one that is marked, else the nearest to the title."""
        found = [one for one in candidates if self._may_be_bare(one)]
        near = [one for one in found if one.block in self.near and self._is_placed(one)]
        if self._is_diary(found, near):
            near = []
        if self._web_page:
            near = sorted(near or self._only(found), key=self._distance)[:1]
        yield from near
        yield from (one for one in found if self._is_signature(one))

    def is_own(self, one: Candidate) -> bool:
        """Whether a line stands where the page speaks of itself.

        What stands right below the title does, whatever its elements are called.
        """
        cited = self._blocks[one.block]
        below = 0 < one.block - self.title <= CLOSE and self.title >= 0
        return cited.block.region in _OWN or (below and not cited.only_links)

    def rule(self, one: Candidate) -> str:
        """By which rule a day without a byline is read."""
        first = one.block == 0 != self.title and not self._web_page
        return "first-line" if first else "date-line"

    def _near(self) -> range:
        """The numbers of the blocks near the title; without one, those at the beginning."""
        begin = max(self.title, 0)
        end, paragraphs = begin, 0
        for index in range(begin, min(len(self._blocks), begin + AFTER + 1)):
            end = index + 1
            if index != self.title and _is_text(self._blocks[index].block):
                paragraphs += 1
                if paragraphs == 2:
                    break
        return range(max(0, begin - BEFORE), end)

    def _may_be_bare(self, one: Candidate) -> bool:
        block = self._blocks[one.block].block
        return (
            one.first.label is None
            and self.is_own(one)
            and block.region is not Region.REFERENCE
            and block.kind is not BlockKind.TITLE
        )

    def _is_placed(self, one: Candidate) -> bool:
        """Whether what stands beside the day fits: nothing, a byline, or a section near by."""
        heading = self._blocks[one.block].block.kind is BlockKind.HEADING
        if one.block < self.title and self._blocks[one.block].only_links:
            return False
        if heading and one.block > self.title >= 0:
            region = self._blocks[one.block].block.region
            meta = one.marked or one.signs or region is Region.NAVIGATION
            return self._web_page and meta
        if not one.line.rest or one.signs:
            return True
        close = abs(one.block - self.title) <= CLOSE
        if one.line.glued:
            return self._web_page and close and one.goes_on
        return one.marked or close

    def _is_diary(self, found: Sequence[Candidate], near: Sequence[Candidate]) -> bool:
        """Whether days head the parts of a text."""
        last = len(self._blocks) - 1
        heads = {
            one.first.days
            for one in found
            if not (one.marked or one.line.rest)
            and self.title < one.block < last
            and self._blocks[one.block].block.region is Region.PROSE
        }
        return len(heads) > 1 and not any(one.marked or one.block < self.title for one in near)

    def _distance(self, one: Candidate) -> tuple[bool, bool, int]:
        return not one.marked, one.block < self.title, abs(one.block - self.title)

    def _only(self, found: Sequence[Candidate]) -> list[Candidate]:
        """The lines that markup calls a date, where all of a page's name one day."""
        marked = [one for one in found if one.marked and not one.line.rest]
        return marked if len({one.first.days for one in marked}) == 1 else []

    def _is_signature(self, one: Candidate) -> bool:
        """Whether a day is the last line of a text, alone or behind a place."""
        place = not one.line.rest or (len(one.line.rest) == 1 and not one.line.glued)
        last = one.block == len(self._blocks) - 1 > max(self.title, 0) + 1
        return last and place and not self._web_page
