"""The current state follows the time of the checks, whatever the order of sealing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import permutations

import pytest

from builders import told
from ledger.book import A, B, Book, citing
from linkassay.ledger import open_ledger
from linkassay.ledger.current import bring_up_to_date
from linkassay.ledger.transactions import Transactions
from linkassay.model import Settings

TEXT = citing(A, B)
STATE = (
    "select l.url, s.state, s.condition, s.confidence, s.status, s.reason, s.strikes, s.since,"
    " s.strike_days, s.cause, s.falls, s.first_checked, s.last_checked, s.last_alive, s.due,"
    " r.name, g.name, s.good_look from link_state s join links l on l.id = s.link_id"
    " join runs r on r.id = s.run_id left join runs g on g.id = s.good_run_id order by 1"
)
HOSTS = (
    "select h.host, s.links, s.unknown, s.alive, s.unverifiable, s.failing, s.dead, s.last_checked"
    " from host_state s join hosts h on h.id = s.host_id order by 1"
)
RECOUNT = (
    "select h.host, count(*), sum(state = 'unknown'), sum(state = 'alive'),"
    " sum(state = 'unverifiable'), sum(state = 'failing'), sum(state = 'dead'), max(last_checked)"
    " from link_state s join hosts h on h.id = s.host_id group by 1 order by 1"
)
HISTORIES = (
    {"2026-01-01": "200", "2026-01-04": "404", "2026-01-11": "404", "2026-01-18": "404"},
    {"2026-01-01": "404", "2026-01-04": "404", "2026-01-11": "200", "2026-01-18": "403"},
    {"2026-01-01": "403", "2026-01-04": "dns-name", "2026-01-11": "dns-temporary",
     "2026-01-18": "dns-name"},
    {"2026-01-01": "dns-temporary", "2026-01-04": "200", "2026-01-11": "500", "2026-01-18": "403"},
    {"2026-01-01": "dns-temporary", "2026-01-04": "bug", "2026-01-11": "dns-temporary",
     "2026-01-18": "bug"},
    {"2026-01-01": "429", "2026-01-04": "429", "2026-01-11": "200", "2026-01-18": "429"},
)  # fmt: skip


def sealed(path, history, days):
    """A ledger into which runs of these days were sealed one after the other."""
    book = Book(path)
    for day in days:
        book.audit(day, {"a.txt": TEXT}, {A: history[day], B: "200"})
    return book


DAYS = tuple(sorted(HISTORIES[0]))
ORDERS = tuple(permutations(DAYS))


def assert_same_state(folder, history, orders):
    wanted = sealed(folder / "wanted.db", history, DAYS)
    for number, order in enumerate(orders):
        book = sealed(folder / f"{number}.db", history, order)
        assert book.rows(STATE) == wanted.rows(STATE), order
        assert book.rows(HOSTS) == wanted.rows(HOSTS) == book.rows(RECOUNT), order


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: "-".join(history.values()))
def test_runs_sealed_in_another_order_leave_the_same_state(tmp_path, history):
    assert_same_state(tmp_path, history, ORDERS[3::7])


@pytest.mark.slow
@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: "-".join(history.values()))
def test_runs_sealed_in_any_order_leave_the_same_state(tmp_path, history):
    assert_same_state(tmp_path, history, ORDERS)


def test_the_last_sign_of_life_is_kept_when_a_link_fails(tmp_path):
    book = sealed(tmp_path / "a.db", HISTORIES[0], sorted(HISTORIES[0]))
    found = book.one(
        "select s.state, s.last_alive, s.last_checked, s.strikes, s.since from link_state s"
        " join links l on l.id = s.link_id where l.url = ?",
        A,
    )
    assert found == ("dead", "2026-01-01T00:00:00Z", "2026-01-18T00:00:00Z", 3,
                     "2026-01-04T00:00:00Z")  # fmt: skip


def test_three_runs_on_one_day_are_three_strikes_and_no_death(tmp_path):
    book = Book(tmp_path / "a.db")
    for hour in ("08", "12", "16"):
        book.audit(f"2026-01-04T{hour}:00:00", {"a.txt": TEXT}, {A: "404", B: "200"})
    state = "select s.state, s.strikes from link_state s join links l on l.id = s.link_id"
    assert book.one(f"{state} where l.url = ?", A) == ("failing", 3)


def test_a_document_keeps_what_the_newest_run_said_of_it(tmp_path):
    book = Book(tmp_path / "a.db")
    book.audit("2026-01-11", {"a.txt": TEXT}, {A: "404", B: "200"})
    book.audit("2026-01-04", {"a.txt": citing(B)}, {B: "404"})
    assert [row[:2] for row in book.open()] == [("a.txt", "dead-link")]
    assert book.one(
        "select s.audited, count(*) from document_state s join citations c using (version_id)"
    ) == ("2026-01-11T00:00:00Z", 2)
    assert book.one("select l.url from open_findings o join links l on l.id = o.link_id") == A


def test_an_earlier_run_tells_when_a_finding_was_there_already(tmp_path):
    book = Book(tmp_path / "a.db")
    for day in ("2026-01-11", "2026-01-04"):
        book.audit(day, {"a.txt": TEXT}, {A: "404", B: "200"})
    assert book.open() == [("a.txt", "dead-link", "2026-01-04", 1)]


def applied_again(path):
    """The current state brought up to date from before its newest seal, once more."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("update lineage set applied = applied - 1")
        bring_up_to_date(Transactions(connection, str(path)))


CURRENT = ("link_state", "host_state", "document_state", "open_findings")


def current(book):
    return {table: book.rows(f"select * from {table}") for table in CURRENT}


@pytest.mark.parametrize(
    "last",
    [
        {"b.txt": TEXT},
        {"a.txt": citing(A, title="Another text"), "b.txt": TEXT},
        {"a.txt": TEXT},
        {},
    ],
    ids=["renamed", "copied and replaced", "same", "gone"],
)
def test_what_is_applied_twice_changes_nothing(tmp_path, last):
    book = Book(tmp_path / "a.db")
    book.audit("2026-01-04", {"a.txt": TEXT}, {A: "404", B: "200"}, walked=[""])
    book.audit("2026-01-11", last, {A: "404", B: "403"}, walked=[""])
    before = current(book)
    applied_again(book.path)
    assert current(book) == before
    assert book.rows(HOSTS) == book.rows(RECOUNT)


def test_a_run_that_was_sealed_and_not_applied_is_applied_by_the_next(tmp_path):
    book, twin = Book(tmp_path / "a.db"), Book(tmp_path / "b.db")
    for one in (book, twin):
        one.audit("2026-01-04", {"a.txt": TEXT}, {A: "404", B: "200"})
    with closing(sqlite3.connect(book.path)) as connection:
        for table in CURRENT:
            connection.execute(f"delete from {table}")
        connection.execute("update lineage set applied = 0")
        connection.commit()
    for one in (book, twin):
        one.audit("2026-01-11", {"a.txt": TEXT}, {A: "404", B: "200"})
    assert current(book) == current(twin)


def test_the_report_of_an_earlier_run_tells_the_states_of_its_own_day(tmp_path):
    book = Book(tmp_path / "a.db")
    text = {"a.txt": citing(A, B)}
    offline = Settings(offline=True)
    book.audit("2026-01-04", text, {}, name="first", settings=offline)
    book.audit("2026-01-05", text, {A: "404", B: "200"}, name="second")
    book.audit("2026-01-06", text, {}, name="third", settings=offline)
    states = {}
    with open_ledger(book.path) as ledger:
        for name in ("first", "second", "third"):
            links = told(ledger.report(name)).links
            states[name] = [link.state.state.value for link in links]
    assert states == {
        "first": ["unknown", "unknown"],
        "second": ["failing", "alive"],
        "third": ["failing", "alive"],
    }
