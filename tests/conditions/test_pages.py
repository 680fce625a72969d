"""What an answer of success may be instead of the page, and what speaks for it all the same."""

from __future__ import annotations

import pytest

from linkassay.conditions import classify_observation
from linkassay.model import ConditionName, Confidence, ErrorKind, PageFacts, Strike
from observed import failed, seen

STORY = "https://example.org/news/two-ships-reach-the-harbour"
BESIDE = "https://example.org/news/gvfial-bskolmj-biyjt-gfwwpzq"
NOTICE = PageFacts(title="Page not found", heading="Page not found", words=40, text_hash="a" * 16)
PLAIN = PageFacts(title="The Harbour Courier", words=600, text_hash="b" * 16)


def page(facts, status=200, url=STORY, **changes):
    return seen(status, url=url, facts=facts, **changes)


def test_one_sign_alone_is_a_suspicion_which_strikes_nobody():
    condition = classify_observation(page(PageFacts(title="Page not found", words=600)))
    assert (condition.name, condition.confidence, condition.strike) == (
        ConditionName.SOFT_404,
        Confidence.SUSPECTED,
        Strike.NONE,
    )


def test_two_signs_strike_like_an_answer_that_there_is_nothing():
    for sibling in (None, page(NOTICE, url=BESIDE)):
        condition = classify_observation(page(NOTICE), sibling=sibling)
        assert (condition.confidence, condition.strike) == (Confidence.PROBABLE, Strike.NORMAL)


def test_the_very_words_that_were_recognised_before_are_the_page_whatever_they_say():
    """A page about missing pages, once known to be what was meant."""
    condition = classify_observation(page(NOTICE), known=page(NOTICE))
    assert (condition.name, condition.strike) == (ConditionName.OK, Strike.NONE)
    other = page(PageFacts(title="Page not found", words=40, text_hash="c" * 16))
    assert classify_observation(page(NOTICE), known=other).name is ConditionName.SOFT_404


def test_a_page_that_a_script_fills_is_never_taken_for_what_its_shell_says():
    shell = PageFacts(title="Page not found", words=2, script_only=True)
    for sibling in (None, page(shell, url=BESIDE)):
        condition = classify_observation(page(shell), sibling=sibling)
        assert (condition.name, condition.strike) == (ConditionName.OK, Strike.NONE)
        assert condition.confidence is Confidence.PROBABLE


@pytest.mark.parametrize(
    "sibling",
    [page(NOTICE, 500, BESIDE), page(NOTICE, 403, BESIDE), failed(ErrorKind.READ_TIMEOUT)],
)
def test_a_sibling_that_could_not_be_seen_proves_no_page(sibling):
    assert classify_observation(page(PLAIN), sibling=sibling).confidence is Confidence.PROBABLE


@pytest.mark.parametrize("sibling", [page(NOTICE, 404, BESIDE), page(NOTICE, 200, BESIDE)])
def test_a_sibling_that_is_not_found_proves_the_page(sibling):
    assert classify_observation(page(PLAIN), sibling=sibling).confidence is Confidence.CERTAIN
