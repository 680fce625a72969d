"""The canned queries against plain SQL on the tables, and the generated configuration."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import pytest
from linkassay.browse.glossary import COLUMNS, TABLES
from linkassay.browse.questions import QUESTIONS
from linkassay.ledger.outline import columns_of

import ledger_sample as sample
from linkassay.browse.configuration import configuration, metadata
from linkassay.ledger import open_ledger
from linkassay.ledger.views import VIEWS


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("browse") / "audit.db"
    with open_ledger(path) as made:
        sample.record(made, sample.first_report())
        sample.record(made, sample.second_report())
        elsewhere = replace(sample.down_report(3), findings=())
        sample.record(made, elsewhere)
    return path


def ask(path, query, **values):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        return connection.execute(query, values).fetchall()


def column(path, slug, *names, **values):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute(QUESTIONS[slug].sql, values).fetchall()
    return [tuple(row[name] for name in names) for row in rows]


def test_broken_now(ledger):
    plain = ask(
        ledger,
        "select url, state, strikes, since from link_state join links on links.id = link_id"
        " where state = 'failing' or state = 'dead' order by state, since, url",
    )
    assert column(ledger, "broken-now", "link", "state", "strikes", "since") == plain
    assert plain == [(sample.GONE, "failing", 1, "2026-11-17T08:00:00Z")]
    (cited,) = column(ledger, "broken-now", "cited_in")
    assert set(cited[0].split(", ")) == {sample.HARBOUR, sample.MUSEUM}


def test_new_since_last_run(ledger, tmp_path):
    assert column(ledger, "new-since-last-run", "rule") == [], "the last run found nothing new"
    path = tmp_path / "two.db"
    with open_ledger(path) as made:
        sample.record(made, sample.first_report())
        sample.record(made, sample.second_report())
    plain = ask(
        path,
        "select locator, rule, message from findings join documents on documents.id = document_id"
        " where standing = 'new' and run_id = (select id from runs where name = 'run-2')"
        " order by line",
    )
    assert column(path, "new-since-last-run", "document", "rule", "message") == plain
    assert [rule for _, rule, _ in plain] == ["dead-link", "redirects-to-home"]


def test_a_run_that_broke_off_is_not_the_last_run(tmp_path):
    path = tmp_path / "audit.db"
    with open_ledger(path) as made:
        sample.record(made, sample.first_report())
        made.open_run(sample.run(2))
    assert len(column(path, "new-since-last-run", "rule")) == 3


def test_date_conflicts_come_with_their_clues(ledger):
    names = ("document", "link", "claimed", "latest_allowed", "gap_days", "explanation")
    clue = ("clue", "line", "earliest", "latest")
    plain = ask(
        ledger,
        "select locator, conflicts.url, conflicts.claimed, latest_allowed, gap_days, explanation,"
        " clues.text, clues.line, clues.earliest, clues.latest"
        " from conflicts, conflict_clues, clues, document_versions, documents, runs"
        " where conflict_id = conflicts.id and clue_id = clues.id"
        " and conflicts.version_id = document_versions.id and documents.id = document_id"
        " and conflicts.run_id = runs.id and runs.name = 'run-2' order by clues.line",
    )
    assert column(ledger, "date-conflicts", *names, *clue) == plain
    assert plain[0] == (
        sample.HARBOUR, sample.LEAK, "2025-10-29", "2018-06-30", 2678, "render-date-leak",
        "Harbour Minister Ada Quay", 12, "2016-01-04", "2018-06-30",
    )  # fmt: skip
    assert len(plain) == 2


def test_who_published_first(ledger):
    plain = ask(
        ledger,
        "select distinct locator, credit, outlet, line from attributions, document_versions,"
        " documents where version_id = document_versions.id and documents.id = document_id"
        " and credit in ('origin', 'wire-credit') order by locator",
    )
    assert column(ledger, "who-published-first", "document", "credit", "outlet", "line") == plain
    assert [outlet for _, _, outlet, _ in plain] == ["The Coast Review", "Northern Press"]


def test_redirects_to_mend_leave_out_the_front_page_and_the_temporary_ones(ledger):
    plain = ask(
        ledger,
        "select distinct locator, citations.line, hops.url, observations.final_url from hops,"
        " observations, citations, document_versions, documents"
        " where hops.observation_id = observations.id and hops.status = 301 and position = 1"
        " and citations.link_id = observations.link_id and version_id = document_versions.id"
        " and documents.id = document_id and observations.final_url not like '%council%'",
    )
    found = column(ledger, "redirects-to-mend", "document", "line", "link", "write_instead")
    assert found == plain == [(sample.HARBOUR, 14, sample.MOVED, sample.TARGET)]


def test_what_a_document_cites(ledger):
    plain = ask(
        ledger,
        "select distinct citations.line, coalesce(links.url, written) from citations"
        " join document_versions on document_versions.id = version_id"
        " left join links on links.id = link_id where label like 'seeds/harbour.md%'"
        " order by citations.line",
    )
    slug = "what-a-document-cites"
    assert column(ledger, slug, "line", "link", document="HARBOUR ") == plain
    assert len(plain) == 6
    assert (33, "http://[broken", "malformed") in column(
        ledger, slug, "line", "link", "state", document="harbour"
    )
    assert len(column(ledger, slug, "link", document="")) == 9
    assert column(ledger, slug, "link", document="nowhere") == []


def test_every_table_and_column_has_words(ledger):
    known = {name: columns for name, columns in columns_of(ledger).items() if name[0] != "_"}
    assert set(known) - {"sqlite_sequence"} == {*TABLES, *VIEWS}
    used = {column for columns in known.values() for column in columns}
    assert used - set(COLUMNS) == set()
    assert set(COLUMNS) - used == set(), "a word for a column that is nowhere"


def test_facets_labels_and_sorting_name_columns_that_exist(ledger):
    columns = columns_of(ledger)
    made = metadata("audit", columns)["databases"]["audit"]["tables"]
    for name, table in made.items():
        named = [*table.get("facets", ()), table.get("label_column"), table.get("sort_desc")]
        assert {one for one in named if one} <= set(columns[name]), name


def test_the_directory_holds_all_that_datasette_needs(ledger, tmp_path):
    configuration(tmp_path, ledger, columns_of(ledger))
    made = json.loads((tmp_path / "metadata.json").read_text())
    assert set(made["databases"]["audit"]["queries"]) == set(QUESTIONS)
    assert made["databases"]["audit"]["tables"]["_sqlite_migrations"] == {"hidden": True}
    assert made["databases"]["audit"]["allow_sql"] is True
    assert (tmp_path / "static" / "linkassay.css").stat().st_size
    assert (tmp_path / "templates" / "index.html").stat().st_size


def test_a_site_for_others_takes_no_free_sql(ledger, tmp_path):
    configuration(tmp_path, ledger, columns_of(ledger), local=False)
    made = json.loads((tmp_path / "metadata.json").read_text())
    assert made["databases"]["audit"]["allow_sql"] is False
    assert json.loads((tmp_path / "settings.json").read_text())["allow_download"] is False
