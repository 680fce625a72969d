"""How often each rule of `clues.toml` is wrong, side by side, as `rule_quality.toml` keeps it.

A first day is wrong where the true day is more than a day before it, a last day where it is more
than a day after it. A rule that says the same twice about one thing counts once. What dates links
is measured on pages' own addresses, what dates texts also on articles alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from linkassay.model import Clock, Clue
from linkassay.tables.rule_quality import RuleRate, Side
from score.halves import Half
from score.pages import Page
from score.tally import Counted, Scored, Tally, scored
from score.text_readings import TextReading

SLACK = timedelta(days=1)

PAGES, ADDRESSES = "news pages", "own addresses of news pages"

Key = tuple[str, Side, str]
"""Rule, side, and where it was measured."""

Told = tuple[str, date, Sequence[Clue]]
"""Where a thing was met, its true day, and the clues to it."""


def rates(pages: Sequence[Page], texts: Sequence[TextReading]) -> dict[Key, Tally]:
    """Wrong and all, of every rule that said anything."""
    held: dict[Key, list[bool]] = defaultdict(list)
    for where, day, clues in _told(pages, texts):
        for rule, first, last in _distinct(clues):
            if first is not None:
                held[rule, Side.FIRST, where].append(day < first - SLACK)
            if last is not None:
                held[rule, Side.LAST, where].append(day > last + SLACK)
    return {key: Tally.that(wrong) for key, wrong in sorted(held.items())}


def rows_of(found: Mapping[Key, Tally], day: date) -> list[RuleRate]:
    """The rows that the table keeps of a measurement of the half *report*."""
    return [
        RuleRate(rule, side, tally.of, tally.hits, day, f"{where}, half report")
        for (rule, side, where), tally in found.items()
    ]


def score(halves: Mapping[Half, tuple[Sequence[Page], Sequence[TextReading]]]) -> Scored:
    """The rates of both halves."""
    return scored(NAME, ABOUT, {half: [both] for half, both in halves.items()}, _rows)


def _rows(both: Sequence[tuple[Sequence[Page], Sequence[TextReading]]]) -> Counted:
    return [
        (f"{rule}, {side}, {where}", tally)
        for pages, texts in both
        for (rule, side, where), tally in rates(pages, texts).items()
    ]


def _told(pages: Iterable[Page], texts: Iterable[TextReading]) -> Iterator[Told]:
    for page in pages:
        yield PAGES, page.day, page.clues
        yield ADDRESSES, page.day, page.own_address
    for text in texts:
        yield text.kind, text.day, text.clues


def _distinct(clues: Iterable[Clue]) -> set[tuple[str, date | None, date | None]]:
    return {
        (clue.rule, clue.days.earliest, clue.days.latest)
        for clue in clues
        if clue.clock is Clock.PUBLISHED
    }


NAME = "Clue rules, share wrong"
ABOUT = (
    "Every clue to the day of publication that was read on real pages, on the paragraphs of their "
    "articles alone, and off their addresses; wrong is by more than a day."
)
GOALS: Mapping[str, str] = {}
