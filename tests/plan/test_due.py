"""When a link is due again: pure rules on calendar days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay import plan
from linkassay.model import (
    Condition,
    ConditionName,
    Confidence,
    LinkState,
    Recheck,
    SkipReason,
    State,
    Strike,
    Target,
)
from linkassay.plan.due import wait_of
from linkassay.tables.conditions import conditions
from linkassay.tables.recheck import Wait, waits

URL = "https://example.org/a"
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)
LONG_AGO = NOW - 400 * DAY

urls = st.integers(0, 10**6).map(lambda number: f"https://example.org/{number}")
moments = st.integers(0, 10**7).map(lambda seconds: NOW + timedelta(seconds=seconds))
states = st.sampled_from(State)
names = st.sampled_from(ConditionName)


def seen(name=ConditionName.OK, strike=None):
    row = conditions()[name]
    return Condition(name, Confidence.CERTAIN, "", row.strike if strike is None else strike)


def check(state=State.ALIVE, condition=None, **more):
    stands = state if isinstance(state, LinkState) else LinkState(state)
    given_ = {"url": URL, "when": NOW, "first_seen": LONG_AGO, **more}
    return plan.LastCheck(state=stands, condition=condition or seen(), **given_)


def failing(strike, name=ConditionName.GONE, state=State.FAILING):
    return LinkState(state, 1, NOW, ((NOW.date(), strike),), name)


DEAD = LinkState(State.DEAD, 3, NOW - 100 * DAY)
LONG_DEAD = LinkState(State.DEAD, 3, NOW - 731 * DAY)


@pytest.mark.parametrize(
    ("last", "wait"),
    [
        (check(), Wait.ALIVE),
        (check(first_seen=NOW), Wait.NEW),
        (check(first_seen=NOW - 29 * DAY), Wait.NEW),
        (check(first_seen=NOW - 30 * DAY), Wait.ALIVE),
        (check(failing(Strike.NORMAL), seen(ConditionName.GONE)), Wait.FAILING),
        (check(failing(Strike.QUICK), seen(ConditionName.GONE)), Wait.FAILING_SOON_TOLD),
        (check(failing(Strike.SLOW), seen(ConditionName.TIMEOUT)), Wait.FAILING_SOON_TOLD),
        (check(failing(Strike.QUICK), seen(ConditionName.BOT_BLOCKED)), Wait.FAILING_SOON_TOLD),
        (check(failing(Strike.NORMAL), seen(ConditionName.BOT_BLOCKED)), Wait.FAILING),
        (check(failing(Strike.NORMAL, state=State.FLAPPING), seen()), Wait.FAILING),
        (check(State.FLAPPING, seen()), Wait.FAILING),
        (check(State.FAILING, seen(ConditionName.TLS_INVALID)), Wait.FAILING),
        (check(State.UNVERIFIABLE, seen(ConditionName.BOT_BLOCKED)), Wait.WALLED),
        (check(State.UNVERIFIABLE, seen(ConditionName.AUTH_REQUIRED)), Wait.WALLED),
        (check(State.UNVERIFIABLE, seen(ConditionName.ROBOTS_DISALLOWED)), Wait.WALLED),
        (check(State.UNVERIFIABLE, seen(ConditionName.FORBIDDEN)), Wait.UNVERIFIABLE),
        (check(State.UNVERIFIABLE, seen(ConditionName.SOFT_404)), Wait.UNVERIFIABLE),
        (check(State.UNVERIFIABLE, seen(ConditionName.RATE_LIMITED)), Wait.RATE_LIMITED),
        (check(failing(Strike.NORMAL), seen(ConditionName.RATE_LIMITED)), Wait.RATE_LIMITED),
        (check(DEAD, seen(ConditionName.GONE)), Wait.DEAD),
        (check(LONG_DEAD, seen(ConditionName.GONE)), Wait.LONG_DEAD),
        (check(State.UNKNOWN, seen(ConditionName.UNKNOWN)), None),
    ],
)
def test_a_link_waits_by_how_it_stands(last, wait):
    assert wait_of(last) is wait


@given(states, names, urls, moments)
def test_every_state_and_condition_has_its_wait(state, name, url, when):
    last = check(state, seen(name), url=url, when=when)
    wait, due = wait_of(last), plan.due(last)
    assert (wait is None) == (due is None)
    if due is None:
        assert state is State.UNKNOWN
    else:
        row = waits()[wait]
        assert due > when or due.date() > when.date()
        assert due <= when + timedelta(days=row.most_days or row.days * (1 + row.later))


strikes = st.sampled_from([Strike.NORMAL, Strike.QUICK, Strike.SLOW])


@given(urls, strikes, st.integers(0, 400), st.integers(0, 3600))
def test_a_schedule_of_every_third_day_meets_what_fails_though_it_starts_earlier(
    url, strike, days, seconds
):
    when = NOW + timedelta(days=days)
    due = plan.due(check(failing(strike), seen(ConditionName.GONE), url=url, when=when))
    assert when.date() < due.date()
    assert due <= when + 3 * DAY - timedelta(seconds=seconds)


@given(urls, moments)
def test_what_is_alive_is_spread_and_always_comes_at_the_same_time(url, when):
    last = check(url=url, when=when)
    assert plan.due(last) == plan.due(last)
    assert 23 <= (plan.due(last) - when) / DAY <= 36


def test_links_first_seen_on_one_day_are_not_due_on_one_day():
    many = [check(url=f"https://example.org/{number}") for number in range(2_000)]
    days = [plan.due(last).date() for last in many]
    most = max(days.count(day) for day in set(days))
    assert len(set(days)) >= 12
    assert most < len(days) / 8


@pytest.mark.parametrize(
    ("asked", "waited", "hours"),
    [
        (timedelta(), timedelta(), 1),
        (timedelta(seconds=60), timedelta(), 1),
        (timedelta(hours=30), timedelta(), 30),
        (timedelta(), timedelta(hours=1), 2),
        (timedelta(hours=30), timedelta(hours=2), 30),
        (timedelta(), timedelta(days=5), 7 * 24),
        (timedelta(days=400), timedelta(), 7 * 24),
    ],
)
def test_a_limit_is_waited_for_as_it_asks_and_ever_longer(asked, waited, hours):
    limited = seen(ConditionName.RATE_LIMITED)
    last = check(State.UNVERIFIABLE, limited, asked_to_wait=asked, waited=waited)
    late = plan.due(last) - NOW - timedelta(hours=hours)
    assert abs(late) <= timedelta(seconds=1)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("0", 0),
        ("9" * 400, 999_999_999),
        ("Sun, 01 Mar 2026 08:10:00 GMT", 600),
        ("Sun, 01 Mar 2026 07:00:00 GMT", 0),
        ("Sun, 01 Mar 2026 08:10:00 -0000", 600),
        ("soon", 0),
        ("-5", 0),
        ("१२", 0),
        ("", 0),
        (None, 0),
    ],
)
def test_both_forms_of_retry_after_are_read(header, seconds):
    assert plan.asked_to_wait(header, NOW) == timedelta(seconds=seconds)


@given(st.text(max_size=60) | st.none())
def test_nothing_that_a_host_says_fails(header):
    assert plan.asked_to_wait(header, NOW) >= timedelta()


# -- who is asked ----------------------------------------------------------------------------------

LATER = NOW + timedelta(seconds=1)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("due", [None, NOW, LATER])
def test_who_is_asked_follows_what_the_caller_wants(state, due):
    target = Target(URL, state=state, due=due)
    asked = {
        recheck: plan.reason_to_skip(target, offline=False, recheck=recheck, now=NOW) is None
        for recheck in Recheck
    }
    fails = state in (State.FAILING, State.FLAPPING, State.DEAD)
    unknown = state is State.UNKNOWN
    assert asked == {
        Recheck.ALL: True,
        Recheck.FAILING: fails or unknown,
        Recheck.DUE: unknown or due != LATER,
    }


@pytest.mark.parametrize("recheck", Recheck)
def test_what_cannot_be_asked_is_told_so_before_all(recheck):
    def reason(target, *, offline=False):
        return plan.reason_to_skip(target, offline=offline, recheck=recheck, now=NOW)

    alive = {"state": State.ALIVE, "due": LATER}
    assert reason(Target("ftp://example.org/", **alive)) is SkipReason.SCHEME
    assert reason(Target(URL, code=True, **alive)) is SkipReason.CODE
    assert reason(Target(URL, **alive), offline=True) is SkipReason.OFFLINE


def test_every_wait_has_a_source():
    assert set(waits()) == set(Wait)
    assert all(row.source and row.days > 0 for row in waits().values())
