"""A ledger that is only read: from a file, a folder or a mount that takes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from builders import told
from ledger.book import A, Book, citing
from linkassay import pipeline
from linkassay.errors import LedgerError
from linkassay.ledger import LockedError, open_ledger
from linkassay.ledger.run_lock import RunLock
from unprivileged import run_closed

DAYS = ("2026-01-04", "2026-01-11")


@pytest.fixture
def book(tmp_path):
    (tmp_path / "audits").mkdir()
    made = Book(tmp_path / "audits" / "audit.db")
    for day in DAYS:
        made.audit(day, {"a.md": citing(A)}, {A: "404"})
    return made


def read(path, name="run-2026-01-11"):
    with open_ledger(path, readonly=True) as ledger:
        return told(ledger.report(name))


def files(book):
    return {path.name: path.read_bytes() for path in book.path.parent.iterdir()}


def test_nothing_is_changed_and_nothing_is_made_beside_it(book):
    before = files(book)
    report = read(book.path)
    assert [finding.rule for finding in report.findings] == ["dead-link"]
    assert files(book) == before


_READ = """
import sys
from pathlib import Path
from linkassay.ledger import open_ledger
with open_ledger(Path(sys.argv[1]), readonly=True) as ledger:
    print(ledger.report(ledger.names(1)[0]).counts.documents)
"""


def test_a_file_and_a_folder_that_take_nothing_are_read(book):
    folder = book.path.parent
    book.path.chmod(0o444)
    folder.chmod(0o555)
    try:
        assert run_closed(_READ, str(book.path)) == "1\n"
    finally:
        folder.chmod(0o755)


def test_so_is_one_that_somebody_put_into_wal_mode(book):
    with closing(sqlite3.connect(book.path)) as connection:
        connection.execute("pragma journal_mode = wal")
    folder = book.path.parent
    folder.chmod(0o555)
    try:
        assert run_closed(_READ, str(book.path)) == "1\n"
    finally:
        folder.chmod(0o755)


def test_a_writer_that_was_broken_off_is_not_read_past(book):
    """Read without its journal the file would be torn."""
    with closing(sqlite3.connect(book.path)) as connection:
        connection.execute("pragma journal_mode = wal")
    wal = book.path.with_name("audit.db-wal")
    wal.write_bytes(b"what a killed writer left")
    folder = book.path.parent
    folder.chmod(0o555)
    script = (
        "import sys\nfrom linkassay.errors import LedgerError\ntry:\n"
        "    exec(compile(sys.argv[2], 'read', 'exec'))\n"
        "except LedgerError as error:\n    print(error)\n"
    )
    try:
        assert "broken off" in run_closed(script, str(book.path), _READ)
    finally:
        folder.chmod(0o755)


def test_what_a_killed_writer_left_half_done_is_undone_where_that_can_be(book):
    """The file and its journal as they lie in the middle of a commit."""
    torn = Book(book.path.with_name("torn.db"))
    with closing(sqlite3.connect(book.path, isolation_level=None)) as connection:
        connection.execute("pragma cache_size = 1")
        connection.execute("begin immediate")
        connection.execute("delete from link_state")
        connection.executemany(
            "insert into hosts (host) values (?)", ((f"{n}.example",) for n in range(5000))
        )
        for end in ("", "-journal"):
            copy = book.path.with_name(f"torn.db{end}")
            copy.write_bytes(book.path.with_name(f"audit.db{end}").read_bytes())
    assert read(torn.path) == read(book.path)
    assert torn.one("select count(*) from hosts") == book.one("select count(*) from hosts")


def test_a_state_that_is_behind_its_log_is_brought_up_to_date_in_a_copy(book):
    with book.tampering() as connection:
        connection.execute("update lineage set applied = 1")
        connection.execute("delete from link_state")
    before = files(book)
    assert len(read(book.path).links) == 1
    assert files(book) == before


def unfinished(book):
    """A run that was broken off when its first answer was there."""

    def stop(what, done, total):
        if what == "asked" and done:
            raise KeyboardInterrupt

    work = book.work("2026-01-18", {"a.md": citing(A)}, {A: "404"})
    with open_ledger(book.path) as ledger, pytest.raises(pipeline.Interrupted):
        pipeline.audit(replaced(work, stop), ledger)
    return work


def replaced(work, progress):
    from dataclasses import replace

    return replace(work, progress=progress)


def test_an_unfinished_run_is_judged_in_a_copy_even_while_it_goes_on(book):
    work = unfinished(book)
    before = files(book)
    lock = RunLock(book.path, "run-2026-01-18")
    lock.take()
    try:
        with open_ledger(book.path) as ledger, pytest.raises(LockedError):
            pipeline.report("run-2026-01-18", ledger, work)
        with open_ledger(book.path, readonly=True) as ledger:
            report = told(pipeline.report("run-2026-01-18", ledger, work))
    finally:
        lock.release()
    assert [finding.rule for finding in report.findings] == ["dead-link"]
    assert report.run.remembers
    assert files(book) == before


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "cannot be read"), (b"", "something else"), (b"text" * 400, "not a linkassay ledger")],
)
def test_what_is_no_ledger_is_said_so_and_not_begun(tmp_path, content, says):
    path = tmp_path / "a.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LedgerError, match=says):
        open_ledger(path, readonly=True)
    assert path.exists() == (content is not None)
