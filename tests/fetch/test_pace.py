"""The arithmetic of a host's pace, on times that are only numbers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.fetch.pace import Pace


def pace(gap=1.0, chance=0.0):
    return Pace(gap, lambda: chance, on_its_way=0.0)


def rested(gap=1.0, took=0.0, chance=0.0, delay=0.0):
    """Seconds from the end of an answer to the next request."""
    one = pace(gap, chance)
    one.delay = delay
    one.rest(100.0, took)
    return round(one.ready_at - 100.0, 9)


@pytest.mark.parametrize(
    ("gap", "took", "delay", "seconds"),
    [
        (1.0, 0.1, 0.0, 1.0),  # the settled gap
        (1.0, 0.7, 0.0, 1.4),  # twice the answer
        (1.0, 14.0, 0.0, 28.0),
        (1.0, 20.0, 0.0, 30.0),  # but no more than half a minute
        (40.0, 20.0, 0.0, 40.0),
        (1.0, 0.7, 5.0, 5.0),  # what robots.txt asks for
        (0.1, 0.2, 0.0, 0.4),
        (0.0, 5.0, 0.0, 0.0),  # a server of one's own
        (0.0, 5.0, 2.0, 2.0),
    ],
)
def test_the_gap_is_the_longest_that_anybody_asks_for(gap, took, delay, seconds):
    assert rested(gap, took, delay=delay) == seconds


@pytest.mark.parametrize(("chance", "seconds"), [(0.0, 1.0), (0.5, 1.1), (1.0, 1.2)])
def test_jitter_makes_it_longer_by_up_to_a_fifth(chance, seconds):
    assert rested(1.0, chance=chance) == seconds


@pytest.mark.parametrize("gap", [0.0, 0.1, 0.9])
def test_a_gap_that_somebody_set_below_a_second_has_no_jitter(gap):
    assert rested(gap, chance=1.0) == gap


@given(
    st.floats(0, 100), st.floats(0, 100), st.floats(0, 300),
    st.floats(0, 1, exclude_max=True), st.floats(0, 1e9),
)  # fmt: skip
def test_it_is_never_shorter_than_the_gap_and_the_delay(gap, took, delay, chance, now):
    one = pace(gap, chance)
    one.delay = delay
    one.rest(now, took)
    assert one.ready_at >= now + max(gap, delay)


def test_one_request_is_in_flight_or_four_without_a_gap():
    assert (pace(0.1).in_flight, pace(0.0).in_flight) == (1, 4)
    slowed = pace(0.0)
    slowed.delay = 1.0
    assert slowed.in_flight == 1


# -- pauses


def test_a_pause_is_kept_and_a_shorter_one_does_not_end_it():
    one = pace()
    one.pause(100.0, 30.0)
    one.pause(101.0, 5.0)
    assert (one.ready_at, one.waited) == (130.0, 30.0)
    one.pause(120.0, 20.0)
    assert (one.ready_at, one.waited) == (140.0, 40.0)


def test_a_pause_that_is_over_already_changes_nothing():
    one = pace()
    one.pause(100.0, -5.0)
    assert (one.ready_at, one.waited) == (float("-inf"), 0.0)


@pytest.mark.parametrize(
    ("seconds", "most", "until", "too_long"),
    [
        (60.0, 60.0, 1e9, False), (60.5, 60.0, 1e9, True), (60.0, 60.0, 150.0, True),
        (0.0, 60.0, 1e9, False),
    ],
)  # fmt: skip
def test_a_pause_is_waited_for_up_to_a_bound(seconds, most, until, too_long):
    one = pace()
    one.pause(100.0, seconds)
    assert one.is_paused_too_long(100.0, most, until) == too_long
    assert not one.is_paused_too_long(200.0, most, until)


def test_pauses_add_up_until_a_good_answer_comes():
    one = pace()
    one.pause(100.0, 40.0)
    one.pause(140.0, 40.0)
    assert one.is_paused_too_long(140.0, 60.0, 1e9)
    one.answered_well()
    assert not one.is_paused_too_long(140.0, 60.0, 1e9)


# -- refusals


def gap_of(one):
    one.rest(1_000_000.0, 0.0)
    return one.free_at - 1_000_000.0


def test_a_refusal_doubles_the_gap_up_to_a_minute():
    one, seen = pace(), []
    for at in range(8):
        one.refused(at * 10.0, at * 10.0 + 1, 1.0)
        seen.append(gap_of(one))
    assert seen == [2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]


def test_it_shrinks_after_good_answers_down_to_the_settled_gap():
    one, seen = pace(), []
    one.refused(0.0, 1.0, 1.0)
    one.refused(2.0, 3.0, 1.0)
    for _ in range(120):
        one.answered_well()
        seen.append(gap_of(one))
    assert seen[18] == 4.0
    assert seen[19] == 3.0
    assert [b <= a for a, b in pairwise(seen)] == [True] * 119
    assert seen[-1] == 1.0


def test_a_refusal_begins_the_count_of_good_answers_anew():
    one = pace()
    one.refused(0.0, 1.0, 1.0)
    for _ in range(19):
        one.answered_well()
    one.refused(2.0, 3.0, 1.0)
    for _ in range(19):
        one.answered_well()
    assert gap_of(one) == 4.0


def test_a_refusal_that_names_no_pause_earns_one_that_doubles():
    one, seen = pace(), []
    for _ in range(5):
        now = max(one.paused_until, 0.0)
        one.refused(now, now, None)
        seen.append(one.paused_until - now)
    assert seen == [5.0, 10.0, 20.0, 40.0, 60.0]


def test_a_server_of_ones_own_is_asked_one_at_a_time_after_a_refusal_but_without_a_gap():
    one = pace(0.0)
    one.refused(0.0, 1.0, None)
    assert (one.in_flight, gap_of(one), one.paused_until) == (1, 0.0, float("-inf"))
    for _ in range(20):
        one.answered_well()
    assert one.in_flight == 4


def test_refusals_of_requests_that_were_in_flight_together_are_one():
    one = pace()
    for end in (1.0, 1.1, 1.2, 1.3):
        one.refused(0.5, end, 2.0)
    assert (one.refusals, gap_of(one), one.paused_until) == (1, 2.0, 3.3)
    one.refused(3.3, 3.4, 2.0)
    assert one.refusals == 2


def test_nothing_is_worth_remembering_of_a_host_whose_gap_is_over():
    one = pace()
    assert one.is_settled(0.0)
    one.rest(0.0, 0.0)
    assert (one.is_settled(0.9), one.is_settled(1.0)) == (False, True)
    one.pause(1.0, 2.0)
    one.answered_well()
    assert (one.is_settled(2.9), one.is_settled(3.0)) == (False, True)
    one.refused(3.0, 3.0, 0.0)
    assert not one.is_settled(1e9)
