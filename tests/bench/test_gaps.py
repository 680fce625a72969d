"""Bounds, gaps and lost time, on a log that is made up."""

from __future__ import annotations

import pytest

from bench import gaps
from bench.clocked import Request


def log(*told: tuple[str, str, float, float]) -> list[Request]:
    return [Request(*one) for one in told]


ONE_HOST = log(("a", "/1", 0.0, 0.1), ("a", "/2", 0.3, 0.4), ("a", "/3", 0.44, 1.0))


def test_a_host_is_bound_by_its_answers_and_the_gaps_between_them():
    # 0.1 + 0.2 + 0.1 + 0.2 + 0.56: each gap is twice the answer before it, none follows the last.
    assert gaps.bound(ONE_HOST, 0.05) == pytest.approx(1.16)
    assert gaps.bound(ONE_HOST, 0.5) == pytest.approx(1.76)


def test_the_slowest_host_bounds_all():
    other = log(("b", "/1", 5.0, 5.01))
    assert gaps.bound([*ONE_HOST, *other], 0.05) == gaps.bound(ONE_HOST, 0.05)


def test_a_pause_from_start_to_start_is_used_up_by_a_slow_answer():
    assert gaps.bound_by_starts(ONE_HOST, 0.3) == pytest.approx(0.3 + 0.3 + 0.56)
    assert gaps.bound_by_starts(ONE_HOST, 0.05) == pytest.approx(0.1 + 0.1 + 0.56)


def test_gaps_are_counted_from_the_end_of_an_answer_host_by_host():
    other = log(("b", "/1", 0.41, 0.42))
    assert gaps.short([*other, *reversed(ONE_HOST)], 0.05) == 1
    assert gaps.short(ONE_HOST, 0.04 - 1e-9) == 0
    assert gaps.short(ONE_HOST, 0.3) == 2


def test_what_a_gap_lost_is_what_manners_did_not_demand():
    assert gaps.lost(ONE_HOST, 0.05) == pytest.approx([0.0, -0.16])
    assert gaps.lost(ONE_HOST, 0.01) == pytest.approx([0.0, -0.16])


def test_what_is_asked_once_more_does_not_belong_to_the_first_asking():
    told = log(
        ("a", "/1", 0, 1),
        ("a", "/1", 2, 3),
        ("a", "/2", 4, 5),
        ("a", "/2", 9, 10),
        ("b", "/1", 0, 1),
    )
    first = gaps.first_asking(told)
    assert [(one.host, one.begin) for one in first] == [("a", 0), ("a", 2), ("a", 4), ("b", 0)]
    assert gaps.lasted(first) == 5
