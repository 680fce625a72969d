"""The dating of one document, told in the order in which it is decided.

1. What the document states of its own day outranks everything else.
2. Without a statement its text, its last change and what it cites bound it.
3. A link that is dated later than either allows is a conflict.
4. What explains the conflict is looked for before anybody is accused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from linkassay.dates.bounds import bounds, witness
from linkassay.dates.conflicts import Allowed, conflicts
from linkassay.dates.explain import Background, explain
from linkassay.dates.known_ids import Patterns, no_patterns
from linkassay.dates.statements import distinct_days, statements
from linkassay.model import (
    Clue,
    Dating,
    DaySet,
    Published,
    PublishedBetween,
    Reading,
    Region,
    link_subject,
)


def date_document(
    reading: Reading,
    answered: Mapping[str, Sequence[Clue]],
    now: date,
    tolerance_days: int = 1,
    patterns: Patterns = no_patterns,
) -> Dating:
    """Work out when a document was published, and which links do not fit.

    `answered` maps a link's URL to clues that the web's answers gave about it (`answer_clues`).
    `patterns` gives what other documents tell of a host's addresses.
    `now` is the day of the audit; days to come bound nothing. The tolerance (of time zones) is
    granted once between any two days.
    """
    reading = reading.without_code()
    regions = _regions(reading)
    tolerance = timedelta(days=tolerance_days)
    said = (more for url, more in answered.items() if link_subject(url) in regions)
    clues = (*reading.clues, *(clue for more in said for clue in more))
    stated = statements(_come(clues, now + tolerance), tolerance)
    published = _stated(stated, tolerance) or _bounded(clues, regions, now, tolerance)
    allowed = Allowed.by(published)
    found = list(conflicts(reading, clues, allowed, now, tolerance)) if allowed else []
    background = Background(reading, clues, patterns) if found else None
    explained = tuple(explain(one, background) for one in found if background)
    return Dating(stated, published, explained, of_today=_is_of_today(clues, now))


def _is_of_today(clues: Sequence[Clue], today: date) -> bool:
    """Whether a clue begins on a day to come: with all others, later days give the same dating."""
    return any(clue.days.earliest is not None and clue.days.earliest > today for clue in clues)


def _come(clues: Sequence[Clue], today: date) -> list[Clue]:
    """The clues that do not begin in the future: a day to come is no day of publication."""
    return [clue for clue in clues if (clue.days.earliest or date.min) <= today]


def _stated(stated: Sequence[Clue], tolerance: timedelta) -> Published | None:
    if not stated:
        return None
    days = distinct_days(stated, tolerance)
    return Published(tuple(_pair(*one) for one in days), open=len(days) > 1)


def _pair(clue: Clue, days: DaySet) -> PublishedBetween:
    said = witness(clue)
    return PublishedBetween(days.earliest, days.latest, said, said)


def _bounded(
    clues: Sequence[Clue], regions: Mapping[str, Region], now: date, tolerance: timedelta
) -> Published | None:
    pair = bounds(clues, regions, now, tolerance)
    return None if pair is None else Published((pair,))


def _regions(reading: Reading) -> dict[str, Region]:
    """Where each link is cited; once in the body is enough to count as body."""
    regions: dict[str, Region] = {}
    for citation in reading.citations:
        if citation.link is not None:
            subject = link_subject(citation.link.url)
            if subject not in regions or regions[subject].is_boilerplate:
                regions[subject] = citation.region
    return regions
