"""`verify`: what was changed after the seal is named; what was not is not accused."""

from __future__ import annotations

import shutil

import pytest

from ledger.book import Book
from ledger.test_sealing import DOCUMENTS, UNREAD, WEB
from linkassay.ledger import open_ledger

DAYS = ("2026-01-04", "2026-01-11")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    book = Book(tmp_path_factory.mktemp("made") / "audit.db")
    for day in DAYS:
        book.audit(day, DOCUMENTS, WEB, unread=UNREAD)
    return book


@pytest.fixture
def book(made, tmp_path):
    return Book(shutil.copy(made.path, tmp_path / "audit.db"))


def flaws(book):
    with open_ledger(book.path, readonly=True) as ledger:
        return [(flaw.where, flaw.what) for flaw in ledger.flaws()]


def test_a_sound_ledger_has_none(book):
    assert flaws(book) == []


CHANGES = {
    "update answers set status = 200 where status = 404": ("https://example.org/a", "the web"),
    "update findings set message = 'x' where rule = 'dead-link' and id ="
    " (select min(id) from findings where rule = 'dead-link')": ("a.md", "dead-link"),
    "update citations set context = 'x' where id = 1": ("a.md", "read in a document"),
    "update clues set source = 'x' where id = 1": ("", "read in a document"),
    "update checks set state = 'alive' where run_id = 1 and state = 'failing'"
    " and link_id = (select id from links where url = 'https://example.org/a')": (
        "run run-2026-01-04",
        "a row of checks was changed: https://example.org/a",
    ),
    "update looks set seconds = 9 where run_id = 2 and n = 1 and link_id ="
    " (select id from links where url = 'https://example.com/b')": (
        "run run-2026-01-11",
        "a row of checks was changed: https://example.com/b",
    ),
    "update run_findings set standing = 'fixed' where run_id = 2 and position = 1": (
        "run run-2026-01-11",
        "a row of run_findings",
    ),
    "delete from checks where run_id = 2 and link_id ="
    " (select id from links where url = 'https://example.org/a')": ("run run-2026-01-11", "rows"),
    "update seals set open_findings = 0 where run_id = 1": ("run run-2026-01-04", "root"),
    "update seals set previous = zeroblob(32) where run_id = 2": (
        "run run-2026-01-11",
        "the run before it is missing",
    ),
    "update runs set arguments = '[\"x\"]' where id = 1": ("run run-2026-01-04", "root"),
    "update unread set problem = 'x' where run_id = 1": ("run run-2026-01-04", "root"),
    "update links set host_id = 999 where id = 1": ("links 1", "not there"),
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: " ".join(change.split()[:4]))
def test_what_was_changed_is_named(book, change):
    with book.tampering() as connection:
        assert connection.execute(change).rowcount >= 1
    where, what = CHANGES[change]
    found = flaws(book)
    assert any(where in there and what in said for there, said in found), found


def test_a_change_that_fits_its_own_leaf_is_found_by_the_root(book):
    with book.tampering() as connection:
        connection.execute("update checks set leaf = zeroblob(32) where run_id = 1")
    assert (
        "run run-2026-01-04",
        "its rows are not those that were sealed: their root is another",
    ) in (flaws(book))


def test_the_sizes_add_up(book):
    with open_ledger(book.path, readonly=True) as ledger:
        told = ledger.statistics()
    assert told.size == book.path.stat().st_size
    assert (told.sealed, told.unfinished) == (2, 0)
    assert (told.first[:10], told.last[:10]) == DAYS
    rows = {table.name: table.rows for table in told.tables}
    assert rows["runs"] == 2
    assert rows["looks"] == book.one("select count(*) from looks")
    sizes = [table.size for table in told.tables if table.size is not None]
    assert 0 < sum(sizes) <= told.size
