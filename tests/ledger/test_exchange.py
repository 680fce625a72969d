"""A ledger as files and back: nothing is lost, nothing is believed, nothing is written twice."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from builders import told
from fakes import FakeFetcher
from ledger.book import A, B, Book, citing, content
from ledger.test_log import full
from ledger.test_sealing import DOCUMENTS, UNREAD, WEB
from linkassay import pipeline
from linkassay.errors import UsageError
from linkassay.ledger import LockedError, open_ledger
from linkassay.ledger.exchange import find_export
from linkassay.ledger.exchange.lines import BrokenFileError
from linkassay.ledger.run_lock import RunLock
from linkassay.ledger.tables import TABLES
from linkassay.model import HostNote
from linkassay.pipeline import Interrupted

__all__ = ["full"]
"""A fixture from elsewhere is a name that its users take as an argument."""

DAYS = ("2026-01-04", "2026-01-11", "2026-01-18")
ARCHIVED = "https://web.archive.org/web/20190501000000/https://example.org/a"


def export(book, folder):
    with open_ledger(book.path, readonly=True) as ledger:
        return ledger.export(folder)


def take(path, *files):
    with open_ledger(path) as ledger:
        return ledger.import_files(find_export(files))


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A ledger of three runs and its export; it is copied, not changed."""
    folder = tmp_path_factory.mktemp("made")
    book = Book(folder / "audit.db")
    for day in DAYS:
        book.audit(day, DOCUMENTS, WEB, unread=UNREAD)
    export(book, folder / "audits")
    return book


@pytest.fixture
def book(made, tmp_path):
    shutil.copytree(made.path.parent, tmp_path, dirs_exist_ok=True)
    return Book(tmp_path / "audit.db")


@pytest.fixture
def audits(book):
    return book.path.parent / "audits"


# -- there and back --------------------------------------------------------------------------------


def broken_off(book, day, documents, web):
    """An audit that somebody stops when its first answer is there."""

    def stop(what, done, total):
        if what == "asked" and done:
            raise KeyboardInterrupt

    work = replace(book.work(day, documents, web), progress=stop)
    with open_ledger(book.path) as ledger:
        try:
            pipeline.audit(work, ledger)
        except Interrupted:
            return


ADDRESSES = (
    A,
    B,
    "https://example.org/one-long-name",
    "https://example.org/2024/05/17/news",
    ARCHIVED,
    "http://example.net/c#part",
)
ANSWERS = ("200", "404", "503", "403", "410", "301 https://example.com/c", "read-timeout")
DATED = "---\ndate: 2019-05-01\n---\n"
TEXTS = st.lists(st.sampled_from(ADDRESSES), max_size=4).flatmap(
    lambda urls: st.sampled_from([
        citing(*urls),
        DATED + citing(*urls),
        citing(*urls) + "\nSee https://example.org/one-\nlong-name there.\n",
    ])
)  # fmt: skip
CORPORA = st.dictionaries(st.sampled_from(["a.md", "b.txt", "sub/c.md"]), TEXTS, max_size=3)
WEBS = st.dictionaries(st.sampled_from(ADDRESSES), st.sampled_from(ANSWERS))
RUNS = st.lists(
    st.tuples(CORPORA, WEBS, st.sampled_from(["sealed", "sealed", "sealed", "broken off"])),
    min_size=2,
    max_size=4,
)


def day_of(number):
    return f"2026-02-{1 + 3 * number:02}"


def kept(path):
    """Everything but what was read and named: of that a run that was taken up may leave some behind
    of which no run speaks any longer, and that is not exported."""
    return {name: rows for name, rows in content(path).items() if name not in MAYBE_LEFT}


MAYBE_LEFT = {
    "hosts", "links", "documents", "document_versions", "citations", "attributions", "clues",
    "sketches", "captures", "answers", "findings",
}  # fmt: skip


def read_and_named(path):
    rows = content(path)
    return {(name, row) for name in MAYBE_LEFT for row in rows[name]}


@given(runs=RUNS, last=st.tuples(CORPORA, WEBS))
@settings(max_examples=6, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_a_ledger_comes_back_as_it_was(tmp_path_factory, runs, last):
    """And the next audit asks, finds and remembers the same."""
    folder = tmp_path_factory.mktemp("there")
    one, other = Book(folder / "one.db"), Book(folder / "other.db")
    for number, (documents, web, end) in enumerate(runs):
        if end == "sealed":
            note = HostNote("example.org", robots=f"User-agent: *\nDisallow: /{number}\n")
            fetcher = fetching(web, day_of(number), notes=(note,))
            one.audit(day_of(number), documents, walked=("",), fetcher=fetcher)
        else:
            broken_off(one, day_of(number), documents, web)
    export(one, folder / "x")
    take(other.path, folder / "x")
    export(other, folder / "y")
    assert files(folder / "y") == files(folder / "x")
    assert kept(other.path) == kept(one.path)
    assert read_and_named(other.path) <= read_and_named(one.path)
    if all(end == "sealed" for _, _, end in runs):
        assert read_and_named(other.path) == read_and_named(one.path)
    day, (documents, web) = day_of(len(runs)), last
    fetchers = [fetching(web, day) for _ in range(2)]
    reports = [
        book.audit(day, documents, walked=("",), fetcher=fetcher)
        for book, fetcher in zip((one, other), fetchers, strict=True)
    ]
    assert reports[1] == reports[0]
    assert sorted(fetchers[1].probes) == sorted(fetchers[0].probes)
    assert kept(other.path) == kept(one.path)


@dataclass
class Noting(FakeFetcher):
    """Notes all that a probe says, validators and secrets included."""

    probes: list[str] = field(default_factory=list)

    def note(self, probe):
        self.probes.append(repr(probe))
        super().note(probe)


def fetching(web, day, notes=()):
    from datetime import UTC, datetime

    when = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return Noting(web, when=when, notes=notes)


def test_the_views_tell_the_same_of_both(book, audits, tmp_path):
    from linkassay.ledger.views import VIEWS

    take(tmp_path / "b.db", audits)
    for view in VIEWS:
        columns = ", ".join(
            name
            for (name,) in book.rows("select name from pragma_table_info(?)", view)
            if not name.endswith("_id")
        )
        query = f"select {columns} from {view} order by {columns}"
        assert Book(tmp_path / "b.db").rows(query) == book.rows(query), view


def test_rows_of_every_table_come_back(tmp_path, full):
    """The sample of the log, with an archived copy, a crawled site and a run that is not ended."""
    export(full, tmp_path / "x")
    other = Book(tmp_path / "b.db")
    take(other.path, tmp_path / "x")
    export(other, tmp_path / "y")
    assert files(tmp_path / "y") == files(tmp_path / "x")
    assert kept(other.path) == kept(full.path)
    assert read_and_named(other.path) == read_and_named(full.path)


def test_every_table_that_a_run_fills_is_in_its_file():
    from linkassay.ledger.declarations import Role
    from linkassay.ledger.exchange.shapes import SHAPES

    filled = {name for name, table in TABLES.items() if table.role in (Role.LOG, Role.VERDICT)}
    assert filled - set(SHAPES) == {"hosts", "conflict_clues"}, "these stand in other lines"


# -- what is written, and how often ----------------------------------------------------------------


def test_what_earlier_files_tell_is_not_told_again(audits):
    first, *others = sorted((audits / "runs").iterdir())
    tables = [tables_of(path) for path in (first, *others)]
    assert {"links", "document_versions", "citations"} <= tables[0]
    for later in tables[1:]:
        assert not {"documents", "document_versions", "citations", "answers"} & later


def tables_of(path):
    import gzip

    return {json.loads(line).get("table") for line in gzip.open(path)}


def test_one_changed_link_is_one_changed_line(tmp_path):
    book = Book(tmp_path / "a.db")
    web = {f"https://example.org/{number}": "200" for number in range(20)}
    states = []
    for day, answer in zip(DAYS, ("200", "200", "403"), strict=True):
        web["https://example.org/7"] = answer
        book.audit(day, {"a.md": citing(*web)}, web)
        export(book, tmp_path / "x")
        states.append((tmp_path / "x/state.ndjson").read_text().splitlines())
    assert states[0] == states[1]
    new = [json.loads(line) for line in set(states[2]) - set(states[1])]
    assert sorted(next(iter(line)) for line in new) == ["finding", "link"]
    assert {line["link"] for line in new} == {"https://example.org/7"}


def test_a_file_of_a_sealed_run_is_never_written_again(book, audits):
    before = files(audits)
    times = {path: path.stat().st_mtime_ns for path in audits.rglob("*")}
    done = export(book, audits)
    assert (done.written, done.kept, done.state) == ((), 3, False)
    assert files(audits) == before
    assert {path: path.stat().st_mtime_ns for path in audits.rglob("*.gz")} == {
        path: time for path, time in times.items() if path.suffix == ".gz"
    }


def test_one_that_was_damaged_or_tells_another_run_is_left_and_said_so(book, audits):
    path = audits / "runs" / "run-2026-01-11.ndjson.gz"
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    with pytest.raises(BrokenFileError, match="damaged"):
        export(book, audits)
    assert path.read_bytes() == whole[:-9]
    shutil.copy(audits / "runs" / "run-2026-01-04.ndjson.gz", path)
    with pytest.raises(BrokenFileError, match="another run"):
        export(book, audits)


def test_nothing_of_a_file_is_there_where_it_could_not_be_written_whole(book, tmp_path):
    def broken():
        yield "a line\n"
        raise KeyboardInterrupt

    from linkassay.ledger.exchange.files import write_packed

    with pytest.raises(KeyboardInterrupt):
        write_packed(tmp_path / "x" / "a.ndjson.gz", broken())
    assert list((tmp_path / "x").iterdir()) == []


def test_a_run_whose_name_is_a_path_is_not_written(tmp_path):
    from linkassay.errors import LedgerError

    book = Book(tmp_path / "a.db")
    book.audit(DAYS[0], {"a.md": citing(A)})
    with book.tampering() as connection:
        connection.execute("update runs set name = '../../elsewhere'")
    with pytest.raises(LedgerError, match="cannot be that of a file"):
        export(book, tmp_path / "x" / "y")
    assert list(tmp_path.rglob("*elsewhere*")) == []


# -- unsealed runs ---------------------------------------------------------------------------------

NEXT_DAY = "2026-01-25"
SEVERAL = {"a.md": citing(*(f"https://host{n}.example/" for n in range(4)))}
MANY = {f"https://host{n}.example/": "200" for n in range(4)}


def test_a_run_that_was_broken_off_goes_on_elsewhere(book, audits, tmp_path):
    broken_off(book, NEXT_DAY, SEVERAL, MANY)
    asked_here = book.one("select count(*) from looks k join runs r on r.id = k.run_id"
                          " where r.name = ?", f"run-{NEXT_DAY}")  # fmt: skip
    assert asked_here > 0
    assert export(book, audits).unfinished == (f"run-{NEXT_DAY}",)
    other = Book(tmp_path / "other.db")
    assert take(other.path, audits).unfinished == (f"run-{NEXT_DAY}",)
    report = other.audit(NEXT_DAY, SEVERAL, MANY, name="second")
    assert report.run.name == f"run-{NEXT_DAY}"
    assert len(other.asked) == len(MANY) - asked_here


def test_its_file_goes_once_it_is_sealed_and_what_was_taken_of_it_is_completed(
    book, audits, tmp_path
):
    broken_off(book, NEXT_DAY, SEVERAL, MANY)
    export(book, audits)
    part = audits / "runs" / f"run-{NEXT_DAY}.part.ndjson.gz"
    other = tmp_path / "other.db"
    take(other, audits)
    assert take(other, part).taken == (), "an unfinished run is not taken twice"
    book.audit(NEXT_DAY, SEVERAL, MANY)
    export(book, audits)
    assert not part.exists()
    assert take(other, audits).taken == (f"run-{NEXT_DAY}",)
    assert kept(other) == kept(book.path)


def test_a_run_that_still_goes_on_is_not_replaced(book, audits, tmp_path):
    broken_off(book, NEXT_DAY, SEVERAL, MANY)
    export(book, audits)
    other = tmp_path / "other.db"
    take(other, audits)
    book.audit(NEXT_DAY, SEVERAL, MANY)
    export(book, audits)
    lock = RunLock(other, f"run-{NEXT_DAY}")
    lock.take()
    try:
        with pytest.raises(LockedError, match="still goes on"):
            take(other, audits)
    finally:
        lock.release()


def test_an_unfinished_run_that_went_another_way_is_not_overwritten(book, audits, tmp_path):
    broken_off(book, NEXT_DAY, SEVERAL, MANY)
    export(book, audits)
    other = Book(tmp_path / "other.db")
    take(other.path, audits)
    book.audit(NEXT_DAY, SEVERAL, MANY)
    export(book, audits)
    with other.tampering() as connection:
        connection.execute(
            "update looks set looked = '2026-01-25T01:00:00Z'"
            " where run_id = (select id from runs where name = ?)",
            (f"run-{NEXT_DAY}",),
        )
    before = content(other.path)
    with pytest.raises(BrokenFileError, match="root"):
        take(other.path, audits)
    assert content(other.path) == before


# -- order, and what is there already --------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_files_does_not_matter(book, audits, tmp_path, seed):
    paths = sorted((audits / "runs").iterdir())
    random.Random(seed).shuffle(paths)
    take(tmp_path / "b.db", *paths)
    assert kept(tmp_path / "b.db") == kept(book.path)


def test_files_may_come_one_by_one_and_a_gap_is_said_so(book, audits, tmp_path):
    first, second, third = sorted((audits / "runs").iterdir())
    take(tmp_path / "b.db", first)
    with pytest.raises(UsageError, match="the run before 'run-2026-01-18' is missing"):
        take(tmp_path / "b.db", third)
    take(tmp_path / "b.db", second)
    take(tmp_path / "b.db", third)
    assert kept(tmp_path / "b.db") == kept(book.path)


def test_what_is_there_is_skipped(book, audits):
    before = book.path.read_bytes()
    assert take(book.path, audits).there == tuple(f"run-{day}" for day in DAYS)
    assert content(book.path)
    assert book.path.read_bytes() == before


def test_another_run_of_the_same_name_is_a_conflict_and_changes_nothing(book, audits, tmp_path):
    other = Book(tmp_path / "other.db")
    other.audit(DAYS[0], {"a.md": citing(B)}, {B: "404"})
    before = other.path.read_bytes()
    with pytest.raises(UsageError, match="two different runs 'run-2026-01-04'"):
        take(other.path, audits)
    assert other.path.read_bytes() == before


def test_what_was_broken_off_in_the_middle_is_completed(book, audits, tmp_path, monkeypatch):
    from linkassay.ledger.exchange import run_import

    calls = []

    def stop(*given):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*given)

    real = run_import.check_readable
    monkeypatch.setattr(run_import, "check_readable", stop)
    other = Book(tmp_path / "other.db")
    with pytest.raises(KeyboardInterrupt):
        take(other.path, audits)
    assert other.rows("select name from runs") == [(f"run-{DAYS[0]}",)]
    assert len(take(other.path, audits).taken) == 2
    assert kept(other.path) == kept(book.path)


# -- links, hosts, locks ---------------------------------------------------------------------------


def test_of_two_notes_on_a_host_the_newer_one_holds(tmp_path):
    from ledger.exchange_files import hosts_file

    path = tmp_path / "a.db"
    older, newer, later = (f"2026-0{month}-01T00:00:00Z" for month in (1, 2, 3))
    old, new = (tmp_path / name / "hosts.ndjson" for name in "12")
    hosts_file(old, robots="old", robots_read=older, paused_until=later)
    hosts_file(new, robots="new", robots_read=newer)
    take(path, new)
    take(path, old)
    note = ("new", newer, later)
    assert Book(path).rows("select robots, robots_read, paused_until from host_notes") == [note]


def test_the_lock_of_a_run_that_was_killed_goes_when_nobody_takes_it_up(book):
    left = book.path.with_name("audit.db-run-2025-01-01.lock")
    left.touch()
    other = book.path.with_name("other.db-run.lock")
    other.touch()
    book.audit("2026-02-01", {"a.md": citing(A)})
    assert not left.exists()
    assert other.exists()


def test_one_that_may_be_taken_up_or_is_held_stays(book):
    broken_off(book, NEXT_DAY, SEVERAL, MANY)
    waiting = book.path.with_name(f"audit.db-run-{NEXT_DAY}.lock")
    waiting.touch()
    held = RunLock(book.path, "elsewhere")
    held.take()
    try:
        book.audit("2026-01-26", {"a.md": citing(A)}, name="another", offline=True)
        assert waiting.exists()
        assert Path(f"{book.path}-elsewhere.lock").exists()
    finally:
        held.release()


def test_a_report_of_what_was_taken_is_the_same(book, audits, tmp_path):
    take(tmp_path / "b.db", audits)
    reports = []
    for path in (book.path, tmp_path / "b.db"):
        with open_ledger(path, readonly=True) as ledger:
            reports.append(told(ledger.report("run-2026-01-18")))
    assert reports[0] == reports[1]
