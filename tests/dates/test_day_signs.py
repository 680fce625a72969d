"""What every day that is written out has, so that most lines need no closer look."""

from __future__ import annotations

import pytest

from linkassay.dates import find_mentions, may_name_day, numeric_days, worded_days
from linkassay.tables.day_orders import DayOrder


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quay 12, page 1234", False),
        ("5 of 10 - 12", False),
        ("March 1899", False),
        ("3/4 of 10", True),
        ("12.03.15", True),
        ("1. 2.15", True),
        ("1/ 2/ 15", True),
        ("2015-03-12", True),
        ("2015年3月12日", True),
        ("12 March 2015", True),
        ("Dezember 29, 1921", True),
    ],
)
def test_no_day_is_written_without_a_year_or_a_sign(text: str, expected: bool) -> None:
    assert may_name_day(text) is expected
    days = (*numeric_days(text, DayOrder.DAY_FIRST), *find_mentions(text), *worded_days(text))
    assert expected or not days
