"""A chain that ended where its robots.txt lets nobody in: its last address is all that is known."""

from __future__ import annotations

import pytest

from linkassay.conditions import classify_observation
from linkassay.model import ConditionName, Confidence, ErrorKind, Hop, Observation, Strike
from observed import NOW

STORY = "https://example.org/news/two-ships-reach-the-harbour"


def led_to(final, error=ErrorKind.ROBOTS):
    return Observation(STORY, NOW, (Hop(STORY, 302, final), Hop(final)), error=error)


@pytest.mark.parametrize(
    ("final", "name"),
    [
        ("https://example.org/", ConditionName.REDIRECT_HOME),
        ("https://example.org/news/", ConditionName.REDIRECT_ELSEWHERE),
        ("https://example.org/404.html", ConditionName.REDIRECT_ELSEWHERE),
    ],
)
def test_a_place_that_was_not_seen_is_a_suspicion_and_strikes_nobody(final, name):
    condition = classify_observation(led_to(final))
    assert (condition.name, condition.confidence) == (name, Confidence.SUSPECTED)
    assert condition.strike is Strike.NONE


def test_a_sign_in_that_was_not_seen_is_one_by_its_address():
    condition = classify_observation(
        led_to("https://login.example.org/sign-in?return_to=%2Fnews%2Ftwo-ships-reach-the-harbour")
    )
    assert (condition.name, condition.confidence) == (
        ConditionName.AUTH_REQUIRED,
        Confidence.PROBABLE,
    )


def test_an_address_that_tells_nothing_is_only_not_read():
    moved = led_to("https://example.org/archive/two-ships-reach-the-harbour")
    assert classify_observation(moved).name is ConditionName.ROBOTS_DISALLOWED
    paused = led_to("https://example.org/", ErrorKind.HOST_PAUSED)
    assert classify_observation(paused).name is ConditionName.UNKNOWN
