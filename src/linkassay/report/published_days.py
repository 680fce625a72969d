"""The days on which a document can have been published, as drawings and exports take them."""

from __future__ import annotations

from linkassay.model import DaySet, Interval, Published


def published_days(published: Published | None) -> tuple[DaySet, ...]:
    """One set of days, or one for each statement where statements disagree; none without bounds."""
    if published is None or published.days.hull == Interval():
        return ()
    return (published.days,)
