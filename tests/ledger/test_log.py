"""The log only grows, drafts are made anew until the seal, and the file keeps its promises."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from fakes import FakeFetcher
from ledger import kills
from ledger.book import A, B, Book, citing
from linkassay.ledger import open_ledger
from linkassay.ledger.declarations import Role
from linkassay.ledger.tables import DRAFTS, JUDGED, TABLES
from linkassay.ledger.views import VIEWS
from linkassay.model import HostNote, NotChecked, Recheck, Run, Settings, SkipReason

WEB = {A: "404", B: "200"}


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A ledger of two runs with rows in every table."""
    path = tmp_path_factory.mktemp("log") / "audit.db"
    kills.audit(path, kills.FIRST)
    kills.audit(path, kills.NEXT)
    book = Book(path)
    capture = "https://web.archive.org/web/20200101000000/https://example.org/a"
    long = f"{citing(capture)}\n{' '.join(f'word{number}' for number in range(120))}\n"
    documents = {"docs/c.txt": long, "docs/d.bin": bytes(range(256))}
    book.audit("2026-01-20", documents)
    book.audit("2026-01-21", documents, settings=Settings(recheck=Recheck.DUE))
    site = FakeFetcher(pages={"https://example.com/": b"<title>A site</title><a href=/x>x</a>"})
    crawl = Settings(crawl=1, controls=())
    book.audit("2026-01-22", {}, fetcher=site, settings=crawl, articles=["https://example.com/"])
    with open_ledger(path) as ledger:
        ledger.begin(Run("run", datetime(2026, 1, 23, tzinfo=UTC), "0", ()))
        ledger.rounds.remember(HostNote("example.org", robots="User-agent: *"))
        ledger.commit()
    return book


def of_role(*roles):
    return sorted(name for name, table in TABLES.items() if table.role in roles)


def test_the_sample_fills_every_table(full):
    assert [name for name in TABLES if not full.one(f"select count(*) from {name}")] == []


@pytest.mark.parametrize("table", of_role(Role.LOG, Role.VERDICT))
def test_a_sealed_log_only_grows(full, table):
    before = full.rows(f"select * from {table}")
    column = TABLES[table].names[0]
    with closing(sqlite3.connect(full.path)) as connection:
        for change in (f"delete from {table}", f"update {table} set {column} = {column}"):
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                connection.execute(change)
    assert full.rows(f"select * from {table}") == before


def test_every_verdict_names_its_run_and_can_be_made_anew():
    assert set(DRAFTS) == set(of_role(Role.VERDICT))
    assert set(JUDGED) <= set(DRAFTS)


@pytest.mark.parametrize("table", sorted(DRAFTS))
def test_a_draft_can_be_made_anew_until_the_seal(tmp_path, full, table):
    path = tmp_path / "a.db"
    path.write_bytes(full.path.read_bytes())
    with Book(path).tampering() as connection:
        connection.execute("delete from seals where id = (select max(id) from seals)")
        connection.execute("delete from seals")
    with closing(sqlite3.connect(path)) as connection:
        for statement in TABLES[table].statements:
            if statement.startswith("create trigger"):
                connection.execute(statement)
        connection.execute(f"delete from {table}")
        assert connection.execute(f"select count(*) from {table}").fetchone() == (0,)


def test_every_table_is_strict_and_consistent(full):
    strict = dict(full.rows("select name, strict from pragma_table_list"))
    assert all(strict[table] for table in TABLES)
    assert full.rows("pragma foreign_key_check") == []
    assert full.rows("pragma integrity_check") == [("ok",)]


def test_opening_again_changes_nothing(tmp_path):
    path = tmp_path / "audits" / "audit.db"
    open_ledger(path).close()
    before = path.read_bytes()
    open_ledger(path).close()
    assert path.read_bytes() == before


def test_views_follow_the_code(tmp_path):
    book = Book(tmp_path / "a.db")
    open_ledger(book.path).close()
    with closing(sqlite3.connect(book.path)) as connection:
        connection.execute("drop view broken_now")
        connection.execute("create view broken_now as select 1 as old")
        connection.commit()
    open_ledger(book.path).close()
    views = book.rows("select name from sqlite_master where type = 'view'")
    assert {name for (name,) in views} == set(VIEWS)
    assert book.rows("select * from broken_now") == []


def test_the_file_keeps_its_promises(tmp_path):
    with open_ledger(tmp_path / "a.db") as ledger:
        ask = ledger._connection.execute
        assert ask("pragma synchronous").fetchone() == (2,)
        assert ask("pragma foreign_keys").fetchone() == (1,)
        assert ask("pragma journal_mode").fetchone() == ("delete",)
        assert ask("pragma busy_timeout").fetchone() == (5000,)


# -- versions --------------------------------------------------------------------------------------


def test_the_same_bytes_read_alike_are_stored_once(tmp_path):
    book = Book(tmp_path / "a.db")
    for day in ("2026-01-04", "2026-01-11", "2026-01-18"):
        book.audit(day, {"a.txt": citing(A, B)}, WEB)
    assert book.one("select count(*) from document_versions") == 1
    assert book.one("select count(*) from citations") == 2
    assert book.one("select count(*) from run_documents") == 3


def test_other_bytes_make_a_version_and_the_old_one_stays(tmp_path):
    book = Book(tmp_path / "a.db")
    book.audit("2026-01-04", {"a.txt": citing(A)}, WEB)
    book.audit("2026-01-11", {"a.txt": "\n" + citing(A)}, WEB)
    assert book.rows("select line from citations order by id") == [(3,), (4,)]
    assert book.rows("select line from citations_now") == [(4,)]


def test_the_same_bytes_read_otherwise_make_a_version(tmp_path):
    """A better reader: what it finds in the same bytes is another reading."""
    book = Book(tmp_path / "a.db")
    book.audit("2026-01-04", {"a.txt": citing(A)}, WEB)
    with book.tampering() as connection:
        connection.execute("update document_versions set reading = x'00'")
    book.code = b"better code"
    book.audit("2026-01-11", {"a.txt": citing(A)}, WEB)
    assert book.one("select count(*), count(distinct sha256) from document_versions") == (2, 1)


def test_answers_are_stored_once_however_often_they_are_seen(tmp_path):
    book = Book(tmp_path / "a.db")
    for day in ("2026-01-04", "2026-01-11"):
        book.audit(day, {"a.txt": citing(A, B)}, WEB)
    twice_for_a = 3
    assert book.one("select count(*) from answers") == 2
    assert book.one("select count(*) from looks") == 2 * twice_for_a


@pytest.mark.parametrize(
    "url", ["http://[bad/", "http://a]b/", "http://[::1/x", "http://℀.com/", "https://:80/"]
)
def test_a_malformed_address_is_told_and_is_not_a_link(tmp_path, url):
    book = Book(tmp_path / "a.db")
    report = book.audit("2026-01-04", {"a.md": f"[m]({url}) and [a]({A})\n"}, {A: "200"})
    assert NotChecked(url, SkipReason.MALFORMED) in report.not_checked
    assert book.rows("select url from links") == [(A,)]
    found = [finding for finding in report.findings if finding.rule == "malformed-address"]
    assert [finding.url for finding in found] == [url]


def test_a_run_is_named_once(tmp_path):
    book = Book(tmp_path / "a.db")
    book.audit("2026-01-04", {"a.txt": citing(A)}, WEB, name="one")
    with closing(sqlite3.connect(book.path)) as connection:
        names = [column.name for column in TABLES["runs"].columns]
        row = connection.execute(f"select {', '.join(names)} from runs").fetchone()
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            connection.execute(TABLES["runs"].insert, row)
