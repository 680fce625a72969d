"""Hosts: what is remembered of them from run to run, and on how many all fails at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.book import A, B, citing
from ledger.steps import run_of
from linkassay import conditions
from linkassay.model import HostNote, Purpose

TEXT = citing(A, B)
START = datetime(2026, 1, 4, tzinfo=UTC)
DAYS = ("2026-01-04", "2026-01-11")
HOST = "example.org"

moments = st.integers(0, 10**8).map(
    lambda seconds: START + timedelta(seconds=seconds)
) | st.integers(0, 10**6).map(
    lambda seconds: START.astimezone(timezone(timedelta(hours=5))) + timedelta(seconds=seconds)
)
texts = st.text(max_size=40)


def noted(path, day):
    with run_of(path, day, TEXT, {A: "200", B: "200"}) as steps:
        steps.plan()
        return {lane.host: lane.note for lane in steps.ledger.lanes()}


def remember(path, day, *notes):
    with run_of(path, day, TEXT, {A: "200", B: "200"}) as steps:
        for note in notes:
            steps.ledger.rounds.remember(note)
        steps.plan()
        steps.ask()
        steps.settle()
        steps.seal()


@given(st.none() | moments, st.none() | texts, st.none() | moments)
def test_a_note_comes_back_with_the_lane_of_its_host(tmp_path_factory, paused, robots, read):
    path = tmp_path_factory.mktemp("notes") / "audit.db"
    note = HostNote(HOST, paused, robots, read)
    remember(path, DAYS[0], note)
    assert noted(path, DAYS[1]) == {HOST: note, "example.com": None}


def test_what_a_note_leaves_open_stays_as_it_was(tmp_path):
    path, later = tmp_path / "audit.db", START + timedelta(hours=1)
    remember(path, DAYS[0], HostNote(HOST, robots="User-agent: *", robots_read=START))
    remember(path, DAYS[1], HostNote(HOST, paused_until=later))
    known = noted(path, "2026-01-18")[HOST]
    assert known == HostNote(HOST, later, "User-agent: *", START)
    remember(path, "2026-01-25", HostNote(HOST, robots="", robots_read=later))
    assert noted(path, "2026-02-01")[HOST] == HostNote(HOST, later, "", later)


def test_a_host_may_be_noted_before_any_link_of_it_is_known(tmp_path):
    path = tmp_path / "audit.db"
    note = HostNote("other.example", robots="Disallow: /", robots_read=START)
    remember(path, DAYS[0], note)
    with run_of(path, DAYS[1], citing("https://other.example/x"), {}) as steps:
        steps.plan()
        assert [lane.note for lane in steps.ledger.lanes()] == [note]


def test_a_run_that_goes_on_elsewhere_is_as_polite(tmp_path):
    path = tmp_path / "audit.db"
    note = HostNote(HOST, robots="Disallow: /", robots_read=START)
    remember(path, DAYS[0], note)
    with run_of(path, DAYS[1], TEXT, {}) as steps, steps.ledger.elsewhere() as private:
        private.plan((target, None) for target in private.targets())
        assert {lane.host: lane.note for lane in private.lanes()}[HOST] == note


# -- the hosts on which all fails ------------------------------------------------------------------

PAGES = [f"https://host{host}.example/{page}" for host in range(4) for page in range(2)]


def failing(path, web, *, before=None, aside=()):
    """How many hosts failed, and of how many, when all were looked at before."""
    first = dict.fromkeys(PAGES, "200") if before is None else before
    for day, answers in zip(DAYS, (first, web), strict=True):
        with run_of(path, day, citing(*PAGES), answers) as steps:
            steps.plan()
            steps.ask()
            steps.ledger.rounds.ask(aside)
            steps.ask()
            counted = steps.ledger.rounds.hosts_failing(conditions.striking())
            steps.settle()
            steps.seal()
    return counted


def answering(*answers):
    """Each host answers so, for each of its two pages."""
    return {page: answers[number // 2] for number, page in enumerate(PAGES)}


@pytest.mark.parametrize(
    ("web", "wanted"),
    [
        (answering("200", "200", "200", "200"), (0, 4)),
        (answering("500", "200", "200", "404"), (2, 4)),
        (answering("500", "403", "429", "200"), (1, 4)),
        (answering("500", "dns-temporary", "bug", "200"), (1, 2)),
        ({**answering("500", "200", "200", "200"), PAGES[0]: "200"}, (0, 4)),
        ({**answering("500", "200", "200", "200"), PAGES[0]: "bug"}, (1, 4)),
    ],
)
def test_a_host_fails_where_every_look_at_what_was_alive_failed(tmp_path, web, wanted):
    assert failing(tmp_path / "a.db", web) == wanted


def test_what_failed_before_tells_nothing_new(tmp_path):
    before = answering("404", "200", "200", "200")
    assert failing(tmp_path / "a.db", answering("404", "404", "200", "200"), before=before) == (
        1,
        3,
    )


def test_no_host_was_alive_before_the_first_run(tmp_path):
    with run_of(tmp_path / "a.db", DAYS[0], TEXT, {A: "404", B: "404"}) as steps:
        steps.plan()
        steps.ask()
        assert steps.ledger.rounds.hosts_failing(conditions.striking()) == (0, 0)


def test_a_name_that_cannot_exist_does_not_count(tmp_path):
    aside = [(f"https://host{host}.example/qzx", Purpose.SIBLING) for host in range(4)]
    web = {**answering("200", "200", "200", "200"), **{url: "404" for url, _ in aside}}
    assert failing(tmp_path / "a.db", web, aside=aside) == (0, 4)


def test_one_look_that_answered_in_any_round_clears_a_host(tmp_path):
    path = tmp_path / "a.db"
    failing(path, answering("200", "200", "200", "200"))
    with run_of(path, "2026-01-18", citing(*PAGES), answering("500", "200", "200", "200")) as steps:
        steps.plan()
        steps.ask()
        assert steps.ledger.rounds.hosts_failing(conditions.striking()) == (1, 4)
        steps.web = {PAGES[0]: "200"}
        steps.ledger.rounds.ask([(PAGES[0], Purpose.RETRY)])
        steps.ask()
        assert steps.ledger.rounds.hosts_failing(conditions.striking()) == (0, 4)
