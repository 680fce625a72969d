"""Further rounds of a run: who is asked again or besides, and who gets a verdict."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from ledger.book import A, B, citing
from ledger.steps import run_of
from linkassay.model import Condition, ConditionName, Confidence, Purpose

SIBLING = "https://example.org/a-qzx"
CONTROL = "https://control.example/here"
WEB = {A: "200", B: "404", SIBLING: "404", CONTROL: "200"}
ASIDE = [(SIBLING, Purpose.SIBLING), (CONTROL, Purpose.CONTROL)]
TEXT = citing(A, B)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "audit.db"


def rows(path, query):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_a_link_is_asked_again_for_the_purpose_of_the_round(path):
    with run_of(path, "2026-01-04", TEXT, WEB) as steps:
        steps.plan()
        assert steps.ask() == [A, B]
        assert steps.ledger.rounds.ask([(B, Purpose.RETRY), (A, Purpose.SECOND_LOOK)]) == 2
        assert steps.ask() == [A, B]
        looks = {url: [look.purpose for look in steps.ledger.looks_at(url)] for url in (A, B)}
    assert looks == {
        A: [Purpose.CITED, Purpose.SECOND_LOOK],
        B: [Purpose.CITED, Purpose.RETRY],
    }


def test_each_round_is_only_what_it_was_begun_with(path):
    with run_of(path, "2026-01-04", TEXT, WEB) as steps:
        steps.plan()
        steps.ask()
        assert steps.ledger.rounds.ask([(B, Purpose.RETRY)]) == 1
        assert steps.ledger.rounds.ask([]) == 0
        assert steps.ask() == []


def test_a_sibling_is_asked_once_and_a_control_whenever_it_is_wanted(path):
    with run_of(path, "2026-01-04", TEXT, WEB) as steps:
        steps.plan()
        steps.ask()
        assert steps.ledger.rounds.ask([*ASIDE, *ASIDE]) == 2
        assert set(steps.ask()) == {SIBLING, CONTROL}
        assert steps.ledger.rounds.ask(ASIDE) == 1
        assert steps.ask() == [CONTROL]


def test_what_is_asked_besides_gets_no_verdict_and_counts_nowhere(path):
    with run_of(path, "2026-01-04", TEXT, WEB) as steps:
        steps.plan()
        steps.ask()
        steps.ledger.rounds.ask(ASIDE)
        steps.ask()
        steps.ledger.rounds.ask([(SIBLING, Purpose.RETRY)])
        steps.ask()
        assert len(steps.ledger.looks_at(SIBLING)) == 2
        assert steps.settle() == [B]
        assert set(steps.checks()) == {A, B}
        steps.seal()
        report = steps.ledger.report("run-2026-01-04")
        assert report.counts.links == 2
        assert [link.url for link in report.links()] == [A, B]
        assert steps.ledger.addresses_on("control.example") == []
        assert steps.ledger.addresses_on("example.org") == [A]
    for table in ("checks", "link_state", "changes", "links_now", "link_history"):
        key = "link" if table.endswith(("now", "history")) else "link_id"
        own = rows(path, f"select count(distinct {key}) from {table}")
        assert own == [(2,)], table
    assert rows(path, "select host from host_state join hosts h on h.id = host_id order by 1") == [
        ("example.com",), ("example.org",)
    ]  # fmt: skip
    assert rows(path, "select sum(links) from host_state") == [(2,)]
    assert rows(path, "select count(*) from looks where purpose in ('sibling', 'control')") == [
        (2,)
    ]


@pytest.mark.parametrize("purpose", Purpose)
def test_what_a_look_was_made_for_tells_whether_its_link_gets_a_verdict(path, purpose):
    """A look of a later round only helps to one that the first look brings."""
    judged = {
        Purpose.CITED: True,
        Purpose.CANDIDATE: True,
        Purpose.ARTICLE: True,
        Purpose.RETRY: False,
        Purpose.SECOND_LOOK: False,
        Purpose.SIBLING: False,
        Purpose.SECURE: False,
        Purpose.LISTING: False,
        Purpose.CONTROL: False,
        Purpose.LISTING: False,
    }
    with run_of(path, "2026-01-04", citing(A), {B: "404"}) as steps:
        steps.plan()
        assert steps.ledger.rounds.ask([(B, purpose)]) == 1
        assert B in steps.ask()
        assert (B in steps.settle()) is judged[purpose]


def test_looks_besides_are_covered_by_the_proof(path):
    with run_of(path, "2026-01-04", TEXT, WEB) as steps:
        steps.plan()
        steps.ask()
        steps.ledger.rounds.ask(ASIDE)
        steps.ask()
        steps.settle()
        steps.seal()
    checks, changes, documents, aside, run_and_seal = 2, 2, 1, 2, 2
    covered = checks + changes + documents + aside + run_and_seal
    assert rows(path, "select rows from seals") == [(covered,)]


@pytest.mark.parametrize("first", ["control", "link"])
def test_a_cited_control_page_has_its_own_verdict(path, first):
    with run_of(path, "2026-01-04", citing(CONTROL), WEB) as steps:
        if first == "control":
            steps.ledger.rounds.ask([(CONTROL, Purpose.CONTROL)])
            steps.ask()
        assert steps.plan() == 1
        steps.ask()
        if first == "link":
            steps.ledger.rounds.ask([(CONTROL, Purpose.CONTROL)])
            steps.ask()
        assert steps.settle() == [CONTROL]
        check = steps.checks()[CONTROL]
        assert check.condition.name is ConditionName.OK
        assert check.state.state == "alive"


def unsure(seen):
    sure = Confidence.PROBABLE if seen.url == A else Confidence.CERTAIN
    name = ConditionName.OK if seen.status == 200 else ConditionName.GONE
    return Condition(name, sure, "says so")


def test_links_are_given_by_how_their_last_look_is_read(path):
    with run_of(path, "2026-01-04", TEXT, WEB, read=unsure) as steps:
        steps.plan()
        steps.ask()
        steps.ledger.rounds.ask(ASIDE)
        steps.ask()

        def looked(*names, doubted=()):
            chunks = steps.ledger.rounds.looked(names, unsure=doubted)
            return {url: len(looks) for chunk in chunks for url, looks in chunk}

        assert looked(ConditionName.GONE) == {B: 1}
        assert looked(ConditionName.GONE, doubted=[ConditionName.OK]) == {A: 1, B: 1}
        assert looked(doubted=[ConditionName.GONE]) == {}
        assert looked(ConditionName.TIMEOUT) == {}
        steps.web = {**WEB, B: "200"}
        steps.ledger.rounds.ask([(B, Purpose.RETRY)])
        steps.ask()
        assert looked(ConditionName.GONE) == {}
        assert looked(ConditionName.OK) == {A: 1, B: 2}


def test_a_round_may_be_begun_out_of_what_was_looked_at(path):
    many = [f"https://example.org/{number}" for number in range(450)]
    with run_of(path, "2026-01-04", citing(*many), dict.fromkeys(many, "500")) as steps:
        steps.plan()
        steps.ask()
        again = (
            (url, Purpose.RETRY)
            for chunk in steps.ledger.rounds.looked([ConditionName.SERVER_ERROR])
            for url, _ in chunk
        )
        assert steps.ledger.rounds.ask(again) == len(many)
        assert sorted(steps.ask()) == sorted(many)


def test_a_run_that_is_taken_up_keeps_the_looks_of_its_rounds(path):
    with run_of(path, "2026-01-04", TEXT, WEB) as steps:
        steps.plan()
        steps.ask()
        steps.ledger.rounds.ask([(B, Purpose.RETRY), *ASIDE])
        steps.ask()
    with run_of(path, "2026-01-04", TEXT, WEB) as steps:
        assert steps.plan() == 0
        assert [look.purpose for look in steps.ledger.looks_at(B)] == ["cited", "retry"]
        assert steps.ledger.rounds.ask([ASIDE[0]]) == 0


def test_the_verdict_is_told_by_the_look_that_it_is_taken_from(path):
    """The second look is a wall, and the first is what counts; the reason is the verdict's own."""
    with run_of(path, "2026-01-04", citing(B), WEB) as steps:
        steps.plan()
        steps.ask()
        steps.web = {B: "403"}
        steps.ledger.rounds.ask([(B, Purpose.SECOND_LOOK)])
        steps.ask()
        steps.settle()
        check = steps.checks()[B]
        assert (check.condition.name, check.observation.status) == (ConditionName.GONE, 404)
        assert check.condition.reason == "answers 404 Not Found"
        steps.seal()
        (link,) = steps.ledger.report("run-2026-01-04").links()
        assert (link.observation.status, link.condition) == (404, check.condition)
    assert rows(path, "select status, reason from links_now") == [(404, "answers 404 Not Found")]
    assert rows(path, "select looks, look from checks") == [(2, 1)]


def test_probes_name_the_places_that_documents_cite(path):
    text = (
        f"# T\n\n[a]({A}#two) [b]({A}#one%20x) [c]({A}#two) [d]({A}#) [e]({B}) "
        f"[f]({A}#token=q1w2e3r4t5y6u7i8o9p0)\n"
    )
    with run_of(path, "2026-01-04", text, WEB) as steps:
        steps.plan()
        steps.ask()
        assert {probe.url: probe.fragments for probe in steps.asked} == {
            A: ("one%20x", "two"),
            B: (),
        }
        steps.asked.clear()
        steps.ledger.rounds.ask([(A, Purpose.RETRY), ASIDE[0]])
        steps.ask()
        assert {probe.url: probe.fragments for probe in steps.asked} == {
            A: ("one%20x", "two"),
            SIBLING: (),
        }


def test_no_document_makes_us_look_for_more_than_some_places(path):
    text = "# T\n\n" + " ".join(f"[{number}]({A}#p{number})" for number in range(120))
    with run_of(path, "2026-01-04", text, WEB) as steps:
        steps.plan()
        steps.ask()
        assert len(steps.asked[0].fragments) == 50
