"""The dating of one document: solve, see which links do not fit, explain before accusing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from linkassay.dates.bounds import build
from linkassay.dates.explain import explain
from linkassay.dates.solve import Solution, remaining, rivals, solve
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

_NOT_BEFORE_CITED = frozenset({Clock.PUBLISHED, Clock.MODIFIED, Clock.RENDERED})
"""By the last day of any of these all that is cited was published. That nothing is later than the
fetch or the audit is for `url-date-impossible` to say."""


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
    left = remaining(problem, best)
    equals = [r for r in rivals(problem, best) if r.weight - best.weight <= UNDECIDED_WITHIN]
    views = [left, *(remaining(problem, rival) for rival in equals)]
    conflicts = [
        explain(conflict, reading, clues)
        for link in reading.links()
        if (conflict := _conflict(link.url, clues, views, tolerance_days)) is not None
    ]
    return Dating(
        left=left,
        dropped=_clues(best),
        conflicts=tuple(conflicts),
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
    """The conflict of the link's dated address with what is left of `published`, if any.

    `views` are what the best solution leaves and what each one of about the same weight would; a
    conflict that not all of them see is undecided.
    """
    subject = link_subject(url)
    claimed = next((c for c in clues if c.subject == subject and c.group is Group.URL), None)
    if claimed is None or claimed.days.earliest is None:
        return None
    first = claimed.days.earliest
    ends = [view[Clock.PUBLISHED].latest for view in views]
    too_early = [
        day for day in ends if day is not None and day < first - timedelta(days=tolerance_days)
    ]
    against = _against(first, clues)
    if not too_early or not against:
        return None
    latest = max(too_early)
    return Conflict(
        url=url,
        claimed=claimed,
        against=against,
        latest_allowed=latest,
        gap_days=(first - latest).days,
        decided=len(too_early) == len(ends),
    )


def _against(day: date, clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The document's own clues that rule a day out from above, the tightest first, copies once."""
    found: dict[tuple[Group, str], Clue] = {}
    for clue in clues:
        if clue.subject != DOCUMENT or clue.clock not in _NOT_BEFORE_CITED or day in clue.days:
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
