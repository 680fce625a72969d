"""A link's state in the ledger: what goes in comes out, and who is settled at once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.book import A, B, citing
from ledger.steps import run_of
from linkassay import conditions
from linkassay.ledger.current import bring_up_to_date
from linkassay.ledger.states import state_cells, state_from
from linkassay.ledger.transactions import Transactions
from linkassay.model import (
    Condition,
    ConditionName,
    Confidence,
    LinkState,
    PastCheck,
    Settled,
    State,
    Strike,
)

TEXT = citing(A)
START = datetime(2026, 1, 4, tzinfo=UTC)
moments = st.integers(0, 10**8).map(lambda seconds: START + timedelta(seconds=seconds))
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
states = st.builds(
    LinkState,
    state=st.sampled_from(State),
    strikes=st.integers(0, 99),
    since=st.none() | moments,
    strike_days=st.lists(st.tuples(days, st.sampled_from(Strike)), max_size=3).map(tuple),
    cause=st.none() | st.sampled_from(ConditionName),
    falls=st.lists(days, max_size=3).map(tuple),
)


@given(states)
def test_a_state_comes_back_as_it_was(state):
    assert state_from(state_cells(state)) == state


@pytest.fixture
def path(tmp_path):
    return tmp_path / "audit.db"


def rows(path, query):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def store(path, state):
    """Let this be how a link stands, as a run before has left it."""
    with run_of(path, "2026-01-04", TEXT, {A: "404"}) as steps:
        steps.plan()
        steps.ask()
        steps.settle()
        steps.seal()
    with closing(sqlite3.connect(path)) as connection:
        names = ("state", "strikes", "since", "strike_days", "cause", "falls")
        for name, value in zip(names, state_cells(state), strict=True):
            connection.execute(f"update link_state set {name} = ?", (value,))
        connection.commit()


@pytest.mark.parametrize(
    ("before", "fast"),
    [
        (None, True),
        (LinkState(State.ALIVE), True),
        (LinkState(State.ALIVE, falls=(date(2026, 1, 1),)), False),
        *((LinkState(state), False) for state in State if state is not State.ALIVE),
    ],
    ids=lambda value: getattr(value, "state", value),
)
@pytest.mark.parametrize("sure", [Confidence.CERTAIN, Confidence.PROBABLE])
def test_only_a_certain_life_that_nothing_contradicts_is_settled_at_once(path, before, fast, sure):
    if before is not None:
        store(path, before)

    def read(_):
        return Condition(ConditionName.OK, sure, "answers")

    with run_of(path, "2026-01-05", TEXT, {A: "200"}, read=read) as steps:
        steps.plan()
        steps.ask()
        given_before = [item.before for chunk in steps.ledger.unsettled() for item in chunk]
        assert given_before == [before or LinkState()]
        assert steps.settle() == ([] if fast and sure is Confidence.CERTAIN else [A])


def test_cause_and_falls_are_told_by_the_check_and_by_the_report(path):
    state = LinkState(
        State.FLAPPING,
        2,
        datetime(2026, 1, 4, tzinfo=UTC),
        ((date(2026, 1, 4), Strike.NORMAL),),
        ConditionName.GONE,
        (date(2026, 1, 1), date(2026, 1, 4)),
    )
    with run_of(path, "2026-01-04", TEXT, {A: "404"}) as steps:
        steps.plan()
        steps.ask()
        for chunk in steps.ledger.unsettled():
            steps.ledger.settle([
                Settled(item.url, item.when, item.condition, State.ALIVE, state) for item in chunk
            ])  # fmt: skip
        assert steps.checks()[A].state == state
        steps.seal()
        (link,) = steps.ledger.report("run-2026-01-04").links()
        assert link.state == state


def test_a_flapping_link_is_broken_and_counted_as_what_it_is(path):
    store(path, LinkState())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("update link_state set state = 'flapping'")
        connection.commit()
    assert rows(path, "select link, state from broken_now") == [(A, "flapping")]
    web = {A: "404", B: "200"}
    with run_of(path, "2026-01-05", citing(A, B), web, read=nothing_learnt) as steps:
        steps.plan()
        steps.ask()
        steps.settle()
        steps.seal()
    health = "select host, links, flapping, unknown from domain_health order by 1"
    assert rows(path, health) == [("example.com", 1, 0, 1), ("example.org", 1, 1, 0)]


def nothing_learnt(_):
    return Condition(ConditionName.UNKNOWN, Confidence.CERTAIN, "was not asked")


answers = st.sampled_from(["200", "404", "410", "403", "500", "dns-name", "dns-temporary", "429"])


@given(st.lists(st.tuples(st.integers(0, 60), answers), min_size=1, max_size=7,
                unique_by=lambda pair: pair[0]))  # fmt: skip
def test_the_stored_state_is_that_of_all_checks(tmp_path_factory, history):
    """In whatever order runs are sealed: it is what `conditions.state` makes of the log."""
    path = tmp_path_factory.mktemp("states") / "audit.db"
    for day, answer in history:
        when = (START + timedelta(days=day)).date().isoformat()
        with run_of(path, when, TEXT, {A: answer}) as steps:
            steps.plan()
            steps.ask()
            steps.settle()
            steps.seal()
    with run_of(path, "2026-06-01", TEXT, {A: "403"}) as steps:
        steps.plan()
        steps.ask()
        (item,) = [item for chunk in steps.ledger.unsettled() for item in chunk] or [None]
    past = [
        conditions_from(row)
        for row in rows(path, "select checked, condition, confidence, strike from checks"
                              " where run_id in (select run_id from seals)")
    ]  # fmt: skip
    assert item.before == conditions.state(past)
    stored = {table: rows(path, f"select * from {table}") for table in CURRENT}
    rebuild(path)
    assert {table: rows(path, f"select * from {table}") for table in CURRENT} == stored


CURRENT = ("link_state", "host_state")


def rebuild(path):
    """The current state, made again from the log alone."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for table in CURRENT:
            connection.execute(f"delete from {table}")
        connection.execute("update lineage set applied = 0")
        bring_up_to_date(Transactions(connection, str(path)))


def conditions_from(row):
    checked, name, sure, strike = row
    condition = Condition(ConditionName(name), Confidence(sure), "", Strike(strike))
    return PastCheck(datetime.fromisoformat(checked), condition)
