"""A ledger that is read by a fork of its writer: what it sees, and whom it locks out."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ledger.book import A, B, citing
from ledger.steps import Steps, run_of
from linkassay.errors import LedgerError
from linkassay.extract import extract
from linkassay.ledger import open_private
from linkassay.ledger.beside import Beside
from linkassay.ledger.store import SqliteLedger
from linkassay.model import Source, Unjudged

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is not safe to fork")


@pytest.fixture
def steps(tmp_path) -> Iterator[Steps]:
    with run_of(tmp_path / "audit.db", "2026-01-04", citing(A), {A: "404"}) as steps:
        yield steps


def opener(ledger: SqliteLedger) -> Callable[[], Beside]:
    found = ledger.beside()
    assert found is not None
    return found


def test_it_reads_what_the_writer_reads(steps):
    ledger = steps.ledger
    (item,) = ledger.unjudged()
    beside = opener(ledger)()
    own, other = ledger.document(item), beside.document(item)
    assert own.reading == other.reading
    assert dict(own.checks) == dict(other.checks)
    assert (own.history, own.identity, own.copies) == (other.history, other.identity, other.copies)
    locator = item.locator
    assert beside.anchors(locator) == ledger.anchors(locator)
    assert beside.addresses_on("example.org") == ledger.addresses_on("example.org") == [A]
    with pytest.raises(KeyError):
        beside.anchors("another.txt")


def test_what_was_kept_for_later_is_stored_first(steps):
    ledger = steps.ledger
    (reading,) = extract(Source("b.md", citing(A, B).encode()))
    ledger.add_document(reading)
    assert opener(ledger)().addresses_on("example.com") == [B]


def test_it_cannot_write(steps):
    beside = opener(steps.ledger)()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        beside._connection.execute("delete from hosts")


def test_a_private_ledger_has_nobody_beside_it(steps):
    with open_private() as private:
        assert private.beside() is None


def test_a_file_that_is_gone_is_told(tmp_path):
    with pytest.raises(LedgerError):
        Beside(tmp_path / "none.db", 1)


@linux
def test_a_fork_that_reads_holds_off_who_writes_and_lets_go_with_the_document(steps, tmp_path):
    """SQLite keeps its locks by process: one that a fork believes to have must be its own."""
    (item,) = steps.ledger.unjudged()
    with reading(opener(steps.ledger), item) as (begun, go_on):
        begun()
        assert not writes(tmp_path / "audit.db")
        go_on()
        assert writes(tmp_path / "audit.db")


@contextmanager
def reading(
    begin: Callable[[], Beside], item: Unjudged
) -> Iterator[tuple[Callable[[], None], Callable[[], None]]]:
    """A fork that waits in the midst of a document, and after it."""
    heard, told = os.pipe()
    waits, goes = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            beside = begin()

            def stop(_statement: str) -> None:
                beside._connection.set_trace_callback(None)
                os.write(told, b"in")
                os.read(waits, 1)

            _stop_before_commit(beside, stop)
            beside.document(item)
            os.write(told, b"out")
            os.read(waits, 1)
            code = 0
        finally:
            os._exit(code)

    def go_on() -> None:
        os.write(goes, b".")
        assert os.read(heard, 3) == b"out"

    def begun() -> None:
        assert os.read(heard, 2) == b"in"

    try:
        yield begun, go_on
    finally:
        os.write(goes, b".")
        assert os.waitpid(child, 0)[1] == 0
        for end in (heard, told, waits, goes):
            os.close(end)


def _stop_before_commit(beside: Beside, stop: Callable[[str], None]) -> None:
    def traced(statement: str) -> None:
        if statement.lower().startswith("commit"):
            stop(statement)

    beside._connection.set_trace_callback(traced)


def writes(path: Path) -> bool:
    """Whether another program can write now."""
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None);"
        "c.execute('begin exclusive')"
    )
    tried = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, check=False
    )
    return tried.returncode == 0
