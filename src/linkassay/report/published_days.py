"""The days on which a document can have been published, as drawings and exports take them."""

from __future__ import annotations

from linkassay.model import DaySet, Published


def published_days(published: Published | None) -> tuple[DaySet, ...]:
    """One set of days, or one for each statement where statements disagree; none without bounds."""
    pairs = () if published is None else published.days
    return tuple(
        DaySet.between(pair.earliest, pair.latest)
        for pair in pairs
        if pair.earliest is not None or pair.latest is not None
    )
