"""What the wiring relies on: nothing is lost, nothing is changed, and history comes back whole."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linkassay.ledger.content import content_hash, from_moment, moment
from linkassay.ledger.schema import FIRST_LOG, MIGRATIONS

import ledger_sample as sample
from linkassay.errors import Exit, LedgerError
from linkassay.ledger import open_ledger
from linkassay.ledger.views import VIEWS
from linkassay.model import LinkState, NotChecked, PastCheck, Standing, State
from unprivileged import run_closed


@pytest.fixture
def path(tmp_path):
    return tmp_path / "audits" / "audit.db"


def rows(path, query, *values):
    with sqlite3.connect(path) as connection:
        return connection.execute(query, values).fetchall()


def tables(path):
    found = rows(path, "select name from sqlite_master where type = 'table' order by name")
    return [name for (name,) in found if not name.startswith(("_", "sqlite_"))]


def counts(path):
    return {name: rows(path, f"select count(*) from {name}")[0][0] for name in tables(path)}


def test_a_fresh_ledger_remembers_nothing(path):
    with open_ledger(path) as ledger:
        history = ledger.history([sample.HARBOUR], [sample.GONE])
    assert not history.checks
    assert not history.findings


def test_history_gives_back_checks_and_findings_as_they_went_in(path):
    with open_ledger(path) as ledger:
        sample.record(ledger, sample.first_report())
        sample.record(ledger, sample.second_report())
    with open_ledger(path) as ledger:
        history = ledger.history([sample.HARBOUR, sample.MUSEUM], [sample.GONE, sample.FINE])
    assert history.checks[sample.GONE] == (
        PastCheck(sample.FIRST, sample.FINE_NOW),
        PastCheck(sample.FIRST + sample.WEEK, sample.NOT_FOUND),
    )
    assert len(history.checks[sample.FINE]) == 2
    open_ = {finding.id: finding for finding in history.findings[sample.HARBOUR]}
    for put in (sample.DATE, sample.MOVE, sample.DEAD, sample.TO_HOME):
        assert open_[put.id] == replace(put, standing=Standing.KNOWN)
    assert sample.MUSEUM not in history.findings, "its only finding was mended"


def test_a_finding_that_a_run_does_not_mention_stays_open(path):
    quiet = replace(sample.second_report(), findings=(), run=sample.run(3, offline=True))
    with open_ledger(path) as ledger:
        sample.record(ledger, sample.first_report())
        sample.record(ledger, quiet)
        found = ledger.history([sample.MUSEUM], [])
    assert [finding.rule for finding in found.findings[sample.MUSEUM]] == ["credit-without-link"]


def test_what_was_heard_stays_when_the_run_breaks_off(path):
    told = sample.second_report()
    broken_off = open_ledger(path)
    broken_off.open_run(told.run)
    broken_off.hear([told.links[0].observation])
    assert rows(path, "select status, final_url from observations") == [(404, sample.GONE)]
    assert rows(path, "select outcome from run_history") == [("unfinished",)]
    with open_ledger(path) as ledger:
        assert not ledger.history([], [sample.GONE]).checks


def test_a_failing_close_leaves_the_ledger_as_it_was(path):
    with open_ledger(path) as ledger:
        sample.record(ledger, sample.first_report())
        before = counts(path)
        told = sample.second_report()
        ledger.open_run(told.run)
        naive = replace(told.run, finished=sample.FIRST.replace(tzinfo=None))
        with pytest.raises(ValueError, match="no time zone"):
            ledger.close_run(replace(told, run=naive))
    assert counts(path) == before | {"runs": 2}


def test_a_run_without_network_neither_revives_nor_kills(path):
    with open_ledger(path) as ledger:
        sample.record(ledger, sample.first_report())
        sample.record(ledger, sample.second_report())
        sample.record(ledger, sample.down_report())
        past = ledger.history([], [sample.GONE]).checks[sample.GONE]
    assert [check.condition.name for check in past] == ["ok", "not-found"]
    state = "select state, strikes from link_state s join links l on l.id = link_id where url = ?"
    assert rows(path, state, sample.GONE) == [("failing", 1)]
    assert rows(path, "select count(*) from checks where condition = 'unknown'") == [(1,)]


def test_an_offline_run_keeps_what_was_seen(path):
    offline = sample.run(2, offline=True)
    unasked = sample.check(sample.FINE, None, None, sample.ALIVE)
    with open_ledger(path) as ledger:
        sample.record(ledger, sample.first_report())
        sample.record(ledger, sample.report(offline, links=(unasked,)))
    found = rows(
        path,
        "select s.state, s.status, s.last_checked from link_state s join links l"
        " on l.id = s.link_id where l.url = ?",
        sample.FINE,
    )
    assert found == [("alive", 200, "2026-11-10T08:00:00Z")]


def test_the_same_run_told_twice_adds_nothing(path):
    with open_ledger(path) as ledger:
        sample.record(ledger, sample.second_report())
        once = counts(path)
        sample.record(ledger, sample.second_report())
    assert counts(path) == once


def test_the_same_document_read_again_is_one_version(path):
    with open_ledger(path) as ledger:
        sample.record(ledger, sample.first_report())
        sample.record(ledger, sample.second_report())
        once = rows(path, "select count(*) from citations")
        moved = replace(
            sample.second_report(), documents=(sample.harbour(shift=1),), run=sample.run(3)
        )
        sample.record(ledger, moved)
    assert rows(path, "select count(*) from document_versions") == [(3,)]
    assert rows(path, "select count(*) from run_documents") == [(5,)]
    assert rows(path, "select count(*) from citations")[0][0] > once[0][0]
    now = rows(path, "select max(line) from citations_now where document = ?", sample.HARBOUR)
    assert now == [(33,)]


def test_every_table_is_strict_and_every_row_has_its_hash(path):
    with open_ledger(path) as ledger:
        sample.record(ledger, sample.first_report())
        sample.record(ledger, sample.second_report())
    for table in tables(path):
        assert counts(path)[table], f"the sample fills no {table}"
        found = rows(path, f"select count(*), count(distinct content_hash) from {table}")
        assert found[0][0] == found[0][1]
        assert rows(path, f"select count(*) from {table} where length(content_hash) <> 64") == [
            (0,)
        ]
    strict = dict(rows(path, "select name, strict from pragma_table_list"))
    assert all(strict[table] for table in tables(path))
    assert rows(path, "pragma foreign_key_check") == []
    assert rows(path, "pragma integrity_check") == [("ok",)]


def test_hashes_do_not_depend_on_integer_keys(tmp_path):
    hashes = []
    for name, reports in (
        ("a.db", (sample.first_report(), sample.second_report())),
        ("b.db", (sample.second_report(), sample.first_report())),
    ):
        with open_ledger(tmp_path / name) as ledger:
            for told in reports:
                sample.record(ledger, told)
        hashes.append(
            {
                table: set(rows(tmp_path / name, f"select content_hash from {table}"))
                for table in FIRST_LOG
            }
        )
    assert hashes[0] == hashes[1]


@pytest.mark.parametrize("table", FIRST_LOG)
def test_the_log_only_grows(path, table):
    with open_ledger(path) as ledger:
        sample.record(ledger, sample.first_report())
        sample.record(ledger, sample.second_report())
    before = counts(path)
    connection = sqlite3.connect(path)
    for change in (f"delete from {table}", f"update {table} set content_hash = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="only grows"):
            connection.execute(change)
    connection.close()
    assert counts(path) == before


def test_all_tables_but_the_current_ones_are_log(path):
    open_ledger(path).close()
    assert set(tables(path)) == {*FIRST_LOG, "link_state", "open_findings"}


def test_opening_again_changes_nothing(path):
    open_ledger(path).close()
    before = path.read_bytes()
    open_ledger(path).close()
    assert path.read_bytes() == before
    names = rows(path, "select name from _sqlite_migrations order by id")
    assert [name for (name,) in names] == ["first_tables", "append_only_log"]


def test_views_follow_the_code(path):
    open_ledger(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("drop view broken_now")
        connection.execute("create view broken_now as select 1 as old")
    open_ledger(path).close()
    assert {
        name for (name,) in rows(path, "select name from sqlite_master where type = 'view'")
    } == (set(VIEWS))
    assert rows(path, "select * from broken_now") == []


def test_the_file_keeps_its_promises(path):
    with open_ledger(path) as ledger:
        ask = ledger._db.conn.execute
        assert ask("pragma synchronous").fetchone() == (2,)
        assert ask("pragma foreign_keys").fetchone() == (1,)
        assert ask("pragma journal_mode").fetchone() == ("delete",)
        assert ask("pragma busy_timeout").fetchone() == (5000,)


def test_a_second_writer_is_told_who_holds_the_ledger(path):
    with open_ledger(path, busy_seconds=0.05) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("begin immediate")
        with pytest.raises(LedgerError, match="locked") as caught:
            ledger.open_run(sample.run())
        assert "wait" in caught.value.advice
        with pytest.raises(LedgerError, match="locked"):
            open_ledger(path, busy_seconds=0.05)
        other.execute("rollback")
        ledger.open_run(sample.run())
        other.close()


def test_a_foreign_database_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table recipes (name)")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="something else") as caught:
        open_ledger(path)
    assert path.read_bytes() == before
    assert caught.value.exit is Exit.USAGE
    assert caught.value.where == str(path)


def test_a_file_that_is_no_database_is_left_alone(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("these are notes, and quite a lot of them\n" * 200)
    with pytest.raises(LedgerError, match="not a linkassay ledger"):
        open_ledger(path)
    assert path.read_text().startswith("these are notes")


def test_a_ledger_from_the_future_is_refused(path):
    open_ledger(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('linkassay', 'seals', '2027-01-01')"
        )
    with pytest.raises(LedgerError, match="newer linkassay") as caught:
        open_ledger(path)
    assert "update" in caught.value.advice


def test_a_folder_is_no_ledger(tmp_path):
    with pytest.raises(LedgerError, match="folder"):
        open_ledger(tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(LedgerError, match="cannot be made"):
        open_ledger(tmp_path / "file" / "audit.db")


_OPEN = """
import sys
from pathlib import Path
from linkassay.errors import LedgerError
from linkassay.ledger import open_ledger
try:
    open_ledger(Path(sys.argv[1]))
except LedgerError as error:
    print(error)
"""


def test_a_read_only_ledger_is_said_so(path):
    open_ledger(path).close()
    path.chmod(0o444)
    assert "cannot be written" in run_closed(_OPEN, str(path))


def test_a_ledger_in_a_closed_folder_is_said_so(path):
    path.parent.mkdir(mode=0)
    try:
        told = run_closed(_OPEN, str(path))
    finally:
        path.parent.chmod(0o700)
    assert "cannot be" in told


@pytest.mark.parametrize(
    "url", ["http://[bad/", "http://a]b/", "http://[::1/x", "http://℀.com/", "https://:80/"]
)
def test_a_malformed_address_is_told_and_is_no_link(path, url):
    error = replace(sample.DEAD, rule="malformed-address", url=url)
    told = replace(
        sample.second_report(), findings=(error,), not_checked=(NotChecked(url, "malformed"),)
    )
    with open_ledger(path) as ledger:
        sample.record(ledger, told)
        (back,) = ledger.history([sample.HARBOUR], [url]).findings[sample.HARBOUR]
    assert back == replace(error, standing=Standing.KNOWN)
    assert rows(path, "select url from links where url = ?", url) == []
    assert rows(path, "select url, link_id from findings") == [(url, None)]
    assert rows(path, "select * from not_checked") == []


def test_hearing_wants_an_open_run(path):
    with open_ledger(path) as ledger, pytest.raises(LedgerError, match="before a run"):
        ledger.hear([])


def test_text_that_is_no_utf8_is_stored_all_the_same(path):
    odd = replace(sample.DEAD, message="a lone \udcff and a \x00 stay no obstacle")
    with open_ledger(path) as ledger:
        sample.record(ledger, replace(sample.second_report(), findings=(odd,)))
        (back,) = ledger.history([sample.HARBOUR], []).findings[sample.HARBOUR]
    assert back.message == "a lone ? and a \x00 stay no obstacle"


def test_a_dead_link_that_answers_again_shows_as_recovered(path):
    third = sample.first_report()
    this = sample.run(3)
    links = sample.checks(
        this.started,
        sample.check(
            sample.GONE, sample.seen(sample.GONE, this.started), sample.FINE_NOW, sample.ALIVE
        ),
    )
    with open_ledger(path) as ledger:
        sample.record(ledger, sample.first_report())
        sample.record(ledger, sample.second_report())
        assert [url for (url,) in rows(path, "select link from newly_broken")] == [sample.GONE]
        assert rows(path, "select link from recovered") == []
        sample.record(ledger, replace(third, run=this, links=links))
    assert rows(path, "select link, state_before from recovered") == [(sample.GONE, "failing")]
    assert rows(path, "select link from newly_broken") == []
    assert rows(path, "select link from broken_now") == []


def test_a_long_dead_link_is_not_newly_broken(path):
    with open_ledger(path) as ledger:
        sample.record(ledger, sample.first_report())
        sample.record(ledger, sample.second_report())
        this = sample.run(3)
        still = sample.gone(this.started, 2)
        sample.record(ledger, sample.report(this, links=(still,)))
    assert rows(path, "select link, strikes from broken_now") == [(sample.GONE, 2)]
    assert rows(path, "select link from newly_broken") == []
    state = LinkState(State.FAILING, 2, sample.FIRST + sample.WEEK)
    assert still.state == state


def test_migrations_have_names_for_people():
    assert [step.name for step in MIGRATIONS._migrations] == ["first_tables", "append_only_log"]


scalars = st.none() | st.integers() | st.text() | st.floats(allow_nan=False)


@given(st.dictionaries(st.text(min_size=1), scalars, max_size=6), st.randoms())
def test_a_content_hash_does_not_care_for_order(content, random):
    items = list(content.items())
    random.shuffle(items)
    assert content_hash("t", dict(items)) == content_hash("t", content)
    assert content_hash("t", content) != content_hash("u", content)
    assert content_hash("t", content | {"more": 1}) != content_hash("t", content | {"more": 2})


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_comes_back_to_the_second(when):
    assert from_moment(moment(when)) == when.replace(microsecond=0)


def test_a_moment_is_told_in_universal_time():
    away = timezone(timedelta(hours=5, minutes=30))
    assert moment(sample.FIRST.astimezone(away)) == "2026-11-10T08:00:00Z"
