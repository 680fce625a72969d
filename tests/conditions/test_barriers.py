"""What stands before a page is named, and a page is not mistaken for it."""

from __future__ import annotations

from collections import Counter

import pytest

from conditions.barrier_case import Case
from conditions.gate_cases import GATES
from conditions.live_cases import LIVE
from conditions.wall_cases import WALLS
from conditions.worded_cases import WORDED
from linkassay.conditions import proofs_of_life
from linkassay.conditions.barriers import barrier
from linkassay.conditions.refusals import paywalled
from linkassay.model import ConditionName, Strike
from linkassay.tables.conditions import conditions

CASES = (*WALLS, *GATES, *LIVE)
BEFORE = [*WALLS, *GATES, *(case for case in WORDED if case.means)]
PAGES = [*LIVE, *(case for case in WORDED if not case.means)]


@pytest.mark.parametrize("case", BEFORE, ids=lambda case: case.name)
def test_what_stands_before_a_page_is_named(case: Case) -> None:
    found = barrier(case.observation)
    assert found is not None
    assert found.name == case.means
    assert found.says


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.name)
def test_a_page_is_not_what_stands_before_it(case: Case) -> None:
    assert barrier(case.observation) is None


def test_the_set_is_what_it_says() -> None:
    assert all(count == 1 for count in Counter(case.name for case in CASES).values())
    assert len(WALLS) + len(GATES) >= 120
    assert len(LIVE) >= 70
    assert len(CASES) // 5 < sum(case.held_out for case in CASES) < len(CASES) // 3
    known = {ConditionName(case.means) for case in CASES if case.means}
    assert len(known) == 5


def test_what_stands_before_a_page_neither_strikes_nor_proves_life() -> None:
    for name in {ConditionName(case.means) for case in CASES if case.means}:
        assert conditions()[name].strike is Strike.NONE
        assert name not in proofs_of_life()


@pytest.mark.parametrize("case", LIVE, ids=lambda case: case.name)
def test_a_paywall_is_on_the_page_itself(case: Case) -> None:
    assert paywalled(case.observation) is case.name.startswith("paywall")
