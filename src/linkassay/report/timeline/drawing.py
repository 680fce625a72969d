"""The drawing: what is allowed at the top, then one bar for each fact, under one axis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from linkassay.model import DaySet, Interval
from linkassay.report.escape import disarm_start, line
from linkassay.report.layout import MEASURE
from linkassay.report.timeline.axis import Axis, axis_of
from linkassay.report.timeline.cells import filled, wrapped
from linkassay.report.timeline.glyphs import ASCII, UNICODE, Glyphs
from linkassay.report.timeline.rows import Row
from linkassay.report.timeline.scope import ends_of, shown_days
from linkassay.report.words import count

NARROWEST = 40

WIDE = 84
"""From so many columns on the words stand beside the bars, else above them."""

LABELS = 34
"""Columns of the words beside the bars."""

MANY = 12
"""After more rows than this the axis stands below them, too."""

_IN_ASCII = str.maketrans({"“": '"', "”": '"', "…": "...", "’": "'", "–": "-"})


def draw(
    rows: Mapping[str, Sequence[Row]], allowed: Sequence[DaySet], *, width: int, unicode: bool
) -> Iterator[str]:
    """The lines of the drawing, without line ends; nothing where no row and no band has a day.

    `rows` stand under their headings. `allowed` are the days on which the document can have been
    published: one set, or one for each statement where statements disagree. `width` is the
    terminal's in columns.
    """
    every = [row for below in rows.values() for row in below]
    days = shown_days(every, allowed)
    if not days:
        return
    width = max(NARROWEST, min(width, MEASURE))
    labels = LABELS if width >= WIDE else 0
    room = width - labels
    picture = _Picture(
        axis=axis_of(days, room - 2),
        room=room,
        glyphs=UNICODE if unicode else ASCII,
        labels=labels,
        asked=tuple(sorted({day for row in every if row.asked for day in ends_of(row.days)})),
        guides=tuple(day for one in allowed for day in ends_of(one)),
    )
    for text in picture.lines(rows, allowed):
        yield "".join(disarm_start(text.rstrip()))


@dataclass(frozen=True, slots=True)
class _Picture:
    """`room` columns for bars, after `labels` columns for words (0: the words stand above).

    The first and the last of the columns for bars are kept for open ends.
    """

    axis: Axis
    room: int
    glyphs: Glyphs
    labels: int
    asked: tuple[date, ...]
    guides: tuple[date, ...]

    def lines(self, rows: Mapping[str, Sequence[Row]], allowed: Sequence[DaySet]) -> Iterator[str]:
        yield from self._beside("", (self._labels_of_ticks(), self._rule()))
        for number, days in enumerate(allowed):
            yield from self._beside("or" if number else "Published", self._band(days))
        for heading, below in rows.items():
            yield heading
            for row in below:
                yield from self._beside(f"  {self._said(row.label)}", self._bar(row))
        if sum(map(len, rows.values())) > MANY:
            yield from self._beside("", (self._rule(), self._labels_of_ticks()))
        yield ""
        yield from wrapped(self._legend(), self.room + self.labels)

    def _beside(self, words: str, bars: Sequence[str]) -> Iterator[str]:
        """The words to the left of the bars, or above them."""
        if not self.labels:
            yield from wrapped(words, self.room)
            yield from bars
            return
        told = wrapped(words, self.labels - 1)
        blank = self._guided([" "] * self.room)
        for left, right in zip_longest(told, bars):
            yield f"{filled(left or '', self.labels)}{blank if right is None else right}"

    def _said(self, words: str) -> str:
        text = line(words)
        return text if self.glyphs is UNICODE else text.translate(_IN_ASCII)

    def _labels_of_ticks(self) -> str:
        row = [" "] * self.room
        for at, label in self.axis.ticks():
            row[at + 1 : at + 1 + len(label)] = label
        return "".join(row[: self.room])

    def _rule(self) -> str:
        row = [" ", *[self.glyphs.rule] * (self.room - 2), " "]
        for at, _ in self.axis.ticks():
            row[at + 1] = self.glyphs.tick
        for at in self.axis.cuts():
            row[at + 1] = self.glyphs.cut
        return "".join(row)

    def _band(self, days: DaySet) -> tuple[str, ...]:
        """The days allowed, and how long after them the days in question are."""
        row = [" "] * self.room
        for item in days:
            start, end = self._columns(item)
            row[start : end + 1] = self.glyphs.allowed * (end + 1 - start)
            self._going_on(row, start, end)
            self._cut(row, start, end)
        below = self._gap(row, days.latest)
        for day in self.asked:
            row[self.axis.column(day) + 1] = self.glyphs.question
        return (*self._with_days(row, days), *below)

    def _gap(self, row: list[str], latest: date | None) -> tuple[str, ...]:
        """From the last day allowed to the first one in question; its words below if need be."""
        later = [day for day in self.asked if latest is not None and day > latest]
        if latest is None or not later:
            return ()
        start, end = self.axis.column(latest) + 2, self.axis.column(later[0]) + 1
        words = f" {count((later[0] - latest).days, 'day')} "
        row[start:end] = self.glyphs.gap * (end - start)
        self._cut(row, start, end - 1)
        if end - start >= len(words) + 2:
            at = start + (end - start - len(words)) // 2
            row[at : at + len(words)] = words
            return ()
        return (f"{words.strip()} later".rjust(end + 1),)

    def _bar(self, one: Row) -> tuple[str, ...]:
        row, glyphs = [" "] * self.room, self.glyphs
        for item in one.days:
            start, end = self._columns(item)
            if start == end:
                is_day = item.earliest == item.latest
                sign = glyphs.day if is_day else glyphs.narrow
                row[start] = glyphs.question if one.asked else sign
            else:
                bar = glyphs.run * (end - start - 1)
                row[start : end + 1] = (glyphs.start, *bar, glyphs.end)
            self._going_on(row, start, end)
            self._cut(row, start + 1, end - 1)
        return self._with_days(row, one.days)

    def _columns(self, item: Interval) -> tuple[int, int]:
        return self._column(item.earliest, 0), self._column(item.latest, self.room - 1)

    def _column(self, day: date | None, otherwise: int) -> int:
        """The column of a day, at the edge where the axis does not go so far."""
        if day is None:
            return otherwise
        if day < self.axis.first:
            return 0
        return self.room - 1 if day > self.axis.last else self.axis.column(day) + 1

    def _going_on(self, row: list[str], start: int, end: int) -> None:
        if start == 0:
            row[0] = self.glyphs.earlier
        if end == self.room - 1:
            row[-1] = self.glyphs.later

    def _cut(self, row: list[str], start: int, end: int) -> None:
        for at in self.axis.cuts():
            if start <= at + 1 <= end:
                row[at + 1] = self.glyphs.cut

    def _with_days(self, row: list[str], days: DaySet) -> tuple[str, ...]:
        """The days in numbers after the bars or before them, else on lines of their own."""
        words = " or ".join(map(in_numbers, days))
        drawn = [at for at, sign in enumerate(row) if sign != " "]
        first, last = drawn[0], drawn[-1]
        if last + 2 + len(words) <= self.room:
            row[last + 2 : last + 2 + len(words)] = words
        elif len(words) < first:
            row[first - 1 - len(words) : first - 1] = words
        else:
            below = wrapped(words, self.room)
            return self._guided(row), *(self._from(first, text) for text in below)
        return (self._guided(row),)

    def _from(self, column: int, words: str) -> str:
        """Words that begin at a column, or further to the left where they need the room."""
        return " " * max(0, min(column, self.room - len(words))) + words

    def _guided(self, row: list[str]) -> str:
        """With the edges of what is allowed, and the days in question, where nothing stands."""
        signs = list(row)
        for day in (*self.guides, *self.asked):
            at = self.axis.column(day) + 1
            if row[max(0, at - 1) : at + 2] == [" "] * len(row[max(0, at - 1) : at + 2]):
                signs[at] = self.glyphs.guide
        return "".join(signs)

    def _legend(self) -> str:
        signs = self.glyphs
        parts = [
            f"{signs.allowed} days allowed",
            f"{signs.start}{signs.run}{signs.end} a run of days",
            f"{signs.narrow} a short one",
            f"{signs.day} one day",
            f"{signs.earlier} {signs.later} it goes on",
        ]
        if self.asked:
            parts.append(f"{signs.question} in question")
        if self.axis.cuts():
            parts.append(f"{signs.cut * 2} time left out")
        return ", ".join(parts)


def in_numbers(item: Interval) -> str:
    """`2018-04-26 to 2021-01-20`, `from 2018-01-01`, `until 2024-12-08`, `2025-10-29`."""
    if item.earliest is None:
        return f"until {item.latest}"
    if item.latest is None:
        return f"from {item.earliest}"
    return (
        str(item.earliest) if item.earliest == item.latest else f"{item.earliest} to {item.latest}"
    )
