"""Answers that say by their status that there is nothing, and show the page all the same."""

from __future__ import annotations

import pytest

from linkassay.conditions import classify_observation
from linkassay.model import ConditionName, Confidence, PageFacts, Strike
from observed import seen

HEADLINE = "Two ships reach the harbour"
STORY = "https://example.org/news/two-ships-reach-the-harbour"
FAILURES = (404, 410, 500, 403, 400)


def page(words, **facts):
    return PageFacts(title=HEADLINE, heading=HEADLINE, words=words, **facts)


@pytest.mark.parametrize("status", FAILURES)
def test_a_failure_that_shows_the_page_all_the_same_accuses_nobody(status):
    """Browsers show a body whatever its status; nobody can be sure, though, that it stays."""
    condition = classify_observation(seen(status, url=STORY, facts=page(600)))
    assert (condition.name, condition.strike) == (ConditionName.OK, Strike.NONE)
    assert condition.confidence is Confidence.PROBABLE
    assert str(status) in condition.reason


@pytest.mark.parametrize("status", FAILURES)
@pytest.mark.parametrize(
    "facts",
    [page(149), page(None), PageFacts(title="Not found", words=600), PageFacts(words=600), None],
)
def test_a_failure_that_shows_a_notice_or_nothing_of_the_page_is_one(status, facts):
    bare = classify_observation(seen(status, url=STORY))
    assert classify_observation(seen(status, url=STORY, facts=facts)) == bare


@pytest.mark.parametrize("status", FAILURES)
def test_a_failure_with_a_page_that_a_script_fills_depends_on_who_asks(status):
    condition = classify_observation(
        seen(status, url=STORY, facts=PageFacts(words=0, script_only=True))
    )
    assert (condition.name, condition.strike) == (ConditionName.CLIENT_DEPENDENT, Strike.NONE)


@pytest.mark.parametrize("status", [429, 451])
def test_a_limit_or_a_law_stays_what_it_is_whatever_its_page_shows(status):
    bare = classify_observation(seen(status, url=STORY))
    for facts in (page(600), PageFacts(words=0, script_only=True)):
        assert classify_observation(seen(status, url=STORY, facts=facts)) == bare
