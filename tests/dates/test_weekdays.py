"""The weekday that stands beside a date."""

from __future__ import annotations

import pytest

from linkassay.dates import find_mentions, weekday_of_mention


def weekday(text: str) -> int | None:
    (mention,) = find_mentions(text)
    return weekday_of_mention(text, mention)


@pytest.mark.parametrize(
    "text",
    [
        "On Friday, March 8, 2019 they met.",
        "On Friday 8 March 2019 they met.",
        "On Friday, the 8th of March 2019, they met.",
        "Fri, 8 Mar 2019",
        "8 March 2019 (Friday)",
        "8 March 2019, Friday",
        "am Freitag, den 8. März 2019",
        "Fr., 8. März 2019",
        "Freitag, 08.03.2019",
        "le vendredi 8 mars 2019",
        "el viernes, 8 de marzo de 2019",
        "viernes 8 de marzo de 2019",
        "в пятницу, 8 марта 2019 года",
        "8 марта 2019 года, пятница",
        "2019-03-08, Friday",
    ],
)
def test_a_weekday_beside_a_date(text):
    assert weekday(text) == 5


@pytest.mark.parametrize(
    "text",
    [
        "On 8 March 2019 they met.",
        "On Friday they met. On 8 March 2019 they did not.",
        "Do 8 March 2019 and no more",  # German Donnerstag, in an English date
        "So, 8 March 2019 was cold.",
        "8 March 2019, when on Friday",
        "the non-Friday 8 March 2019 crowd, a Fri",
        "Anti-Friday 8 March 2019",
    ],
)
def test_no_weekday_of_the_date(text):
    assert weekday(text) is None
