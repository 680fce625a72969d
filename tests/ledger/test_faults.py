"""What can be wrong with the file: each its own sentence, and nothing that was found is lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import linkassay
from builders import told
from ledger import kills
from ledger.book import A, B, Book, citing
from linkassay import pipeline
from linkassay.errors import Exit, LedgerError
from linkassay.ledger import open_ledger
from unprivileged import run_closed

WEB = {A: "404", B: "200"}
HERE = Path(__file__).parents[1]


def refused(path, words):
    """The error that opening gives, which leaves the file as it is."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LedgerError, match=words) as caught:
        open_ledger(path)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert caught.value.exit is Exit.USAGE
    assert caught.value.advice
    assert str(path).startswith(caught.value.where)
    return caught.value


def test_a_foreign_database_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table recipes (name)")
    refused(path, "something else")


def test_a_file_that_is_not_a_database_is_left_alone(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("these are notes, and quite a lot of them\n" * 200)
    refused(path, "not a linkassay ledger")


def test_a_ledger_from_the_future_is_refused(tmp_path):
    path = tmp_path / "a.db"
    open_ledger(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('linkassay', 'proofs', '2027-01-01')"
        )
        connection.commit()
    assert "update" in refused(path, "newer linkassay").advice


def test_a_folder_is_not_a_ledger(tmp_path):
    refused(tmp_path, "folder")
    (tmp_path / "file").write_text("x")
    refused(tmp_path / "file" / "audit.db", "cannot be made")


def test_an_empty_file_is_a_new_ledger(tmp_path):
    book = Book(tmp_path / "a.db")
    book.path.touch()
    assert book.audit("2026-01-04", {"a.txt": citing(A)}, WEB).findings
    assert book.one("select count(*) from seals") == 1


def test_a_ledger_that_was_cut_off_is_damaged(tmp_path):
    path = tmp_path / "a.db"
    kills.audit(path, kills.FIRST)
    path.write_bytes(path.read_bytes()[: 4096 * 3 + 100])
    assert ".recover" in refused(path, "damaged").advice


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


def test_a_read_only_ledger_is_said_so(tmp_path):
    path = tmp_path / "a.db"
    open_ledger(path).close()
    path.chmod(0o444)
    assert "cannot be written" in run_closed(_OPEN, str(path))


def test_a_ledger_in_a_closed_folder_is_said_so(tmp_path):
    path = tmp_path / "audits" / "audit.db"
    path.parent.mkdir(mode=0)
    try:
        said = run_closed(_OPEN, str(path))
    finally:
        path.parent.chmod(0o700)
    assert "cannot be" in said


# -- on the way ------------------------------------------------------------------------------------


def broken_at(path, stage, fault, days=(kills.FIRST, kills.NEXT)):
    """An audit of whose ledger something breaks at a stage; what came of it, and who was asked."""
    kills.audit(path, days[0])
    given, fetcher = kills.work(path, days[1])
    seen = []

    def break_it(what, done, total):
        if what == stage[0] and done >= stage[1] and not seen:
            seen.append(done)
            fault(ledger)

    with open_ledger(path, busy_seconds=0.05) as ledger:
        with pytest.raises((pipeline.UnstoredError, pipeline.AbandonedError)) as caught:
            pipeline.audit(replace(given, progress=break_it), ledger)
        report = getattr(caught.value, "report", None)
        return caught.value, report and told(report), fetcher


STAGES = [("read", 2), ("asked", 0), ("asked", 12), ("judged", 1), ("judged", 8)]


def disk_is_full(ledger):
    """The file may not grow any more."""
    ledger.commit()
    ledger._connection.execute("pragma max_page_count = 1")


def damaged(ledger):
    """Half of the file is overwritten while nobody looks."""
    ledger.commit()
    path = ledger._path
    size = path.stat().st_size
    with path.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xa5" * (size - 4096))
    ledger._connection.execute("pragma cache_size = 0")
    ledger._connection.execute("pragma shrink_memory")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "a.db"
    kills.audit(path, kills.FIRST)
    given, fetcher = kills.work(path, kills.NEXT)
    with open_ledger(path) as ledger:
        return told(pipeline.audit(given, ledger)), sorted(fetcher.asked)


@pytest.mark.parametrize("stage", STAGES, ids=[f"{what} {done}" for what, done in STAGES])
def test_a_disk_that_is_full_costs_no_finding(tmp_path, whole, stage):
    error, report, fetcher = broken_at(tmp_path / "a.db", stage, disk_is_full)
    whole, asked = whole
    assert error.exit is Exit.UNTRUSTWORTHY
    assert "disk" in error.what
    assert sorted(fetcher.asked) == asked
    assert sorted(report.findings, key=repr) == sorted(whole.findings, key=repr)
    assert report.documents == whole.documents
    assert replace(report.counts) == whole.counts
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert connection.execute("select count(*) from seals").fetchone() == (1,)


@pytest.mark.parametrize("stage", STAGES[:4], ids=[f"{what} {done}" for what, done in STAGES[:4]])
def test_a_ledger_that_is_damaged_on_the_way_is_given_up(tmp_path, stage):
    error, report, _ = broken_at(tmp_path / "a.db", stage, damaged)
    assert isinstance(error, pipeline.AbandonedError)
    assert error.exit is Exit.UNTRUSTWORTHY
    assert "damaged" in error.what or "not a linkassay ledger" in error.what
    assert report is None


_LIMITED = """
import resource, signal, sys
from pathlib import Path
path, kilobytes = Path(sys.argv[1]), int(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))
from builders import told
from ledger import kills
from linkassay import pipeline
from linkassay.errors import LinkassayError
from linkassay.ledger import open_ledger
try:
    with open_ledger(path) as ledger:
        try:
            pipeline.audit(kills.work(path, kills.FIRST)[0], ledger)
            print(0, "stored")
        except pipeline.UnstoredError as error:
            print(int(error.exit), error, "|", len(told(error.report).findings))
except LinkassayError as error:
    print(int(error.exit), error)
"""


def limited(path, kilobytes):
    """What an audit says whose files may not grow beyond so many kilobytes."""
    source = Path(linkassay.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(path), str(kilobytes)],
        env={**os.environ, "PYTHONPATH": f"{source}{os.pathsep}{HERE}"},
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_disk_without_room_for_a_ledger_is_said_so_before_anything_is_asked(tmp_path):
    assert limited(tmp_path / "a.db", 40).startswith("2 the disk would not take the ledger")


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limit of file sizes here")
def test_a_disk_that_fills_half_way_costs_no_finding(tmp_path, whole):
    kills.audit(tmp_path / "whole.db", kills.FIRST)
    size = (tmp_path / "whole.db").stat().st_size // 1024
    number = Book(tmp_path / "whole.db").one("select count(*) from run_findings")
    said = limited(tmp_path / "a.db", size - 40)
    assert said == f"3 the disk would not take the ledger | {number}\n"
