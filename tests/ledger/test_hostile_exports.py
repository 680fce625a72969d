"""Files that somebody changed, broke or made up: each ends in a sentence, and nothing is taken."""

from __future__ import annotations

import gzip
import json
import shutil
from hashlib import sha256

import pytest

from ledger.book import Book, content
from ledger.exchange_files import hosts_file, rows_of, write
from ledger.test_exchange import DAYS, export, take
from ledger.test_sealing import DOCUMENTS, UNREAD, WEB
from linkassay.errors import LedgerError, UsageError
from linkassay.ledger.exchange.lines import BrokenFileError, summed

FIRST = f"run-{DAYS[0]}.ndjson.gz"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    book = Book(folder / "audit.db")
    book.audit(DAYS[0], DOCUMENTS, WEB, unread=UNREAD)
    export(book, folder / "audits")
    return folder / "audits" / "runs" / FIRST


@pytest.fixture
def path(made, tmp_path):
    return shutil.copy(made, tmp_path / FIRST)


def refused(path, tmp_path, match, error=BrokenFileError):
    """The error; nothing of the file is in the ledger."""
    with pytest.raises(error, match=match) as caught:
        take(tmp_path / "b.db", path)
    if (tmp_path / "b.db").exists():
        assert not any(rows for rows in content(tmp_path / "b.db").values())
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_changed_byte_is_named_by_its_line(path, tmp_path):
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if b'"table":"looks"' in line)
    lines[at] = lines[at].replace(b'"n":1', b'"n":2', 1)
    path.write_bytes(gzip.compress(b"".join(lines)))
    error = refused(path, tmp_path, r"a row of 'looks', 'https://.*', was changed")
    assert error.where.endswith(f"line {at + 1}")


def is_refused(path, tmp_path):
    try:
        take(tmp_path / "b.db", path)
    except (LedgerError, UsageError):
        return True
    return False


def changed(value):
    """Another value of the same kind, which no check of its type refuses."""
    if isinstance(value, str):
        return value[:-1] + ("1" if value[-1:] == "0" else "0") if value else "0"
    return value + 1 if isinstance(value, int | float) else None


def test_no_value_of_any_line_can_be_changed_by_one_who_makes_its_sum_anew(made, tmp_path):
    """Each key of the first row of each table: the root, a hash or a check refuses every one."""
    rows = rows_of(made)
    tried = set()
    for at, row in enumerate(rows[:-1]):
        for key, value in row.items():
            table = row.get("table", "head")
            other = changed(value)
            is_fixed = key == "table" or (table, key) == ("head", "version")
            if is_fixed or (table, key) in tried or other is None:
                continue
            tried.add((table, key))
            forged = [*rows[:at], {**row, key: other}, *rows[at + 1 :]]
            path = write(tmp_path / "x" / FIRST, forged)
            assert is_refused(path, tmp_path), f"{key} of {table} could be changed"
    assert len(tried) > 100
    assert not content(tmp_path / "b.db")["runs"]


def test_no_line_can_be_taken_out(made, tmp_path):
    rows = rows_of(made)
    seen = set()
    for at, row in enumerate(rows[:-1]):
        if row.get("table") in seen:
            continue
        seen.add(row.get("table"))
        path = write(tmp_path / "x" / FIRST, [*rows[:at], *rows[at + 1 :]])
        assert is_refused(path, tmp_path), f"{row} could be taken out"


def with_row(made, tmp_path, **more):
    """The file with one row more before its end."""
    rows = rows_of(made)
    return write(tmp_path / "x" / FIRST, [*rows[:-1], more, rows[-1]])


@pytest.mark.parametrize(
    ("row", "match"),
    [
        ({"table": "sqlite_master", "name": "x"}, "no table 'sqlite_master'"),
        ({"table": "lineage", "name": "x", "applied": 7}, "no table 'lineage'"),
        ({"table": "link_state"}, "no table"),
        ({"table": ["looks"]}, "no table"),
        ({"table": "unread", "locator": 7, "problem": "", "advice": ""}, "'locator' of a row"),
        ({"table": "unread", "locator": "a"}, "lacks 'problem'"),
        ({"table": "unread", "locator": "a", "leaf": ""}, "has no 'leaf'"),
        ({"table": "not_due", "link": "https://not.example/"}, "no line before tells"),
        ({"table": "not_due", "link": {"a": 1}}, "no line before tells"),
        ({"table": "departed", "document": "../../etc/passwd"}, "no line before tells"),
        ({"table": "citations", "written": "x"}, "lacks 'secret'"),
        ({"table": "looks", "link": "https://example.com/b", "n": 1 << 70}, "'n' of a row"),
        ({"table": "runs", "name": "other"}, "lacks"),
        (
            {"table": "not_checked", "url": "x", "reason": "no word", "detail": ""},
            "cannot be taken",
        ),
    ],
)
def test_a_row_that_no_export_holds_is_named(made, tmp_path, row, match):
    refused(with_row(made, tmp_path, **row), tmp_path, match)


def test_half_a_letter_is_refused(made, tmp_path):
    """JSON can write it, and SQLite cannot store it."""
    body = json.dumps({"table": "unread", "locator": "\ud800", "problem": "", "advice": ""})
    body = body.replace(", ", ",").replace(": ", ":")
    line = f'{body[:-1]},"sum":"{sha256(body.encode()).hexdigest()[:4]}"}}\n'
    path = tmp_path / FIRST
    *lines, end = gzip.decompress(made.read_bytes()).splitlines(keepends=True)
    path.write_bytes(gzip.compress(b"".join([*lines, line.encode(), end])))
    refused(path, tmp_path, "'locator' of a row of 'unread'")


def test_a_text_that_no_reader_understands_is_refused_even_if_it_proves_itself(made, tmp_path):
    """An unsealed run has no root to be compared with: nothing but its form speaks for it."""
    rows = [row for row in rows_of(made) if row.get("table") != "seals"]
    rows[0] = {key: value for key, value in rows[0].items() if key != "root"}
    for row in rows:
        if row.get("table") == "checks":
            row["strike_days"] = "no JSON"
    path = write(tmp_path / "x" / "run-2026-01-04.part.ndjson.gz", rows)
    refused(path, tmp_path, "a value that is none of ours")


HEAD = {"format": "linkassay-run", "version": 1, "run": "a"}


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"", "empty"),
        (b"no gzip at all", "damaged"),
        (gzip.compress(b""), "empty"),
        (gzip.compress(b"text"), "no line of an export"),
        (gzip.compress(b"\xff\xfe"), "no line of an export"),
        (gzip.compress(b"[" * 200_000), "no line of an export"),
        (gzip.compress(b'{"a":' + b"9" * 10_000 + b"}"), "no line of an export"),
        (gzip.compress(b"[1]\n"), "no line of an export"),
        (gzip.compress(b"{}\n"), "does not have its sum"),
        (gzip.compress(b'{"a":NaN,"sum":"0000"}'), "no line of an export"),
        (gzip.compress(summed({"format": "x"}).encode()), "not a file of"),
        (gzip.compress(summed({**HEAD, "version": 2}).encode()), "version 2.*reads 1"),
        (gzip.compress(summed({**HEAD, "run": "../../x"}).encode()), "no name that a run can"),
        (gzip.compress(summed({**HEAD, "run": 7}).encode()), "no name that a run can"),
        (gzip.compress(summed({**HEAD, "root": "x"}).encode()), "names no root"),
        (gzip.compress(summed(HEAD).encode()), "ends too early"),
        (gzip.compress((summed(HEAD) * 2).encode()), "no table"),
        (gzip.compress((summed(HEAD) + summed({"table": "links", "url": "x"})).encode()), "before"),
    ],
    ids=lambda value: value if isinstance(value, str) else "of",
)
def test_what_is_no_export_is_said_so(tmp_path, content, match):
    path = tmp_path / FIRST
    path.write_bytes(content)
    refused(path, tmp_path, match)


def test_a_file_that_is_cut_short_is_said_so(path, tmp_path):
    path.write_bytes(path.read_bytes()[:-200])
    refused(path, tmp_path, "damaged")


@pytest.mark.parametrize("of", [b"0", b"\n"])
def test_a_bomb_is_put_out(tmp_path, monkeypatch, of):
    """A line, or many, of which one kilobyte says that there are gigabytes."""
    from linkassay.ledger.exchange import lines

    monkeypatch.setattr(lines, "MOST_LINE", 100_000)
    monkeypatch.setattr(lines, "ALWAYS", 100_000)
    path = tmp_path / FIRST
    bomb = summed(HEAD).encode() + of * 50_000_000
    path.write_bytes(gzip.compress(bomb, 1))
    refused(path, tmp_path, "unpacks to more|no line of an export")


def test_many_good_lines_are_bounded_by_the_size_of_the_file(made, tmp_path, monkeypatch):
    from linkassay.ledger.exchange import lines

    monkeypatch.setattr(lines, "ALWAYS", 100_000)
    rows = rows_of(made)
    unread = {
        "table": "unread",
        "locator": "a",
        "problem": "p",
        "advice": "",
        "network_down": 0,
        "named": 0,
    }
    path = write(tmp_path / "x" / FIRST, [*rows[:-1], *[unread] * 50_000, rows[-1]])
    monkeypatch.setattr(lines, "MOST_RATIO", 20)
    refused(path, tmp_path, "unpacks to more")


def test_folders_and_files_that_hold_nothing_are_said_so(tmp_path):
    (tmp_path / "runs").mkdir()
    refused(tmp_path, tmp_path, "no export in this folder", UsageError)
    refused(tmp_path / "not" / "there", tmp_path, "no such file", UsageError)


@pytest.mark.parametrize(
    "note",
    [
        {"robots_read": "yesterday"},
        {"robots": "User-agent: *", "paused_until": "9"},
        {"host": ""},
    ],
)
def test_a_note_on_a_host_that_is_none_is_refused(tmp_path, note):
    refused(hosts_file(tmp_path / "hosts.ndjson", **note), tmp_path, "no time|no note")


def test_what_stands_in_a_file_is_data(made):
    """Every line is one JSON object, whatever a document or a server wrote."""
    with gzip.open(made, "rt", encoding="utf-8") as lines:
        assert all(isinstance(json.loads(line), dict) for line in lines)
