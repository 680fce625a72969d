"""Which condition is told of a link, and when a whole host is told instead."""

from __future__ import annotations

from datetime import date

import pytest

from linkassay.conditions import outages, told_of
from linkassay.model import (
    Condition,
    ConditionName,
    Confidence,
    LinkCheck,
    LinkState,
    State,
    Strike,
)
from linkassay.urls import parse
from observed import NOW, seen

A, B = "https://example.org/a", "https://example.org/b"
DAYS = ((date(2026, 11, 1), Strike.NORMAL),)


def check(name, *, url=A, before=None, strike=Strike.NONE):
    condition = Condition(ConditionName(name), Confidence.PROBABLE, "says so", strike)
    observation = seen(200, url=url)
    return LinkCheck(parse(url).link, observation, condition, before or LinkState(State.ALIVE))


def fallen(state):
    return LinkState(state, 3, NOW, DAYS, ConditionName.GONE)


@pytest.mark.parametrize("state", [State.FAILING, State.FLAPPING, State.DEAD])
@pytest.mark.parametrize("today", ["bot-blocked", "rate-limited", "ok", "soft-404"])
def test_what_neither_fails_nor_is_the_page_takes_back_nothing(state, today):
    told = told_of(check(today, before=fallen(state)))
    assert told is not None
    assert told.name is ConditionName.GONE
    assert told.today is not None
    assert told.today.name is ConditionName(today)


def test_a_new_failure_is_told_by_its_own_name_until_the_link_is_dead():
    failing = check("timeout", before=fallen(State.FAILING), strike=Strike.SLOW)
    dead = check("timeout", before=fallen(State.DEAD), strike=Strike.SLOW)
    assert told_of(failing).name is ConditionName.TIMEOUT
    assert told_of(dead).name is ConditionName.GONE


def test_of_what_nobody_learnt_anything_nothing_is_told():
    for state in (LinkState(), fallen(State.FAILING), fallen(State.DEAD)):
        assert told_of(check("unknown", before=state)) is None


@pytest.mark.parametrize(
    ("names", "out"),
    [
        (("dns-nxdomain",), True),
        (("connect-failed",), True),
        (("dns-nxdomain", "ok"), False),
        (("timeout",), False),
        (("timeout", "server-error"), True),
        (("server-error", "gone"), False),
        (("connect-failed", "bot-blocked"), False),
    ],
)
def test_a_host_is_out_where_nothing_of_it_was_to_be_had(names, out):
    """One page that was there, or is gone, was told of by somebody who is."""
    checks = {url: check(name, url=url) for url, name in zip((A, B), names, strict=False)}
    assert outages(checks) == (frozenset({"example.org"}) if out else frozenset())
