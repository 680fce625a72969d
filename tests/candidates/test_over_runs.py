"""What was chosen for a wrapped address, from one run to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from builders import Told, told
from candidates.audits import LONG, OTHER, SHORT, SOUND, Desk, document, found, links
from ledger.book import Book, content, standings
from linkassay.ledger import open_ledger, open_private
from linkassay.model import State
from linkassay.pipeline.asking import Asker
from linkassay.pipeline.secrets import Secrets

FIRST, SECOND, THIRD = "2026-01-15", "2026-01-22", "2026-01-29"
CITED = ((SHORT, (OTHER, LONG)), (SOUND, ()))
JOINED = {SHORT: "404", OTHER: "404", LONG: "200"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "audit.db"


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with open_ledger(path) as ledger:
        yield Desk(ledger)


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def state(report: Told, url: str) -> State:
    return {link.url: link.state.state for link in report.links}[url]


def test_the_candidate_is_the_link_from_then_on(desk):
    desk.audit(document(*CITED), JOINED, FIRST)
    report = desk.audit(document(*CITED), {LONG: "200"}, SECOND)
    assert sorted(desk.asked) == sorted([LONG, SOUND])
    assert (links(report), found(report)) == ([LONG], [])
    assert report.citations[0].first_read is not None


def test_when_it_dies_later_it_is_the_dead_link(desk):
    desk.audit(document(*CITED), JOINED, FIRST)
    report = desk.audit(document(*CITED), {SHORT: "200", LONG: "404"}, SECOND)
    assert sorted(desk.asked) == sorted([LONG, SOUND])
    assert found(report) == [("a.txt", "dead-link", LONG)]
    told = [item.text for item in report.findings[0].evidence]
    assert told[0] == f"{LONG} → 404"
    assert not any(one.startswith("also tried") for one in told)


def test_what_another_document_cites_was_not_tried_for_it(desk):
    desk.audit(document(*CITED), JOINED, FIRST)
    both = (document(*CITED), document((OTHER, ()), locator="b.txt"))
    report = desk.audit(both, {LONG: "404", OTHER: "404"}, SECOND)
    assert found(report) == [("a.txt", "dead-link", LONG), ("b.txt", "dead-link", OTHER)]
    told = [item.text for finding in report.findings for item in finding.evidence]
    assert not [one for one in told if one.startswith("also tried")]


def test_it_holds_where_the_document_only_moved_its_lines(desk):
    desk.audit(document(*CITED), JOINED, FIRST)
    moved = document(*CITED, more="A new paragraph.\n\n")
    assert links(desk.audit(moved, JOINED, SECOND)) == [LONG]
    assert SHORT not in desk.asked


def test_it_holds_in_another_document_that_writes_the_same(desk):
    desk.audit(document(*CITED), JOINED, FIRST)
    both = (document(*CITED), document(*CITED, locator="b.txt"))
    report = desk.audit(both, JOINED, SECOND)
    assert (links(report), links(report, "b.txt")) == ([LONG], [LONG])
    assert SHORT not in desk.asked


@pytest.mark.parametrize("candidates", [(), (OTHER,), (LONG,)])
def test_it_ends_where_the_document_has_other_candidates(desk, candidates):
    desk.audit(document(*CITED), JOINED, FIRST)
    changed = document((SHORT, candidates), (SOUND, ()))
    report = desk.audit(changed, JOINED, SECOND)
    assert SHORT in desk.asked
    assert links(report) == [LONG if LONG in candidates else SHORT]


def test_another_document_that_cites_the_first_reading_has_it_asked(desk):
    desk.audit(document(*CITED), JOINED, FIRST)
    both = (document(*CITED), document((SHORT, ()), locator="b.txt"))
    report = desk.audit(both, JOINED, SECOND)
    assert (links(report), links(report, "b.txt")) == ([LONG], [SHORT])
    assert found(report) == [("b.txt", "dead-link", SHORT)]
    assert OTHER not in desk.asked


@pytest.mark.parametrize("trouble", ["500", "read-timeout", "tls-expired"])
def test_for_what_may_pass_the_first_reading_is_asked_again(desk, trouble):
    report = desk.audit(document(*CITED), {**JOINED, SHORT: trouble}, FIRST)
    assert (links(report), found(report)) == ([LONG], [])
    report = desk.audit(document(*CITED), {**JOINED, SHORT: "200"}, SECOND)
    assert sorted(desk.asked) == sorted([SHORT, SOUND])
    assert links(report) == [SHORT]
    assert state(report, SHORT) is State.ALIVE


def test_what_is_not_certain_is_asked_again(desk):
    assert links(desk.audit(document(*CITED), {**JOINED, LONG: "403"}, FIRST)) == [LONG]
    report = desk.audit(document(*CITED), {SHORT: "404", OTHER: "200", LONG: "403"}, SECOND)
    assert links(report) == [OTHER]


def test_of_two_wrapped_alike_only_the_certain_one_holds(desk, path):
    two = document((SHORT, (LONG,)), (SHORT, (OTHER,)), (SOUND, ()))
    desk.audit(two, {SHORT: "404", LONG: "200", OTHER: "403"}, FIRST)
    report = desk.audit(two, {SHORT: "200", LONG: "200"}, SECOND)
    assert links(report) == [LONG, SHORT]
    assert rows(path, "select count(*) from resolved where run_id = 2") == [(1,)]


def test_offline_it_is_still_what_it_was(desk):
    desk.audit(document(*CITED), JOINED, FIRST)
    report = desk.audit(document(*CITED), {}, SECOND, offline=True)
    assert desk.asked == []
    assert links(report) == [LONG]
    assert state(report, LONG) is State.ALIVE


def test_a_run_of_an_earlier_day_does_not_know_it(desk):
    desk.audit(document(*CITED), JOINED, SECOND)
    report = desk.audit(document(*CITED), {SHORT: "200"}, FIRST)
    assert links(report) == [SHORT]


def test_each_run_is_told_as_it_was(desk):
    desk.audit(document(*CITED), dict.fromkeys((SHORT, OTHER, LONG), "404"), FIRST)
    desk.audit(document(*CITED), JOINED, SECOND)
    desk.audit(document(*CITED), JOINED, THIRD)
    told_now = [told(desk.ledger.report(f"run-{day}")) for day in (FIRST, SECOND, THIRD)]
    assert [links(report) for report in told_now] == [[SHORT], [LONG], [LONG]]
    assert [{item.url for item in report.links} - {SOUND} for report in told_now] == [
        {SHORT}, {LONG}, {LONG}
    ]  # fmt: skip


# -- findings


def all_dead(desk: Desk) -> None:
    desk.audit(document(*CITED), dict.fromkeys((SHORT, OTHER, LONG), "404"), FIRST)


def test_what_was_open_on_the_first_reading_is_fixed_when_a_candidate_answers(desk):
    all_dead(desk)
    report = desk.audit(document(*CITED), JOINED, SECOND)
    assert standings(report) == [("dead-link", "fixed")]


@pytest.mark.parametrize("answer", ["403", "no-route"])
def test_it_is_not_fixed_by_a_candidate_of_which_nothing_is_known(desk, answer):
    all_dead(desk)
    report = desk.audit(document(*CITED), {**JOINED, LONG: answer}, SECOND)
    assert ("dead-link", "carried") in standings(report)
    assert not [item for item in standings(report) if item[1] == "fixed"]


def test_while_all_fail_it_stays_the_same_finding(desk):
    all_dead(desk)
    report = desk.audit(document(*CITED), dict.fromkeys((SHORT, OTHER, LONG), "410"), SECOND)
    assert standings(report) == [("dead-link", "known")]


# -- the state of links


def test_readings_that_were_not_meant_have_no_state(desk, path):
    desk.audit(document(*CITED), JOINED, FIRST)
    assert rows(path, "select link from links_now order by link") == [(SOUND,), (LONG,)]
    assert rows(path, "select count(*) from newly_broken") == [(0,)]
    first = "select link, purpose from observations where purpose != 'second-look' order by 1, 2"
    assert rows(path, first) == [
        (SOUND, "cited"), (SHORT, "cited"), (LONG, "candidate"), (OTHER, "candidate")
    ]  # fmt: skip


def test_a_candidate_that_answers_and_is_not_chosen_has_no_state(desk, path):
    moved = {SHORT: "404", OTHER: f"301 {SOUND}", LONG: "200"}
    desk.audit(document(*CITED), moved, FIRST)
    assert rows(path, "select link from links_now order by link") == [(SOUND,), (LONG,)]


def test_a_view_tells_of_the_last_run_alone(desk, path):
    desk.audit(document(*CITED), {**JOINED, SHORT: "500"}, FIRST)
    both = (document(*CITED), document((LONG, ()), locator="b.txt"))
    desk.audit(both, {SHORT: "200", LONG: "404"}, SECOND)
    broken = "select link, documents, cited_in from broken_now"
    assert rows(path, broken) == [(LONG, 1, "b.txt")]


def test_the_views_know_what_is_meant(desk, path):
    desk.audit(document(*CITED), JOINED, FIRST)
    assert rows(path, "select link, state from citations_now order by line") == [
        (LONG, "alive"), (SOUND, "alive")
    ]  # fmt: skip
    desk.audit(document(*CITED), {LONG: "404"}, SECOND)
    broken = "select link, documents, cited_in from broken_now"
    assert rows(path, broken) == [(LONG, 1, "a.txt")]
    both = (document(*CITED), document((LONG, ()), locator="b.txt"))
    desk.audit(both, {LONG: "404"}, THIRD)
    assert rows(path, broken) == [(LONG, 2, "a.txt")]


def test_what_failed_before_it_was_left_is_not_broken_now(desk, path):
    all_dead(desk)
    assert rows(path, "select link from broken_now") == [(SHORT,)]
    desk.audit(document(*CITED), JOINED, SECOND)
    assert rows(path, "select link from broken_now") == []


# -- the same with and without a ledger


@pytest.mark.parametrize(
    "web", [JOINED, {**JOINED, SHORT: "500"}, {**JOINED, LONG: "404"}, {**JOINED, LONG: "403"}]
)
def test_without_a_ledger_it_is_the_same(desk, web):
    kept = desk.audit(document(*CITED), web)
    with open_private() as ledger:
        alone = Desk(ledger).audit(document(*CITED), web)
    assert replace(alone, run=kept.run) == kept


def test_a_ledger_that_fails_later_takes_nothing_along(desk, path):
    """A run that goes on in a private database chooses the same."""
    given = desk.work(JOINED)
    desk.begin(given, document(*CITED))
    with desk.ledger.elsewhere() as elsewhere:
        elsewhere.seal(given.now, Asker(given, Secrets(given)).ask_into(elsewhere))
        assert links(told(elsewhere.report(f"run-{FIRST}"))) == [LONG]
    assert content(path)["resolved"] == []


def test_what_was_chosen_before_goes_along(desk):
    desk.audit(document(*CITED), JOINED, FIRST)
    given = desk.work({LONG: "200"}, SECOND)
    desk.begin(given, document(*CITED))
    assert {item.url for item in desk.ledger.targets()} == {LONG, SOUND}
    with desk.ledger.elsewhere() as elsewhere:
        Asker(given, Secrets(given)).ask_into(elsewhere)
    assert sorted(desk.asked) == sorted([LONG, SOUND])


def test_a_choice_that_was_made_by_other_rules_of_identity_holds(path):
    """An address may be told without a parameter today that it was told with then."""
    with open_ledger(path) as ledger:
        Desk(ledger).audit(document(*CITED), JOINED, FIRST)
    then = f"{LONG}?edition=2"
    with Book(path).tampering() as connection:
        connection.execute("update links set url = ? where url = ?", (then, LONG))
    with open_ledger(path) as ledger:
        later = Desk(ledger)
        report = later.audit(document(*CITED), {then: "404"}, SECOND)
    assert sorted(later.asked) == sorted([then, SOUND])
    assert (links(report), found(report)) == ([then], [("a.txt", "dead-link", then)])
