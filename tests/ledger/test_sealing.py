"""The seal: a root over all rows of a run, which any change of any value changes."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.book import A, B, Book, citing
from ledger.steps import run_of
from linkassay.ledger.hashing import root_of
from linkassay.ledger.tables import TABLES
from linkassay.model import UnreadSource

WEB = {
    A: "404",
    B: "301 https://example.com/c",
    "https://example.com/c": "200",
    "https://example.org/one-": "200",
    "https://example.org/one-long-name": "500",
}
"""Of the wrapped address the short reading answers, and the long one is asked again each time."""
MALFORMED = "https://:80/"
DATED = "---\ndate: 2019-05-01\n---\n"
WRAPPED = "A headline\n\nSee https://example.org/one-\nlong-name there.\n"
DOCUMENTS = {
    "a.md": DATED + citing(A, B, f"[m]({MALFORMED})"),
    "b.txt": citing(B, A),
    "wrapped.txt": WRAPPED,
    "dated.md": DATED + citing("https://example.org/2024/05/17/news"),
}
UNREAD = (UnreadSource("c.bin", "is not text", "Convert it."),)
DAYS = ("2026-01-04", "2026-01-11")


@pytest.fixture
def book(tmp_path):
    made = Book(tmp_path / "audit.db")
    for day in DAYS:
        made.audit(day, DOCUMENTS, WEB, unread=UNREAD)
    return made


def tree_hash(leaves):
    """MTH of RFC 9162 (2.1.1) over hashes of leaves, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + tree_hash(leaves[:k]) + tree_hash(leaves[k:])).digest()


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70))
def test_the_root_is_that_of_the_standard(leaves):
    assert root_of(sorted(leaves)) == (tree_hash(sorted(leaves)), len(leaves))


def roots(book):
    return book.rows("select root from seals order by id")


def recomputed(book):
    """The roots that the rows give now; no stored hash is believed."""
    with closing(sqlite3.connect(book.path)) as connection:
        runs = connection.execute("select id, name from runs order by id").fetchall()
        return [(tree_hash(sorted(leaves_of(connection, *run))),) for run in runs]


def leaves_of(connection, run, name):
    for kind, rows in content_of(connection, run).items():
        for row in rows:
            yield sha256(b"\x00" + told((kind, name, *row)).encode()).digest()


def told(cells):
    texts = {type(None): lambda _: "\x00", bytes: bytes.hex}
    return "\x1f".join(texts.get(type(cell), str)(cell) for cell in cells)


def content_of(connection, run):
    """What the proof of a run speaks of, as the tables say it."""

    def rows(query):
        return connection.execute(query, {"run": run}).fetchall()

    run_documents = (
        "run_documents r join documents d on d.id = r.document_id"
        " join document_versions v on v.id = r.version_id where r.run_id = :run"
    )
    seal = "finished, outcome, documents, links, open_findings, new_findings, fixed_findings"
    return {
        "run": rows(f"select {', '.join(TABLES['runs'].names)} from runs where id = :run"),
        "seal": rows(f"select {seal}, previous from seals where run_id = :run"),
        "change": rows(
            "select url, changed, was, state from changes join links l on l.id = link_id"
            " where run_id = :run"
        ),
        "conflict": conflicts_of(connection, run),
        "check": checks_of(connection, run),
        "finding": findings_of(connection, run),
        "document": rows(
            "select d.locator, v.sha256, v.reading, r.position, r.fetched, (select locator from"
            f" documents where id = r.renamed_from) from {run_documents}"
        ),
        "resolved": rows(
            "select l.url, r.candidates, b.url, for_good from resolved r join links l"
            " on l.id = r.link_id join links b on b.id = chosen_id where r.run_id = :run"
        ),
        "look": unread_looks_of(connection, run),
        "published": rows(
            "select locator, earliest, latest, days, open from published"
            " join documents d on d.id = document_id"
            " where run_id = :run"
        ),
        "departed": rows(
            "select locator from departed join documents d on d.id = document_id"
            " where run_id = :run"
        ),
        "not-checked": rows("select url, reason, detail from not_checked where run_id = :run"),
        "not-due": rows(
            "select url from not_due join links l on l.id = link_id where run_id = :run"
        ),
        "unread": rows(
            "select locator, problem, advice, network_down, named from unread where run_id = :run"
        ),
    }


def checks_of(connection, run):
    query = (
        "select l.url, checked, look, condition, confidence, strike, reason, state, strikes, since,"
        " strike_days, cause, falls, l.id, looks from checks join links l on l.id = link_id"
        " where run_id = ?"
    )
    for *cells, link, number in connection.execute(query, (run,)).fetchall():
        looks = looks_of(connection, run, link)
        if len(looks) == number:
            yield *cells, json.dumps(looks, **COMPACT)


def conflicts_of(connection, run):
    query = (
        "select x.id, x.version_id, locator, reading, url, claimed, latest_allowed, gap_days,"
        " explanation, decided, tried from conflicts x"
        " join document_versions v on v.id = x.version_id"
        " join documents d on d.id = v.document_id join links l on l.id = x.link_id"
        " where x.run_id = ?"
    )
    for key, version, *cells in connection.execute(query, (run,)).fetchall():
        clues = connection.execute(
            "select id in (select clue_id from conflict_clues where conflict_id = ?) from clues"
            " where version_id = ? order by id",
            (key, version),
        ).fetchall()
        yield *cells, ",".join(str(at) for at, (against,) in enumerate(clues) if against) or None


def unread_looks_of(connection, run):
    """Those that no check rests on: at a reading of a wrapped address that was not meant."""
    query = (
        "select distinct l.url, l.id from looks k join links l on l.id = k.link_id where run_id = ?"
        " and link_id not in (select link_id from checks where run_id = k.run_id)"
    )
    for url, link in connection.execute(query, (run,)).fetchall():
        for look in looks_of(connection, run, link):
            yield url, *look


def looks_of(connection, run, link):
    query = (
        "select n, purpose, looked, answer_id, condition, confidence, strike, reason,"
        " cast(round(seconds * 1000) as integer),"
        " bytes, peers, hex(body) from looks where run_id = ? and link_id = ? order by n"
    )
    found = []
    for n, purpose, looked, answer, *rest in connection.execute(query, (run, link)).fetchall():
        columns = ", ".join(TABLES["answers"].names[:-1])
        cells = connection.execute(f"select {columns} from answers where id = ?", (answer,))
        digest = sha256(told(cells.fetchone()).encode()).hexdigest().upper()
        found.append([n, purpose, looked, digest, *rest])
    return found


def findings_of(connection, run):
    columns = ", ".join(f't."{name}"' for name in TABLES["findings"].names[2:-1])
    query = (
        f"select n.position, n.standing, d.locator, {columns} from run_findings n"
        " join findings t on t.id = n.finding_id join documents d on d.id = t.document_id"
        " where n.run_id = ?"
    )
    for position, standing, *text in connection.execute(query, (run,)).fetchall():
        yield position, sha256(json.dumps(text).encode()).digest(), standing


COMPACT = {"ensure_ascii": False, "separators": (",", ":")}


def test_the_root_can_be_made_again_from_the_rows(book):
    assert recomputed(book) == roots(book)
    assert roots(book)[0] != roots(book)[1]


def test_each_seal_names_the_one_before(book):
    first, second = book.rows("select root, previous from seals order by id")
    assert first[1] is None
    assert second[1] == first[0]


def test_the_seal_counts_what_it_covers(book):
    rows = book.one("select rows from seals where run_id = 1")
    per_run = "select count(*) from {} where run_id = 1"
    covered = (
        "checks", "run_documents", "run_findings", "resolved", "published", "not_checked", "unread",
        "changes", "conflicts",
    )  # fmt: skip
    looks = book.one(
        "select count(*) from looks where run_id = 1 and link_id not in"
        " (select link_id from checks where run_id = 1)"
    )
    assert looks
    run_and_seal = 2
    rows_of_tables = sum(book.one(per_run.format(table)) for table in covered)
    assert rows == rows_of_tables + looks + run_and_seal


def test_the_root_does_not_depend_on_the_order_of_writing(tmp_path):
    """The links were numbered the other way round by an earlier text, which is not sealed."""
    one, other = Book(tmp_path / "one.db"), Book(tmp_path / "other.db")
    for made, urls in ((one, (A, B)), (other, (B, A))):
        with run_of(made.path, "2026-01-01", citing(*urls), WEB):
            pass
    for made in (one, other):
        made.audit("2026-01-11", DOCUMENTS, WEB, unread=UNREAD)
    assert roots(one) == roots(other)
    assert one.rows("select url from links order by id") != other.rows(
        "select url from links order by id"
    )


OTHER = {"INTEGER": 77, "REAL": 0.77, "TEXT": "another", "BLOB": b"other"}
PROVEN = [
    (table, column)
    for table, left_out in {
        "checks": {"run_id", "link_id", "leaf"},
        "looks": {"run_id", "link_id", "answer_id"},
        "answers": {"hash"},
        "findings": {"document_id", "link_id", "hash"},
        "run_findings": {"run_id", "finding_id", "leaf"},
        "run_documents": {"run_id", "document_id", "version_id", "renamed_from"},
        "resolved": {"run_id", "link_id", "chosen_id"},
        "published": {"run_id", "document_id"},
        "not_checked": {"run_id", "link_id"},
        "unread": {"run_id"},
        "runs": {"name"},
        "seals": {"run_id", "rows", "root"},
        "changes": {"link_id", "run_id"},
        "conflicts": {"run_id", "version_id", "link_id"},
    }.items()
    for column in TABLES[table].columns
    if column.name not in left_out
]


@pytest.mark.parametrize(
    ("table", "column"), PROVEN, ids=[f"{table}.{column.name}" for table, column in PROVEN]
)
def test_a_value_that_was_changed_after_the_seal_changes_the_root(book, table, column):
    run = 1 if table == "changes" else 2
    of_run = f"run_id = {run} and " if "run_id" in TABLES[table].names else ""
    key = TABLES[table].key
    names = ", ".join(key)
    is_first = table == "changes" and column.name == "was"
    words = column.words if is_first else column.words[::-1]
    other = next(iter(words), OTHER[column.type])
    with book.tampering() as connection:
        connection.execute("pragma ignore_check_constraints = on")
        changed = connection.execute(
            f"update {table} set {column.name} = ? where ({names}) ="
            f" (select {names} from {table} where {of_run} {column.name} is not ? limit 1)",
            (other, other),
        ).rowcount
    assert changed == 1
    assert recomputed(book) != roots(book)


def test_a_name_that_a_document_is_said_to_have_had_is_proven_too(book):
    with book.tampering() as connection:
        connection.execute("update run_documents set renamed_from = document_id where run_id = 2")
    assert recomputed(book)[1] != roots(book)[1]


@pytest.mark.parametrize(
    "table",
    [
        "checks",
        "looks",
        "run_findings",
        "run_documents",
        "resolved",
        "published",
        "not_checked",
        "unread",
    ],
)
def test_a_row_that_was_taken_out_after_the_seal_changes_the_root(book, table):
    names = ", ".join(TABLES[table].key)
    with book.tampering() as connection:
        changed = connection.execute(
            f"delete from {table} where ({names}) ="
            f" (select {names} from {table} where run_id = 2 limit 1)"
        ).rowcount
    assert changed == 1
    assert recomputed(book) != roots(book)


def test_a_look_at_a_reading_that_was_passed_over_is_proven_too(book):
    with book.tampering() as connection:
        changed = connection.execute(
            "update looks set condition = 'gone' where run_id = 2 and n = 1 and link_id in"
            " (select id from links where url = 'https://example.org/one-long-name')"
        ).rowcount
    assert changed == 1
    assert recomputed(book)[1] != roots(book)[1]


def test_the_candidate_that_was_chosen_is_proven_too(book):
    with book.tampering() as connection:
        connection.execute("update resolved set chosen_id = link_id where run_id = 2")
    assert recomputed(book)[1] != roots(book)[1]
