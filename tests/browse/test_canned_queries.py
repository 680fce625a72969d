"""The canned queries against plain SQL on the tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from browse import ledger_of_runs as sample
from linkassay.browse.canned_queries import CANNED_QUERIES


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """Three runs; in the last of them no host answered."""
    return sample.make(tmp_path_factory.mktemp("browse") / "audit.db", runs=3)


def ask(path, query, **values):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(query, values).fetchall()


def column(path, slug, *names, **values):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute(CANNED_QUERIES[slug].sql, values).fetchall()
    return [tuple(row[name] for name in names) for row in rows]


def test_broken_now(ledger):
    plain = ask(
        ledger,
        "select url, state, strikes, since from link_state join links on links.id = link_id"
        " where state = 'failing' or state = 'dead' order by state, since, url",
    )
    assert column(ledger, "broken-now", "link", "state", "strikes", "since") == plain
    assert plain == [(sample.GONE, "failing", 1, "2026-11-17T00:00:00Z")]
    assert column(ledger, "broken-now", "documents", "cited_in") == [(2, sample.HARBOUR)]


def test_new_since_last_run(tmp_path):
    path = sample.make(tmp_path / "two.db", runs=2)
    plain = ask(
        path,
        "select locator, rule, level from run_findings, findings, documents, runs"
        " where finding_id = findings.id and documents.id = document_id and run_id = runs.id"
        " and started like '2026-11-17%' and standing = 'new'"
        " order by level = 'note', level = 'warning', locator, line",
    )
    assert column(path, "new-since-last-run", "document", "rule", "level") == plain
    assert [(rule, level) for _, rule, level in plain] == [
        ("dead-link", "warning"),
        ("dead-link", "warning"),
        ("redirects-to-home", "note"),
    ]


def test_what_a_run_without_network_carries_on_is_not_new(ledger):
    assert ask(ledger, "select 1 from run_findings where standing = 'carried'")
    assert column(ledger, "new-since-last-run", "rule") == []


def test_a_confirmed_death_is_news(tmp_path):
    path = sample.make(tmp_path / "five.db", runs=5)
    found = column(path, "new-since-last-run", "link", "rule", "level", "standing")
    assert found == [(sample.GONE, "dead-link", "error", "worse")] * 2


def test_a_run_that_broke_off_is_not_the_last_run(tmp_path):
    path = sample.make(tmp_path / "audit.db", runs=2)
    sample.begin(path, "run-that-broke-off")
    assert len(column(path, "new-since-last-run", "rule")) == 3


def test_date_conflicts_come_with_their_clues(ledger):
    names = ("document", "link", "claimed", "latest_allowed", "gap_days")
    clue = ("clue", "line", "earliest", "latest")
    plain = ask(
        ledger,
        "select locator, links.url, claimed, latest_allowed, gap_days,"
        " clues.text, clues.line, clues.earliest, clues.latest"
        " from conflicts, conflict_clues, clues, document_versions, documents, runs, links"
        " where conflict_id = conflicts.id and clue_id = clues.id and links.id = conflicts.link_id"
        " and conflicts.version_id = document_versions.id and documents.id = document_id"
        " and conflicts.run_id = runs.id and started like '2026-11-18%'"
        " order by clues.line, clues.text",
    )
    assert column(ledger, "date-conflicts", *names, *clue) == plain
    assert plain[-1] == (
        sample.HARBOUR, sample.LEAK, "2025-10-29", "2021-01-20", 1743,
        "Prime Minister Theresa May", 8, "2016-07-13", "2019-07-24",
    )  # fmt: skip
    assert len(plain) == 3


def test_who_published_first(ledger):
    plain = ask(
        ledger,
        "select distinct locator, credit, outlet, line from attributions, document_versions,"
        " documents where version_id = document_versions.id and documents.id = document_id"
        " and credit in ('origin', 'wire-credit') order by locator",
    )
    assert column(ledger, "who-published-first", "document", "credit", "outlet", "line") == plain
    assert [outlet for _, _, outlet, _ in plain] == ["The Coast Review", "Northern Press"]


def test_moved_addresses_leave_out_front_pages_temporary_ones_and_shared_targets(ledger):
    names = ("document", "line", "link", "write_instead", "status")
    found = column(ledger, "redirects-to-mend", *names)
    assert found == [(sample.HARBOUR, 11, sample.MOVED, sample.TARGET, 200)]
    moved = ask(
        ledger,
        "select url from link_state join links on links.id = link_id"
        " where condition = 'ok-redirected' order by url",
    )
    assert moved == [(sample.TWIN,), (sample.OTHER_TWIN,), (sample.MOVED,)]


def test_what_a_document_cites(ledger):
    plain = ask(
        ledger,
        "select citations.line, coalesce(links.url, written) from citations"
        " join document_state using (version_id) join documents on documents.id = document_id"
        " left join links on links.id = link_id where locator like '%harbour.md'"
        " order by citations.line, 2",
    )
    slug = "what-a-document-cites"
    assert column(ledger, slug, "line", "link", document="HARBOUR ") == plain
    assert len(plain) == 8
    assert (13, sample.BROKEN, "malformed") in column(
        ledger, slug, "line", "link", "state", document="harbour"
    )
    assert len(column(ledger, slug, "link", document="")) == 11
    assert column(ledger, slug, "link", document="nowhere") == []


@pytest.mark.parametrize("slug", CANNED_QUERIES)
def test_no_query_walks_through_the_whole_log(ledger, slug):
    """Only documents, their state and seals are read from end to end; the log by its indexes."""
    steps = ask(ledger, f"explain query plan {CANNED_QUERIES[slug].sql}", document="")
    walked = {step.split()[1] for *_, step in steps if step.startswith("SCAN")}
    assert walked <= {"d", "s", "moved", "seals"}
