"""What is done for many rows at once is what would be done for each."""

from __future__ import annotations

import re
from contextlib import closing

import pytest

from ledger.steps import run_of
from linkassay.conditions import NEEDS_NETWORK
from linkassay.ledger.connection import connect_private
from linkassay.ledger.due_dates import teach
from linkassay.ledger.keys import AT_ONCE, Keys
from linkassay.ledger.link_states import _OTHERS, _PLAIN
from linkassay.ledger.links import _ALIVE, _ALIVE_AGAIN
from linkassay.ledger.planning import _HOSTS_AT_ONCE
from linkassay.ledger.probes import WINDOW
from linkassay.ledger.readings import link_from
from linkassay.ledger.temporary import fill
from linkassay.urls import parse


@pytest.fixture
def connection():
    with closing(connect_private()) as private:
        yield private


def urls(number):
    return [f"https://h{at % 7}.example.org/{at}" for at in range(number)]


def test_links_are_found_or_made_as_one_by_one(connection):
    keys, wanted = Keys(connection), urls(2 * AT_ONCE + 3)
    before = {url: keys.link(url) for url in wanted[::3]}
    keys.forget()
    found = keys.links([*wanted, wanted[0]])
    assert list(found) == wanted
    assert {url: found[url] for url in before} == before
    keys.forget()
    assert found == {url: keys.link(url) for url in wanted}
    rows = connection.execute("select l.url, h.host from links l join hosts h on h.id = l.host_id")
    assert dict(rows.fetchall()) == {url: url.split("/")[2] for url in wanted}


def test_a_link_without_a_host_is_one_all_the_same(connection):
    assert Keys(connection).links(["urn:isbn:9780140449136"]).keys() == {"urn:isbn:9780140449136"}


def test_rows_that_are_filled_in_stay_and_leave_no_transaction_open(connection):
    connection.execute("create temp table some (number INTEGER)")
    fill(connection, "insert into temp.some values (?)", ((number,) for number in range(3)))
    assert connection.execute("select count(*) from temp.some").fetchone() == (3,)
    assert not connection.in_transaction


def test_of_rows_that_break_off_none_stays(connection):
    def broken():
        yield (1,)
        raise KeyboardInterrupt

    connection.execute("create temp table some (number INTEGER)")
    with pytest.raises(KeyboardInterrupt):
        fill(connection, "insert into temp.some values (?)", broken())
    assert connection.execute("select count(*) from temp.some").fetchone() == (0,)
    assert not connection.in_transaction


def test_rows_that_are_filled_in_do_not_end_a_transaction(connection):
    connection.execute("create temp table some (number INTEGER)")
    connection.execute("begin")
    fill(connection, "insert into temp.some values (?)", [(1,)])
    assert connection.in_transaction


@pytest.mark.parametrize("hosts", [1, _HOSTS_AT_ONCE, _HOSTS_AT_ONCE + 1])
def test_every_host_has_one_lane(tmp_path, hosts):
    wanted = [f"https://h{at}.example.org/" for at in range(hosts)]
    with run_of(tmp_path / "a.db", "2026-01-01", "\n".join(wanted), {}) as steps:
        assert steps.plan() == hosts
        given = [(lane.host, lane.links, [p.url for window in lane.windows for p in window])
                 for lane in steps.ledger.lanes()]  # fmt: skip
    assert sorted(given) == sorted((url.split("/")[2], 1, [url]) for url in wanted)


@pytest.mark.parametrize("links", [WINDOW - 1, WINDOW, WINDOW + 1, 2 * WINDOW])
def test_every_link_of_a_host_stands_in_one_window(tmp_path, links):
    wanted = [f"https://example.org/{at}" for at in range(links)]
    with run_of(tmp_path / "a.db", "2026-01-01", "\n".join(wanted), {}) as steps:
        steps.plan()
        (lane,) = steps.ledger.lanes()
        windows = [[probe.url for probe in window] for window in lane.windows]
    assert [url for window in windows for url in window] == wanted
    assert all(0 < len(window) <= WINDOW for window in windows)


@pytest.mark.parametrize(
    "written",
    ["https://example.org/", "http://example.org:8080/a/b?c=d/e", "http://127.0.0.1/a;b",
     "https://[2001:db8::1]:8443/x", "https://user@example.org/y", "https://bücher.example/ä#part",
     "ftp://example.org/file", "https://example.org:443/z", "https://example.org?q", "HTTP://A.org"],
)  # fmt: skip
def test_a_link_comes_back_from_its_identity(written):
    link = parse(written).link
    assert link_from(link.url, secret=link.secret) == link


def test_what_is_seen_of_two_links_alike_is_one_answer(tmp_path):
    pages = [f"https://example.org/{at}" for at in range(3)]
    with run_of(tmp_path / "a.db", "2026-01-01", "\n".join(pages), {pages[0]: "200"}) as steps:
        steps.plan()
        steps.ask()
        count = "select count(*), count(distinct answer_id) from looks"
        assert steps.ledger._connection.execute(count).fetchone() == (3, 2)


def test_places_are_told_of_the_pages_in_which_some_are_cited(tmp_path):
    text = "https://example.org/a#part https://example.org/a#other https://example.org/b"
    with run_of(tmp_path / "a.db", "2026-01-01", text, {}) as steps:
        steps.plan()
        probes = [p for lane in steps.ledger.lanes() for window in lane.windows for p in window]
    assert [(probe.url, probe.fragments) for probe in probes] == [
        ("https://example.org/a", ("other", "part")),
        ("https://example.org/b", ()),
    ]


@pytest.mark.parametrize(
    ("answers", "peers", "failed"),
    [(("200", "404", "bug"), 1, []), (("dns-name", "bug", "connect"), 0, [0, 2])],
)
def test_who_answered_is_told_once_and_what_failed_each(tmp_path, answers, peers, failed):
    pages = [f"https://example.org/{at}" for at in range(3)]
    web = dict(zip(pages, answers, strict=True))
    with run_of(tmp_path / "a.db", "2026-01-01", "\n".join(pages), web) as steps:
        steps.plan()
        steps.ask()
        rounds = steps.ledger.rounds
        assert len(list(rounds.peers())) == peers
        seen = [one.url for one in rounds.failed_by(NEEDS_NETWORK)]
    assert seen == [pages[at] for at in failed]


@pytest.mark.parametrize("query", [_ALIVE, _ALIVE_AGAIN, _PLAIN, _OTHERS])
def test_a_window_of_a_run_is_a_range_of_an_index(connection, query):
    """Else each window would look through the whole run, and the time grow with its square."""
    teach(connection)
    connection.execute("create temp table passed (link_id INTEGER PRIMARY KEY)")
    values = dict.fromkeys(re.findall(r":([a-z]+)", query))
    plan = connection.execute(f"explain query plan {query}", values).fetchall()
    assert any("(run_id=? AND link_id>? AND link_id<?)" in told for *_, told in plan)
