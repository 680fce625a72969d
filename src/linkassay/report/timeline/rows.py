"""From clues to the rows of the drawing: grouped, copies of one fact told once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from linkassay.model import DOCUMENT, Clock, Clue, DaySet, Group, Interval, link_subject
from linkassay.tables.clues import clue_rule

LONGEST_QUOTE = 60
"""So many letters of the words of a clue are shown."""

STATEMENTS = "What it states of itself"
NAMED = "Years that it only names"
LINKS = "Links, by their addresses"
ANSWERS = "Links, by what they answered"

COPY = "The copy"

_OWN: Mapping[Group, str] = {
    Group.TEXT: "Dates in the text",
    Group.OFFICE: "Holders of an office",
    Group.OUTLET: "Names of outlets",
    Group.URL: "Its own address",
    Group.METADATA: "Other metadata",
    Group.SERVER: COPY,
    Group.ARCHIVE: COPY,
}
"""Headings for clues on the document itself."""

HEADINGS = (
    STATEMENTS,
    *(_OWN[group] for group in (Group.TEXT, Group.OFFICE, Group.OUTLET)),
    NAMED,
    LINKS,
    ANSWERS,
    *(_OWN[group] for group in (Group.URL, Group.METADATA)),
    COPY,
)
"""In their order: what the author wrote goes before what machines added."""

_USUAL = frozenset({Clock.EVENT, Clock.PUBLISHED})


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: its words, its days, the lines on which it stands; `asked` marks those in question.

    `days` are never empty.
    """

    words: str
    days: DaySet
    lines: tuple[int, ...] = ()
    asked: bool = False

    @property
    def label(self) -> str:
        """`lines 6, 61: Donald Trump, President of the United States`."""
        if not self.lines:
            return self.words
        return f"line{'s' if len(self.lines) > 1 else ''} {', '.join(map(str, self.lines))}: " + (
            self.words
        )


def rows_of(clues: Iterable[Clue], asked: Collection[str]) -> Mapping[str, tuple[Row, ...]]:
    """Headings and the rows below each, the earliest first; `asked` are the links in question.

    Clues that say the same of the same days in the same words are one row.
    """
    subjects = {link_subject(url) for url in asked}
    found: dict[str, dict[tuple[str, DaySet, bool], list[int]]] = {}
    for clue in clues:
        if not clue.days or clue.days.hull == Interval():
            continue
        is_asked = clue.subject in subjects and clue.group is Group.URL
        key = _words(clue), clue.days, is_asked
        lines = found.setdefault(_heading(clue), {}).setdefault(key, [])
        if clue.span is not None and clue.span.line and clue.span.line not in lines:
            lines.append(clue.span.line)
    return {
        heading: tuple(sorted(map(_row, *zip(*rows.items(), strict=True)), key=_in_time))
        for heading in HEADINGS
        if (rows := found.get(heading))
    }


def _row(key: tuple[str, DaySet, bool], lines: list[int]) -> Row:
    words, days, asked = key
    return Row(words, days, tuple(sorted(lines)), asked)


def _in_time(row: Row) -> tuple[date, date, str]:
    days = row.days
    return days.earliest or date.min, days.latest or date.max, row.label


def _heading(clue: Clue) -> str:
    if clue.subject != DOCUMENT:
        return LINKS if clue.group is Group.URL else ANSWERS
    if clue.clock is Clock.EVENT:
        return NAMED
    if clue.clock is Clock.PUBLISHED and clue_rule(clue.rule).statement is not None:
        return STATEMENTS
    return _OWN[clue.group]


def _words(clue: Clue) -> str:
    """Who or what says so; of a date in the text its own words."""
    words = clue.source
    if clue.group is Group.TEXT and clue.text:
        quote = " ".join(clue.text.split())
        cut = f"{quote[:LONGEST_QUOTE].rstrip()}…" if len(quote) > LONGEST_QUOTE else quote
        words = f"“{cut}”"
    if clue.subject != DOCUMENT:
        words = f"{_host(clue.subject)}, {words}"
    return words if clue.clock in _USUAL else f"{clue.clock.value}: {words}"


def _host(subject: str) -> str:
    """The host of a link that is the subject of a clue."""
    return subject.partition("://")[2].partition("/")[0]
