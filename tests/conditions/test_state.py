from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.conditions import state
from linkassay.model import Condition, Confidence, LinkState, PastCheck, State, Strike
from linkassay.tables.conditions import conditions

START = datetime(2026, 1, 1, 4, 17, tzinfo=UTC)


def check(name, day=0.0, strike=None):
    row = conditions().get(name)
    known = row.strike if row else Strike.NONE
    condition = Condition(name, Confidence.CERTAIN, "x", strike or known)
    return PastCheck(START + timedelta(days=day), condition)


def after(*checks):
    """The state after (name, day) pairs."""
    return state([check(*item) for item in checks])


def verdict(name, *days, strike=None):
    return state([check(name, day, strike) for day in days]).state


def test_no_check_at_all_is_unknown():
    assert state([]) == LinkState(State.UNKNOWN)


@pytest.mark.parametrize("name", conditions())
def test_one_look_is_what_the_table_says_and_never_death(name):
    found = after((name, 0))
    assert found.state is conditions()[name].look
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
def test_patience(name, days, expected):
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
    assert after(*dead) == LinkState(State.DEAD, 3, START)
    assert after(*dead, ("ok", 8)) == LinkState(State.ALIVE)
    later = after(*dead, ("ok-redirected", 8), ("gone", 9))
    assert later == LinkState(State.FAILING, 1, START + timedelta(days=9))


@pytest.mark.parametrize(
    "name",
    ["forbidden", "bot-blocked", "rate-limited", "auth-required", "legal-block", "unknown",
     "dns-temporary", "address-refused", "redirect-home", "no-content", "tls-invalid",
     "a-name-of-a-later-version"],
)  # fmt: skip
def test_what_proves_nothing_neither_strikes_nor_revives(name):
    assert after(("gone", 0), (name, 1)) == LinkState(State.FAILING, 1, START)
    dead = [("gone", 0), ("gone", 3), ("gone", 7)]
    assert after(*dead, (name, 8)) == after(*dead)


def test_our_own_trouble_leaves_what_was_known():
    assert after(("ok", 0), ("unknown", 1)).state is State.ALIVE
    assert after(("bot-blocked", 0), ("unknown", 1)).state is State.UNVERIFIABLE
    assert after(("ok", 0), ("bot-blocked", 1)).state is State.UNVERIFIABLE


def test_a_tls_fault_fails_since_it_began_without_a_strike():
    found = after(("ok", 0), ("tls-invalid", 1), ("unknown", 2), ("tls-invalid", 3))
    assert found == LinkState(State.FAILING, 0, START + timedelta(days=1))


histories = st.lists(
    st.builds(check, st.sampled_from(sorted(conditions())), st.floats(0, 60)), max_size=12
)


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
    assert state([*history, check("ok", 61)]) == LinkState(State.ALIVE)


@given(histories, st.floats(0, 60))
def test_a_further_strike_never_brings_a_link_back(history, day):
    before = state(history)
    last = max((item.when for item in history), default=START)
    further = PastCheck(last + timedelta(days=day), check("gone").condition)
    found = state([*history, further])
    assert found.state in (State.FAILING, State.DEAD)
    if before.state is State.DEAD:
        assert found.state is State.DEAD
    assert found.strikes >= before.strikes


@given(histories)
def test_without_strikes_nothing_dies(history):
    unproven = [item for item in history if item.condition.strike is Strike.NONE]
    assert state(unproven).state is not State.DEAD
