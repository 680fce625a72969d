"""The first impression that a run gives, and its most telling numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from linkassay.model import Level, Outcome, Report, Standing
from linkassay.report.words import LEVELS, problems


class Tone(StrEnum):
    """How good or bad a run looks; the words are those of its label."""

    BAD = "needs work"
    DOUBTFUL = "worth a look"
    UNSURE = "not the whole truth"
    GOOD = "all well"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts; `sort` names the level or standing, for its colour."""

    number: int
    words: str
    sort: str


_STANDINGS = (
    (Standing.NEW, "new"),
    (Standing.WORSE, "worse"),
    (Standing.RETURNED, "found again"),
    (Standing.FIXED, "fixed"),
    (Standing.KNOWN, "known before"),
    (Standing.CARRIED, "from earlier answers"),
    (Standing.RETIRED, "no longer looked for"),
    (Standing.GONE, "gone with their documents"),
    (Standing.ACCEPTED, "accepted"),
    (Standing.SUPPRESSED, "suppressed"),
)


def tone_of(report: Report) -> Tone:
    """Errors and unread sources first, then doubts about the run, then warnings."""
    counts, run = report.counts, report.run
    if counts.levels.get(Level.ERROR) or counts.unread_named:
        return Tone.BAD
    if run.outcome is not Outcome.COMPLETE or not counts.documents:
        return Tone.UNSURE
    return Tone.DOUBTFUL if counts.levels.get(Level.WARNING) else Tone.GOOD


def levels(report: Report) -> Sequence[Figure]:
    """Errors, warnings and notes that are open."""
    found = problems(report.counts).levels
    return tuple(
        Figure(number := found.get(level, 0), _plural(level, number), level.value)
        for level in LEVELS
    )


def deltas(report: Report) -> Sequence[Figure]:
    """How the findings stand beside the run before; what is none is left out.

    Nothing where there is no run to stand beside and all are new.
    """
    counted = problems(report.counts).standings
    there = [
        Figure(number, words, standing.value)
        for standing, words in _STANDINGS
        if (number := counted.get(standing, 0))
    ]
    if report.before is None and all(one.sort == Standing.NEW for one in there):
        return ()
    return tuple(there)


def _plural(level: Level, number: int) -> str:
    return level.value if number == 1 else f"{level.value}s"
