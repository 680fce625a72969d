"""The lines and marked elements of a document that say days and little else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from linkassay.dates import may_name_day, order_in, read_statement
from linkassay.extract.change_notes import read_change_note
from linkassay.extract.cited import CitedBlock
from linkassay.extract.datelines import Dateline, read_dateline
from linkassay.extract.day_lines import (
    LONGEST_LINE,
    DayLine,
    LineDay,
    is_event_label,
    lone_label,
    read_day_line,
)
from linkassay.extract.metadata import clock_of
from linkassay.extract.parsed import ParsedDocument
from linkassay.extract.signed_lines import is_names, is_sentence, led_words
from linkassay.model import BlockKind, Lines, MappedText, Region, Span
from linkassay.tables.date_labels import DateLabel
from linkassay.tables.day_orders import DayOrder

MOST_WORDS = 12
"""Words that may stand beside a day in its line (our own choice)."""

LONGEST_LABEL = 40
"""Characters of a line that may be a label alone (our own choice)."""

_OF_OTHERS = (Region.COMMENT, Region.HIDDEN)

_NUMBER = re.compile(r"(?:\A|\n)[ *_]{0,6}(\d\d?\.) {1,4}\Z")
_LONGEST_NUMBER = 16
_LEAD = re.compile(r"\W*([^\W\d_]+) ?:")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line with days: the number of its block, where it stands, and how it got there.

    `marked` is whether markup calls it a date. `spans` are the places of its days with their
    labels, in their order; `span` is the line's.
    """

    line: DayLine
    text: str
    block: int
    span: Span
    spans: tuple[Span, ...]
    marked: bool = False

    @property
    def first(self) -> LineDay:
        return self.line.days[0]

    @property
    def goes_on(self) -> bool:
        """Whether the line begins with its day and goes on with a name: a section, a place."""
        after = self.text[self.first.end :].lstrip(" |•·,–—-/")
        begins = not any(char.isalpha() for char in self.text[: self.first.start])
        return begins and not after[:1].islower()

    @property
    def signs(self) -> bool:
        """Whether a byline stands beside the day."""
        return any(led_words(piece) is not None or is_names(piece) for piece in self.line.rest)


class DayLines:
    """Reads the lines of one document: its blocks, and the elements that are called dates."""

    def __init__(self, blocks: Sequence[CitedBlock], parsed: ParsedDocument, lines: Lines) -> None:
        self._blocks = blocks
        self._parsed = parsed
        self._lines = lines

    def of_blocks(self) -> Iterator[Candidate]:
        """The blocks that are such a line."""
        for at in self.dated:
            content = self._blocks[at].block.content
            if len(content.text) > LONGEST_LINE:
                continue
            content = _with_number(content, self._parsed.text)
            line = self._read(content.text, at)
            if line is not None and self.dateline(at) is None:
                line = _labelled(line, self._label_above(at))
                spans = [content.source_range(day.start, day.end) for day in line.days]
                yield Candidate(
                    line,
                    content.text,
                    at,
                    self._lines.span(*content.source_range(0, len(content.text))),
                    tuple(self._lines.span(*span) for span in spans),
                )

    @cached_property
    def dated(self) -> list[int]:
        """The numbers of the blocks that may name a day."""
        return [at for at, cited in enumerate(self._blocks) if may_name_day(cited.text)]

    def of_markup(self) -> Iterator[Candidate]:
        """What stands in elements that the page calls a date."""
        for item in self._parsed.dated:
            if item.block < len(self._blocks):
                line = self._read(item.text, item.block)
                if line is not None:
                    span = self._lines.span(item.start, item.end)
                    spans = (span,) * len(line.days)
                    yield Candidate(line, item.text, item.block, span, spans, marked=True)

    def dateline(self, at: int) -> Dateline | None:
        """The dateline that a block begins with."""
        return read_dateline(self._blocks[at].text, lambda: self._order)

    def change_note(self, at: int) -> LineDay | None:
        """The note of a change that a block opens with."""
        return read_change_note(self._blocks[at].text, lambda: self._order)

    def _read(self, text: str, at: int) -> DayLine | None:
        block = self._blocks[at].block
        if block.region in _OF_OTHERS or block.kind in (BlockKind.CODE, BlockKind.CAPTION):
            return None
        line = read_day_line(text, self._parsed.language, lambda: self._order)
        if line is None or sum(len(piece.split()) for piece in line.rest) > MOST_WORDS:
            return None
        if any(map(is_sentence, line.rest)) or self._is_in_event(at):
            return None
        return line

    @cached_property
    def _order(self) -> DayOrder | None:
        """The order that the days in figures of all blocks show, beside those that it states."""
        stated = (item for item in self._parsed.metadata if clock_of(item.name) is not None)
        days = (read_statement(item.value) for item in stated)
        known = {days.earliest for days in days if days and days.earliest == days.latest}
        text = "\n".join(cited.text for cited in self._blocks)
        return order_in(text, {day for day in known if day is not None})

    def _is_in_event(self, at: int) -> bool:
        """Whether a line beside it labels the place or the time of an event."""
        beside = (self._blocks[i].text for i in (at - 1, at + 1) if 0 <= i < len(self._blocks))
        leads = (_LEAD.match(text) for text in beside)
        above = self._blocks[at - 1].text if at else ""
        return is_event_label(above) or any(is_event_label(lead[1]) for lead in leads if lead)

    def _label_above(self, at: int) -> DateLabel | None:
        """The label that is all of the line before."""
        above = self._blocks[at - 1].text if at else ""
        return lone_label(above) if 0 < len(above) <= LONGEST_LABEL else None


def _with_number(content: MappedText, source: str) -> MappedText:
    """A line with the day that Markdown takes for the number of a list: `12. März 2015`."""
    start = content.source_offset(0)
    number = _NUMBER.search(source, max(0, start - _LONGEST_NUMBER), start)
    if number is None or not content.text[:1].isalpha():
        return content
    lead = " ".join(number[1].split()) + " "
    pieces = ((at + len(lead), offset) for at, offset in content.pieces)
    return MappedText(lead + content.text, ((0, number.start(1)), *pieces))


def _labelled(line: DayLine, label: DateLabel | None) -> DayLine:
    """A line that is a day alone, with the label that stands above it."""
    first, *others = line.days
    if label is None or first.label is not None or line.rest:
        return line
    day = LineDay(first.days, first.start, first.end, label)
    return DayLine((day, *others), line.rest, line.glued)
