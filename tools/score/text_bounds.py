"""The days between which a text was published by its own words, against the day that is known.

The texts are the article's paragraphs of real pages, and those of a folder where one is given.
Coverage is told beside the errors: a text that says nothing of its time has no bound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from score.halves import Half
from score.tally import Counted, Scored, Tally, scored
from score.text_readings import TextReading

SLACK = timedelta(days=1)


def score(halves: Mapping[Half, Sequence[TextReading]]) -> Scored:
    """Bounds told, and wrong ones, for each set of texts and for all."""
    return scored(NAME, ABOUT, halves, _rows, GOALS)


def _rows(readings: Sequence[TextReading]) -> Counted:
    sets = sorted({reading.kind for reading in readings})
    rows = _of(readings, "")
    for kind in sets if len(sets) > 1 else ():
        rows += _of([item for item in readings if item.kind == kind], f"{kind}: ")
    return rows


def _of(readings: Sequence[TextReading], prefix: str) -> list[tuple[str, Tally]]:
    bounded = [item for item in readings if not item.stated]
    lower, upper = [], []
    for item in bounded:
        firsts = [first for first, _ in item.said]
        lasts = [last for _, last in item.said]
        if firsts and (first := min(firsts, key=_or_first)) is not None:
            lower.append(first - SLACK > item.day)
        if lasts and (last := max(lasts, key=_or_last)) is not None:
            upper.append(last + SLACK < item.day)
    stated = [item for item in readings if item.stated]
    return [
        (f"{prefix}lower bound told", Tally(len(lower), len(bounded))),
        (f"{prefix}lower bound wrong", Tally.that(lower)),
        (f"{prefix}upper bound told", Tally(len(upper), len(bounded))),
        (f"{prefix}upper bound wrong", Tally.that(upper)),
        (f"{prefix}a day is stated after all", Tally(len(stated), len(readings))),
        (f"{prefix}stated day right", Tally.that([_is_right(item) for item in stated])),
    ]


def _is_right(item: TextReading) -> bool:
    return any(
        first is not None and last is not None and first - SLACK <= item.day <= last + SLACK
        for first, last in item.said
    )


def _or_first(day: object) -> str:
    return str(day) if day else "0000"


def _or_last(day: object) -> str:
    return str(day) if day else "9999"


NAME = "Bounds that a text's words give"
ABOUT = (
    "The paragraphs of the articles of real pages as plain text, without title, lines and fields; "
    "with `--texts FOLDER` the texts of that folder too. Wrong is by more than a day."
)
GOALS: Mapping[str, str] = {"lower bound wrong": "≤ 3 %", "upper bound wrong": "≤ 1 %"}
