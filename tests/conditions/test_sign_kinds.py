"""Each kind of sign that a page can have is read as something: no row of the tables is idle."""

from __future__ import annotations

import pytest

from linkassay.conditions import classify_observation
from linkassay.model import ConditionName, PageFacts
from linkassay.tables.page_signs import SignKind, SignWeight, page_signs
from observed import seen

READ_AS = {
    SignKind.WALL: ConditionName.BOT_BLOCKED,
    SignKind.LOGIN: ConditionName.AUTH_REQUIRED,
    SignKind.CONSENT: ConditionName.CONSENT_WALL,
    SignKind.GEO_BLOCK: ConditionName.GEO_BLOCKED,
    SignKind.PAYWALL: ConditionName.OK,
    SignKind.PORTAL: ConditionName.UNKNOWN,
    SignKind.NOT_FOUND: ConditionName.SOFT_404,
    SignKind.PARKED: ConditionName.PARKED,
    SignKind.DEFAULT_PAGE: ConditionName.DEFAULT_PAGE,
    SignKind.SUSPENDED: ConditionName.SUSPENDED,
}
PLAIN = "http://www.example.org/2019/story.html"


def short_page(*signs: str, title: str | None = None) -> PageFacts:
    return PageFacts(title=title, words=30, signs=signs)


@pytest.mark.parametrize("kind", SignKind)
def test_a_short_page_that_says_what_it_is_is_read_so(kind):
    says_it = [row for row in page_signs() if row.kind is kind
               and row.weight in (SignWeight.PROOF, SignWeight.NOTICE)]  # fmt: skip
    found = {
        classify_observation(seen(url=PLAIN, facts=short_page(row.sign, title=title))).name
        for row in says_it
        for title in (None, "Sign in")
    }
    assert READ_AS[kind] in found
    assert found <= {READ_AS[kind], ConditionName.OK}


@pytest.mark.parametrize("weight", SignWeight)
def test_of_a_wall_only_what_says_enough_makes_one(weight):
    """On a page that shows somewhat more than a sign, one row alone of each weight."""
    found = {
        classify_observation(seen(facts=short_page(row.sign, title="A story"))).name
        for row in page_signs()
        if row.kind is SignKind.WALL and row.weight is weight
    }
    enough = weight in (SignWeight.PROOF, SignWeight.NOTICE)
    assert found == {ConditionName.BOT_BLOCKED if enough else ConditionName.OK}
