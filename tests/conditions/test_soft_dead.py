"""Labelled answers, soft-dead ones and their live neighbours, as the rooms read them."""

from __future__ import annotations

import pytest

from conditions.soft_case import Case, Truth, read
from conditions.soft_dead import DEAD
from conditions.soft_live import LIVE
from conditions.soft_lost import LOST
from linkassay.conditions.moved import Kept
from linkassay.model import ConditionName, Confidence

LOSING = {ConditionName.REDIRECT_HOME, ConditionName.REDIRECT_ELSEWHERE, ConditionName.SOFT_404}


@pytest.mark.parametrize("case", [*DEAD, *LOST], ids=lambda case: case.name)
def test_what_is_gone_is_seen(case: Case) -> None:
    """By two signs or the sibling it counts; where one sign is all there is, it is noted."""
    told = read(case)
    allowed = LOSING if case.truth is Truth.LOST else {ConditionName(case.truth)}
    assert told.name in allowed
    assert case.noted or told.confidence is Confidence.PROBABLE
    assert told.says


@pytest.mark.parametrize("case", LIVE, ids=lambda case: case.name)
def test_nothing_is_said_against_what_is_there(case: Case) -> None:
    assert read(case).name is None


@pytest.mark.parametrize(
    "case", [case for case in LIVE if case.truth is Truth.KEPT], ids=lambda case: case.name
)
def test_what_moved_is_recognised(case: Case) -> None:
    arrival = read(case).arrival
    assert arrival is not None
    assert arrival.kept is Kept.YES
    assert arrival.because


@pytest.mark.parametrize(
    "case",
    [case for case in (*LIVE, *LOST, *DEAD) if case.truth is not Truth.KEPT],
    ids=lambda case: case.name,
)
def test_no_new_address_is_advised_for_what_was_not_kept(case: Case) -> None:
    arrival = read(case).arrival
    assert arrival is None or arrival.kept is not Kept.YES


def test_a_third_was_held_out() -> None:
    held = sum(case.held_out for case in (*DEAD, *LOST, *LIVE))
    assert 0.25 < held / len((*DEAD, *LOST, *LIVE)) < 0.42
