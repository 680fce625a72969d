"""The dating of one document: solve, see which links do not fit, explain before accusing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from linkassay.dates.bounds import build
from linkassay.dates.explain import Background, explain
from linkassay.dates.solve import Bound, Solution, alternatives, remaining, solve
from linkassay.model import (
    DOCUMENT,
    Clock,
    Clue,
    Conflict,
    Dating,
    DaySet,
    Group,
    Reading,
    Region,
    link_subject,
)

UNDECIDED_WITHIN = 0.13
"""Two sets of clues whose weights differ by no more than this are held to be equal: a page's own
date of one field (.85 to .92) against one dated address (.97). `make score` prints what it does."""

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
    reading = reading.without_code()
    regions = _regions(reading)
    said = (more for url, more in answered.items() if link_subject(url) in regions)
    clues = (*reading.clues, *(clue for more in said for clue in more))
    problem = build(clues, regions, now, tolerance_days)
    best = solve(problem)
    left = remaining(problem, best)
    equals = [a for a in alternatives(problem, best) if a.weight - best.weight <= UNDECIDED_WITHIN]
    views = [left, *(remaining(problem, other) for other in equals)]
    own = _upper_bounds(clues)
    conflicts = [
        found
        for url, claimed in _claims(reading, clues)
        if claimed.days.earliest is None or claimed.days.earliest <= now + timedelta(days=1)
        if (found := _conflict(url, claimed, own, views, tolerance_days)) is not None
    ]
    looks_back = any(_ends_a_term(bound) for bound in best.dropped)
    return Dating(
        left=left,
        dropped=_clues(best),
        conflicts=tuple(_explained(conflicts, reading, clues, looks_back=looks_back)),
    )


def _explained(
    conflicts: Sequence[Conflict], reading: Reading, clues: Sequence[Clue], *, looks_back: bool
) -> Iterator[Conflict]:
    """Each conflict with what explains it; a text that looks back decides none."""
    if conflicts:
        background = Background(reading, clues)
        for one in conflicts:
            yield explain(replace(one, decided=one.decided and not looks_back), background)


def _ends_a_term(bound: Bound) -> bool:
    """Whether a bound is the end of a term: a text that breaks one names people of the past."""
    return bound.clues[0].group is Group.OFFICE and bound.stated.latest is not None


def _regions(reading: Reading) -> dict[str, Region]:
    """Where each link is cited; once in the body is enough to count as body."""
    regions: dict[str, Region] = {}
    for citation in reading.citations:
        if citation.link is not None:
            subject = link_subject(citation.link.url)
            if subject not in regions or regions[subject].is_boilerplate:
                regions[subject] = citation.region
    return regions


def _clues(solution: Solution) -> tuple[Clue, ...]:
    return tuple(clue for bound in solution.dropped for clue in bound.clues)


def _claims(reading: Reading, clues: Sequence[Clue]) -> Iterator[tuple[str, Clue]]:
    """The links whose address carries a date, with that date's clue, in order of citation."""
    dated: dict[str, Clue] = {}
    for clue in clues:
        if clue.group is Group.URL:
            dated.setdefault(clue.subject, clue)
    for link in reading.links():
        if (claimed := dated.get(link_subject(link.url))) is not None:
            yield link.url, claimed


def _upper_bounds(clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The document's own clues that can bound it from above, copies once."""
    own: dict[tuple[Group, str], Clue] = {}
    for clue in clues:
        bounds = any(item.latest is not None for item in clue.days)
        if clue.subject == DOCUMENT and clue.clock in _NOT_BEFORE_CITED and bounds:
            own.setdefault((clue.group, clue.source), clue)
    return tuple(own.values())


def _conflict(
    url: str,
    claimed: Clue,
    own: Sequence[Clue],
    views: Sequence[Mapping[Clock, DaySet]],
    tolerance_days: int,
) -> Conflict | None:
    """The conflict of the link's dated address with what is left of `published`, if any.

    `views` are what the best solution leaves and what each one of about the same weight would; a
    conflict that not all of them see is undecided.
    """
    first = claimed.days.earliest
    if first is None:
        return None
    ends = [view[Clock.PUBLISHED].latest for view in views]
    too_early = [
        day for day in ends if day is not None and day < first - timedelta(days=tolerance_days)
    ]
    if not too_early or not (against := _against(first, own)):
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


def _against(day: date, own: Sequence[Clue]) -> tuple[Clue, ...]:
    """The clues that rule a day out from above, the tightest first."""
    ends = [
        (max(before), at)
        for at, clue in enumerate(own)
        if day not in clue.days
        and (before := [i.latest for i in clue.days if i.latest is not None and i.latest < day])
    ]
    return tuple(own[at] for _, at in sorted(ends))
