"""Days that a document states and that nobody can have meant as its own."""

from __future__ import annotations

import pytest

from judged import judged, said
from linkassay.dates import read_statement

LINK = "See [a story](https://example.org/2019/04/05/a-story) of the quay.\n"
RULE = "url-date-after-document"


def accused(text: str) -> bool:
    return RULE in said(judged(text, locator="a.md"))


def test_a_day_that_was_meant_binds() -> None:
    assert accused(f"---\ndate: 2015-03-03\n---\n\n# A story\n\n{LINK}")


@pytest.mark.parametrize(
    "value", ["0001-01-01", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31"]
)
def test_a_zero_of_a_system_states_nothing(value: str) -> None:
    assert read_statement(value) is None
    assert not accused(f"---\ndate: {value}\n---\n\n# A story\n\n{LINK}")


def test_a_zero_that_a_template_prints_states_nothing() -> None:
    assert read_statement("January 1, 1970") is None
    text = "# A story\n\nPublished: 3 March 2019\n\nUpdated: {day}\n\nThe quay is open.\n"
    rule = "modified-before-published"
    assert rule in said(judged(text.format(day="January 2, 1999"), locator="a.md"))
    assert rule not in said(judged(text.format(day="January 1, 1970"), locator="a.md"))


def test_a_zero_beside_a_day_that_was_meant_breaks_no_rule() -> None:
    assert said(judged("---\ndate: 2018-01-01\nupdated: 0001-01-01\n---\n\n# A story\n")) == []


def test_a_day_from_before_the_web_accuses_no_address() -> None:
    assert not accused(f"# The landing\n\n6 June 1944\n\nAt dawn the ships came. {LINK}")
    assert accused(f"# The landing\n\n6 June 1994\n\nAt dawn the ships came. {LINK}")


def test_the_last_change_in_the_front_matter_of_jekyll_explains() -> None:
    head = "---\ndate: 2015-03-03\nlast_modified_at: 2020-05-06\n---\n\n# A story\n\n"
    assert not accused(head + LINK)
