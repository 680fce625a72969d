from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkassay.conditions import advance, state
from linkassay.conditions.state import DEATH_THRESHOLDS, FALLS, FLAPPING_DAYS
from linkassay.model import (
    Condition,
    ConditionName,
    Confidence,
    LinkState,
    PastCheck,
    State,
    Strike,
)
from linkassay.tables.conditions import conditions

START = datetime(2026, 1, 1, 4, 17, tzinfo=UTC)


def check(name, day=0.0, strike=None):
    known = conditions()[ConditionName(name)]
    condition = Condition(known.name, Confidence.CERTAIN, "x", strike or known.strike)
    return PastCheck(START + timedelta(days=day), condition)


def after(*checks):
    """The state after (name, day) pairs."""
    return state([check(*item) for item in checks])


def told(found):
    return found.state, found.strikes, found.since


def verdict(name, *days, strike=None):
    return state([check(name, day, strike) for day in days]).state


def test_no_check_at_all_is_unknown():
    assert state([]) == LinkState(State.UNKNOWN)


@pytest.mark.parametrize("name", conditions())
def test_one_look_is_what_the_table_says_and_never_death(name):
    found = after((name, 0))
    assert found.state is conditions()[name].initial_state
    assert found.state is not State.DEAD


@pytest.mark.parametrize(
    ("name", "days", "expected"),
    [
        ("gone", (0, 3), "failing"),
        ("gone", (0, 1, 2), "failing"),
        ("gone", (0, 0.1, 6), "failing"),
        ("gone", (0, 3, 5.8), "failing"),
        ("gone", (0, 3, 6), "dead"),
        ("gone", (0, 7, 14), "dead"),
        ("dns-nxdomain", (0, 0.2), "failing"),
        ("dns-nxdomain", (0, 1), "failing"),
        ("dns-nxdomain", (0, 2), "dead"),
        ("timeout", (0, 3, 6), "failing"),
        ("timeout", (0, 5, 9, 13), "failing"),
        ("timeout", (0, 7, 14), "failing"),
        ("server-error", (0, 5, 9, 14), "dead"),
        ("connect-failed", (0, 7, 14, 21), "dead"),
        ("tls-invalid", range(60), "failing"),
        ("forbidden", range(60), "unverifiable"),
        ("rate-limited", range(60), "unverifiable"),
        ("bot-blocked", range(60), "unverifiable"),
        ("dns-temporary", range(60), "unknown"),
    ],
)
def test_so_many_days_so_far_apart_mean_death(name, days, expected):
    assert verdict(name, *days) == expected


def test_a_410_needs_two_and_a_404_three():
    assert verdict("gone", 0, 2, strike=Strike.QUICK) is State.DEAD
    assert verdict("gone", 0, 2, strike=Strike.NORMAL) is State.FAILING


def test_strikes_of_different_kinds_add_up_at_the_slower_pace():
    assert after(("gone", 0), ("dns-nxdomain", 3), ("gone", 6)).state is State.DEAD
    assert after(("gone", 0), ("timeout", 3), ("gone", 6)).state is State.FAILING
    assert after(("gone", 0), ("timeout", 3), ("gone", 6), ("timeout", 14)).state is State.DEAD


def test_one_success_revives():
    dead = [("gone", 0), ("gone", 3), ("gone", 7)]
    assert told(after(*dead)) == (State.DEAD, 3, START)
    assert told(after(*dead, ("ok", 8))) == (State.ALIVE, 0, None)
    later = after(*dead, ("ok-redirected", 8), ("gone", 9))
    assert told(later) == (State.FLAPPING, 1, START + timedelta(days=9))


@pytest.mark.parametrize("confidence", [Confidence.PROBABLE, Confidence.SUSPECTED])
@pytest.mark.parametrize("name", [name for name, row in conditions().items() if row.proves_life])
def test_what_only_looks_like_life_revives_nothing(name, confidence):
    found = Condition(name, confidence, "x")
    later = START + timedelta(days=8)
    for row in ([("gone", 0)], [("gone", 0), ("gone", 3), ("gone", 7)], [("timeout", 0)]):
        before = after(*row)
        assert advance(before, later, found) == before
    for fresh in (LinkState(), after(("ok", 0)), after(("bot-blocked", 0))):
        assert advance(fresh, later, found).state is State.ALIVE


def test_a_link_that_fails_and_comes_back_is_flapping_until_it_was_quiet_for_a_month():
    """One word from the second fall on, whatever today's answer is, so that it is no news."""
    days = [("gone" if day % 2 == 0 else "ok", day) for day in range(8)]
    states = [after(*days[: at + 1]).state for at in range(8)]
    assert states == [State.FAILING, State.ALIVE, *[State.FLAPPING] * 6]
    assert after(*days, ("ok", 34)).state is State.FLAPPING
    assert after(*days, ("ok", 35)).state is State.ALIVE


def test_a_flapping_link_dies_like_any_other():
    row = [("gone", 0), ("ok", 1), ("gone", 2), ("ok", 3), ("gone", 4), ("gone", 7)]
    assert after(*row).state is State.FLAPPING
    assert after(*row, ("gone", 10)).state is State.DEAD


def test_the_cause_is_how_the_last_failure_of_the_row_is_read():
    assert after(("timeout", 0), ("gone", 3)).cause is ConditionName.GONE
    assert after(("gone", 0), ("forbidden", 3)).cause is ConditionName.GONE
    assert after(("gone", 0), ("ok", 3)).cause is None


@pytest.mark.parametrize(
    "name",
    ["forbidden", "bot-blocked", "rate-limited", "auth-required", "legal-block", "unknown",
     "dns-temporary", "address-refused", "redirect-home", "no-content", "tls-invalid"],
)  # fmt: skip
def test_what_proves_nothing_neither_strikes_nor_revives(name):
    assert after(("gone", 0), (name, 1)) == after(("gone", 0))
    dead = [("gone", 0), ("gone", 3), ("gone", 7)]
    assert after(*dead, (name, 8)) == after(*dead)


def test_our_own_trouble_leaves_what_was_known():
    assert after(("ok", 0), ("unknown", 1)).state is State.ALIVE
    assert after(("bot-blocked", 0), ("unknown", 1)).state is State.UNVERIFIABLE
    assert after(("ok", 0), ("bot-blocked", 1)).state is State.UNVERIFIABLE


def test_an_invalid_certificate_fails_since_it_began_without_a_strike():
    found = after(("ok", 0), ("tls-invalid", 1), ("unknown", 2), ("tls-invalid", 3))
    assert found == LinkState(State.FAILING, 0, START + timedelta(days=1))


def test_the_days_of_a_row_are_kept_with_the_quickest_strike_of_each():
    first, later = date(2026, 1, 1), date(2026, 1, 4)
    row = [("timeout", 0), ("gone", 0.1), ("timeout", 0.2), ("timeout", 3)]
    assert after(*row).strike_days == ((first, Strike.NORMAL), (later, Strike.SLOW))
    assert after(*row, ("forbidden", 4)).strike_days == after(*row).strike_days
    assert after(*row, ("ok", 4)).strike_days == ()


def test_the_days_of_a_dead_link_are_not_added_to():
    dead = after(("gone", 0), ("gone", 3), ("gone", 6))
    later = after(("gone", 0), ("gone", 3), ("gone", 6), ("gone", 9))
    assert later.strike_days == dead.strike_days
    assert told(later) == (State.DEAD, 4, START)


def test_days_are_those_of_utc():
    east = timezone(timedelta(hours=10))
    gone = check("gone").condition
    looks = [PastCheck(datetime(2026, 1, 2, hour, tzinfo=east), gone) for hour in (9, 11)]
    assert [day for day, _ in state(looks).strike_days] == [date(2026, 1, 1), date(2026, 1, 2)]


def reference(history):
    """The state worked out from the whole history at once: what `advance` must come to.

    All strikes of the row are counted, each by its own kind; where there is none, the run of
    failing checks at the end is measured backwards.
    """
    checks = sorted(history, key=lambda item: item.when)
    strikes, falls = [], []
    for item in checks:
        if conditions()[item.condition.name].proves_life:
            strikes.clear()
        elif item.condition.strike is not Strike.NONE:
            if not strikes:
                falls.append(item.when.astimezone(UTC).date())
            strikes.append(item)
    if strikes:
        dead = any(runs_out(strikes, threshold) for threshold in DEATH_THRESHOLDS)
        failing = State.FLAPPING if flaps(falls, checks) else State.FAILING
        return State.DEAD if dead else failing, len(strikes), strikes[0].when
    seen = [(item.when, conditions()[item.condition.name].initial_state) for item in checks]
    known = [(when, found) for when, found in seen if found is not State.UNKNOWN]
    if not known:
        return State.UNKNOWN, 0, None
    since, latest = known[-1]
    if latest is State.ALIVE and flaps(falls, [item for item in checks if item.when <= since]):
        return State.FLAPPING, 0, None
    if latest is not State.FAILING:
        return latest, 0, None
    for when, found in reversed(known):
        if found is not State.FAILING:
            break
        since = when
    return latest, 0, since


def flaps(falls, checks):
    """Whether it began to fail on two days of the month before the last check that counts."""
    told = [
        item.when.astimezone(UTC).date()
        for item in checks
        if item.condition.strike is not Strike.NONE or conditions()[item.condition.name].proves_life
    ]
    return len({day for day in falls if (told[-1] - day).days <= FLAPPING_DAYS}) >= FALLS


def runs_out(strikes, threshold):
    days = {
        item.when.astimezone(UTC).date()
        for item in strikes
        if item.condition.strike in threshold.kinds
    }
    return len(days) >= threshold.strikes and (max(days) - min(days)).days >= threshold.span_days


times = st.one_of(st.floats(0, 60), st.integers(0, 25), st.integers(0, 40).map(lambda n: n / 4))
histories = st.lists(st.builds(check, st.sampled_from(sorted(conditions())), times), max_size=12)
own_strikes = st.lists(
    st.builds(check, st.sampled_from(ConditionName), times, st.sampled_from(Strike)), max_size=12
)


@given(st.one_of(histories, own_strikes))
@example([check("gone", day) for day in (0, 0, 3, 3.2, 6, 6, 7)])
@example([check("gone", 0, Strike.QUICK), check("gone", 0.1), check("gone", 2, Strike.QUICK)])
@example([check("tls-invalid", 1), check("unknown", 2), check("gone", 3), check("ok", 3)])
def test_one_check_after_another_comes_to_the_same_as_the_whole_history(history):
    assert told(state(history)) == reference(history)


@given(histories, times)
def test_a_check_more_needs_the_state_before_it_alone(history, day):
    last = max((item.when for item in history), default=START)
    for name in ConditionName:
        more = PastCheck(last + timedelta(days=day), check(name).condition)
        assert advance(state(history), more.when, more.condition) == state([*history, more])


@given(histories, st.randoms())
def test_order_of_telling_does_not_matter(history, random):
    days = {item.when for item in history}
    if len(days) == len(history):
        shuffled = list(history)
        random.shuffle(shuffled)
        assert state(shuffled) == state(history)


@given(histories)
def test_death_has_its_price(history):
    found = state(history)
    if found.state is State.DEAD:
        strikes = [item for item in history if item.condition.strike is not Strike.NONE]
        days = sorted({item.when.date() for item in strikes})
        assert len(days) >= 2
        assert (days[-1] - days[0]).days >= 2
        assert found.strikes >= 2
        assert found.since in {item.when for item in strikes}


@given(histories)
def test_a_success_at_the_end_always_means_alive(history):
    assert state([*history, check("ok", 95)]).state is State.ALIVE


@given(histories, st.floats(0, 60))
def test_a_further_strike_never_brings_a_link_back(history, day):
    before = state(history)
    last = max((item.when for item in history), default=START)
    further = PastCheck(last + timedelta(days=day), check("gone").condition)
    found = state([*history, further])
    assert found.state in (State.FAILING, State.FLAPPING, State.DEAD)
    if before.state is State.DEAD:
        assert found.state is State.DEAD
    assert found.strikes >= before.strikes


@given(histories)
def test_without_strikes_nothing_dies(history):
    unproven = [item for item in history if item.condition.strike is Strike.NONE]
    assert state(unproven).state is not State.DEAD
