"""The generated configuration: every column is described once, and every name in it exists."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from browse import ledger_of_runs as sample
from linkassay.browse.canned_queries import CANNED_QUERIES
from linkassay.browse.configuration import configuration, metadata
from linkassay.browse.descriptions import ROW_NUMBER, derived, describe
from linkassay.browse.presentation import PRESENTATIONS, left_out
from linkassay.errors import LedgerError
from linkassay.ledger.declarations import Role
from linkassay.ledger.inspection import inspect_columns
from linkassay.ledger.tables import TABLES
from linkassay.ledger.views import VIEWS


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    return sample.make(tmp_path_factory.mktemp("browse") / "audit.db", runs=1)


@pytest.fixture(scope="module")
def columns(ledger):
    return inspect_columns(ledger)


@pytest.fixture(scope="module")
def tables(columns):
    return metadata("audit", columns)["databases"]["audit"]["tables"]


def test_every_column_of_every_table_and_view_is_described(columns, tables):
    ours = {name for name in columns if name[0] != "_" and not name.startswith("sqlite_")}
    assert ours == {*TABLES, *VIEWS}
    for name in ours:
        assert list(describe(name, columns[name])) == list(columns[name]), name
        assert all(describe(name, columns[name]).values()), name
    shown = {name for name, table in tables.items() if not table.get("hidden")}
    assert shown == ours - {name for name, table in TABLES.items() if table.role is Role.OWN}


def test_no_description_is_written_twice(columns):
    """A view says only what no table says, and browsing only what no declaration can."""
    for name, view in VIEWS.items():
        assert set(view.columns) <= set(columns[name]), f"{name} describes what it does not have"
        known = derived(view)
        assert [one for one, text in view.columns.items() if known.get(one) == text] == []
    assert "id" not in {column.name for table in TABLES.values() for column in table.columns}
    assert describe("links", ["id"]) == {"id": ROW_NUMBER}


def test_a_views_column_means_what_it_means_where_it_is_taken_from():
    described = describe("domain_health", ["links", "dead"]) | describe("run_history", ["finished"])
    assert described == {
        "links": "How many of its links were ever looked at.",
        "dead": "How many of these are dead.",
        "finished": "When it ended.",
    }


def test_facets_labels_and_sorting_name_columns_that_exist(columns, tables):
    for name, shown in PRESENTATIONS.items():
        named = {*shown.facets, shown.label, shown.newest, *shown.left_out} - {None}
        assert named <= set(columns[name]), name
        assert set(tables[name].get("facets", ())) == set(shown.facets)


def test_only_the_current_state_is_counted_by_itself():
    """A facet reads a whole table, and the log grows with every run."""
    counted = {name for name, shown in PRESENTATIONS.items() if shown.facets}
    assert counted == {"open_findings", "link_state", "links_now"}
    assert {TABLES[name].role for name in counted & set(TABLES)} == {Role.CURRENT}


@pytest.mark.parametrize("name", PRESENTATIONS)
def test_the_order_of_what_grows_with_every_run_needs_no_sorting(ledger, name):
    newest = PRESENTATIONS[name].newest
    is_log = name in TABLES and TABLES[name].role is not Role.CURRENT
    if newest is None or not (is_log or name in ("link_history", "observations")):
        return
    with closing(sqlite3.connect(ledger)) as connection:
        plan = connection.execute(
            f"explain query plan select * from {name} order by {newest} desc limit 51"
        ).fetchall()
    assert not [step for *_, step in plan if "TEMP B-TREE" in step]


def test_hashes_and_what_is_only_for_the_ledger_stay_out_of_the_tables(tables):
    assert {"leaf"} <= set(left_out("checks"))
    assert {"root", "previous"} <= set(left_out("seals"))
    assert tables["answers"]["left_out"] == left_out("answers")
    for name in ("_sqlite_migrations", "lineage"):
        assert tables[name] == {"hidden": True}


def test_the_directory_holds_all_that_datasette_needs(ledger, columns, tmp_path):
    configuration(tmp_path, ledger, columns)
    made = json.loads((tmp_path / "metadata.json").read_text())
    assert set(made["databases"]["audit"]["queries"]) == set(CANNED_QUERIES)
    assert made["databases"]["audit"]["allow_sql"] is True
    assert (tmp_path / "static" / "linkassay.css").stat().st_size
    assert (tmp_path / "templates" / "index.html").stat().st_size


def test_a_site_for_others_takes_no_free_sql(ledger, columns, tmp_path):
    configuration(tmp_path, ledger, columns, local=False)
    made = json.loads((tmp_path / "metadata.json").read_text())
    assert made["databases"]["audit"]["allow_sql"] is False
    assert json.loads((tmp_path / "settings.json").read_text())["allow_download"] is False


def test_an_older_ledger_is_shown_with_what_it_has(columns):
    older = {name: found[:2] for name, found in columns.items() if name != "open_findings"}
    made = metadata("audit", older)["databases"]["audit"]["tables"]
    assert "open_findings" not in made
    assert "facets" not in made["link_state"] or set(made["link_state"]["facets"]) <= set(
        older["link_state"]
    )


def test_a_database_of_something_else_is_refused(tmp_path):
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table photos (id integer primary key)")
    with pytest.raises(LedgerError, match="not a linkassay ledger") as caught:
        inspect_columns(path)
    assert caught.value.where == str(path)
