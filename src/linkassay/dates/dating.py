"""The dating of one document: solve, see which links do not fit, explain before accusing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from linkassay.dates.bounds import build
from linkassay.dates.explain import explain
from linkassay.dates.solve import Solution, remaining, runner_up, solve
from linkassay.model import (
    DOCUMENT,
    Clock,
    Clue,
    Conflict,
    Dating,
    Days,
    Group,
    Place,
    Reading,
    link_subject,
)

UNDECIDED_WITHIN = 0.05
"""Two sets of clues whose weights differ by no more than this are held to be equal."""


def date_document(
    reading: Reading,
    answered: Mapping[str, Sequence[Clue]],
    now: date,
    tolerance_days: int = 1,
) -> Dating:
    """Work out what the clues of a reading leave of each clock, and which links do not fit.

    `answered` maps a link's URL to clues that the web's answers gave about it (`answer_clues`).
    """
    clues = (*reading.clues, *(clue for more in answered.values() for clue in more))
    problem = build(clues, _places(reading), now, tolerance_days)
    best = solve(problem)
    second = runner_up(problem, best) if best.weight else None
    decided = second is None or second.weight - best.weight > UNDECIDED_WITHIN
    left = remaining(problem, best)
    views = [left] if decided or second is None else [left, remaining(problem, second)]
    conflicts = [
        explain(conflict, reading, clues)
        for link in reading.links()
        if (conflict := _conflict(link.url, clues, views, tolerance_days)) is not None
    ]
    return Dating(
        left=left,
        dropped=_clues(best),
        conflicts=tuple(replace(conflict, decided=decided) for conflict in conflicts),
    )


def _places(reading: Reading) -> dict[str, Place]:
    """Where each link is cited; once in the body is enough to count as body."""
    places: dict[str, Place] = {}
    for citation in reading.citations:
        if citation.link is not None:
            subject = link_subject(citation.link.url)
            if places.get(subject) is not Place.BODY:
                places[subject] = citation.place
    return places


def _clues(solution: Solution) -> tuple[Clue, ...]:
    return tuple(clue for bound in solution.dropped for clue in bound.clues)


def _conflict(
    url: str, clues: Sequence[Clue], views: Sequence[Mapping[Clock, Days]], tolerance_days: int
) -> Conflict | None:
    """The conflict of the link's dated address with what is left of `published`, if any."""
    subject = link_subject(url)
    claimed = next((c for c in clues if c.subject == subject and c.group is Group.URL), None)
    if claimed is None or claimed.days.earliest is None:
        return None
    first = claimed.days.earliest
    ends = [days for view in views if (days := view[Clock.PUBLISHED].latest) is not None]
    latest = min(ends, default=None)
    if latest is None or first - timedelta(days=tolerance_days) <= latest:
        return None
    against = _against(first, clues)
    if not against:
        return None
    return Conflict(
        url=url,
        claimed=claimed,
        against=against,
        latest_allowed=latest,
        gap_days=(first - latest).days,
        decided=True,
    )


def _against(day: date, clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The document's own clues that rule a day out from above, the tightest first, copies once."""
    found: dict[tuple[Group, str], Clue] = {}
    for clue in clues:
        if clue.subject != DOCUMENT or clue.clock is not Clock.PUBLISHED or day in clue.days:
            continue
        before = [item for item in clue.days if item.latest is not None and item.latest < day]
        if before:
            found.setdefault((clue.group, clue.source), clue)
    return tuple(
        sorted(
            found.values(),
            key=lambda clue: max(
                item.latest for item in clue.days if item.latest and item.latest < day
            ),
        )
    )
