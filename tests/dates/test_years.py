"""The latest year that a text names, and the numbers that are no years."""

from __future__ import annotations

import pytest

from linkassay.dates import latest_year_named
from linkassay.model import MappedText


def named(*texts: str) -> int | None:
    return latest_year_named(MappedText(text, ((0, 0),)) for text in texts)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("It began in 2015 and ended in 2017.", 2017),
        ("It ended in 2017; it had begun in 2015.", 2017),
        ("It will end in 2030.", 2030),
        ("The 2018 report says so.", 2018),
        ("2015–2020", 2020),
        ("In the season of 2019-20 they won.", 2020),
        ("In 2019/20 they won.", 2020),
        ("From 2010-15 they won.", 2015),
        ("In the season of 2009-10 they won.", 2010),
        ("In 1999-00 they won.", 1999),
        ("On 2009-12-03 they won.", 2009),
        ("In 2009-12 they won.", 2009),
        ("On 12.03.2015 and 2014/03/12.", 2015),
        ("FY2019 was good.", 2019),
        ("В 2015 г. они выиграли.", 2015),
    ],
)
def test_the_latest_year_counts_past_or_to_come(text, year):
    assert named(text) == year


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It rose by 2,019 to 12019 and 20190.",
        "It costs $2019, or €2019.",
        "Up 2019% in version 2019.1 with 2019,500 people.",
        "See https://example.org/2019/03/29/story there.",
        "See example.org/2019/story and www.example.org/2019 there.",
        "Write to ana2019@example.org.",
        "(https://example.org/a/2019/2020/2021)",
        "In 1850 and in 2150.",
    ],
)
def test_other_numbers_and_addresses_name_no_year(text):
    assert named(text) is None


def test_what_stands_beside_an_address_counts():
    assert named("See https://example.org/2021/a of 2019.") == 2019
    assert named("In 2019: https://example.org/2021/a") == 2019


def test_all_passages_count():
    assert named("In 2015.", "In 2019.", "In 2017.") == 2019
    assert named() is None
