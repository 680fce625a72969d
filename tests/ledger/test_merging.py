"""Ledgers merged: nothing is lost, nothing is believed, the order does not matter."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import ExitStack, closing
from datetime import UTC, datetime

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from ledger.book import WELL, A, B, Book, citing, content
from ledger.test_hosts import noted, remember
from ledger.test_sealing import DOCUMENTS, UNREAD, WEB
from linkassay.errors import LedgerError
from linkassay.ledger import open_ledger
from linkassay.ledger.exchange import Merged
from linkassay.ledger.tables import TABLES
from linkassay.model import HostNote

DAY = datetime(2026, 1, 4, tzinfo=UTC)


def merge(path, *others):
    with ExitStack() as opened:
        read = [opened.enter_context(open_ledger(one, readonly=True)) for one in others]
        return opened.enter_context(open_ledger(path)).merge(read)


def flaws(path):
    with open_ledger(path, readonly=True) as ledger:
        return list(ledger.flaws())


def audited(path, *days, web=WEB, by=""):
    book = Book(path)
    for day in days:
        book.audit(day, DOCUMENTS, web, unread=UNREAD, name=f"{day}{by}")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A common run, and then two ledgers that go their own ways."""
    folder = tmp_path_factory.mktemp("made")
    one = audited(folder / "one.db", "2026-01-04")
    other = folder / "other.db"
    shutil.copy(one, other)
    audited(one, "2026-01-11", "2026-01-25", by="-one")
    audited(other, "2026-01-18", web={**WEB, B: "404"}, by="-other")
    return one, other


@pytest.fixture
def pair(made, tmp_path):
    return tuple(shutil.copy(path, tmp_path / path.name) for path in made)


def test_both_ways_give_the_same_ledger_and_it_proves_itself(pair, tmp_path):
    one, other = pair
    before = shutil.copy(one, tmp_path / "before.db")
    done = merge(one, other)
    assert (len(done.taken), len(done.there)) == (1, 1)
    back = merge(other, before)
    assert (len(back.taken), len(back.there)) == (2, 1)
    assert content(one) == content(other)
    assert not flaws(one)
    assert not flaws(other)


def test_merged_twice_no_byte_is_changed(pair):
    one, other = pair
    merge(one, other)
    before = one.read_bytes()
    done = merge(one, other)
    assert not done.taken
    assert len(done.there) == 2
    assert one.read_bytes() == before


def test_a_new_ledger_takes_all_in_one_go_and_the_others_stay_as_they_are(pair, tmp_path):
    before = [path.read_bytes() for path in pair]
    merge(tmp_path / "new" / "all.db", *pair)
    merge(tmp_path / "all.db", *reversed(pair))
    assert content(tmp_path / "new" / "all.db") == content(tmp_path / "all.db")
    assert [path.read_bytes() for path in pair] == before


def names(path):
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("select name from runs order by id")]


def test_two_runs_of_one_name_are_told_and_what_follows_the_other_one_too(tmp_path):
    one = audited(tmp_path / "one.db", "2026-01-04")
    other = audited(tmp_path / "other.db", "2026-01-04", web={**WEB, B: "404"})
    audited(other, "2026-01-11", by="-later")
    before = content(one)
    done = merge(one, other)
    assert done == Merged((), (), tuple(names(one)), (names(other)[1],), ())
    assert content(one) == before
    # Among those that come neither is believed either.
    assert merge(tmp_path / "new.db", one, other).taken == ()


def test_a_run_whose_rows_were_changed_is_not_taken(pair, tmp_path):
    one, other = pair
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("drop trigger looks_no_update")
        connection.execute("update looks set looked = '2026-01-01T00:00:00Z'")
        connection.commit()
    before = content(one)
    with pytest.raises(LedgerError, match="another") as raised:
        merge(one, other)
    assert str(other) in raised.value.where
    assert content(one) == before


def test_an_unfinished_run_stays_where_it_is(pair, tmp_path):
    one, other = pair
    with closing(sqlite3.connect(other)) as connection:
        columns = ", ".join(TABLES["runs"].names)
        rows = connection.execute(f"select {columns} from runs limit 1").fetchone()
        connection.execute(TABLES["runs"].insert, ("open", *rows[1:]))
        connection.commit()
    assert merge(one, other).unfinished == ("open",)
    assert "open" not in names(one)


def test_of_two_notes_on_a_host_the_newer_one_holds(pair):
    one, other = pair
    older, newer = (
        HostNote("example.org", None, f"# {day}", DAY.replace(day=day)) for day in (4, 9)
    )
    remember(one, "2026-02-01", older)
    remember(other, "2026-02-02", newer)
    merge(one, other)
    assert noted(one, "2026-02-03")["example.org"] == newer
    merge(other, one)
    assert noted(other, "2026-02-03")["example.org"] == newer


WEBS = st.fixed_dictionaries(
    {A: st.sampled_from(["200", "404"]), B: st.sampled_from(["200", "410"])}
)
RUNS = st.lists(
    st.tuples(st.integers(5, 28), WEBS), min_size=0, max_size=3, unique_by=lambda r: r[0]
)


FLAPS = (
    [(23, {A: "404", B: "410"}), (27, {A: "404", B: "200"})],
    [(11, {A: "404", B: "410"}), (14, WELL), (26, {A: "404", B: "410"})],
)
"""The last run of one calls a finding otherwise than the other did."""


@example({A: "200", B: "410"}, *FLAPS)
@given(common=WEBS, ours=RUNS, theirs=RUNS)
@settings(max_examples=3, phases=(Phase.explicit, Phase.reuse, Phase.generate), deadline=None)
def test_whatever_two_ledgers_hold_both_ways_give_the_same(tmp_path_factory, common, ours, theirs):
    """No two runs are of the same moment: of those the one that was sealed last counts."""
    folder = tmp_path_factory.mktemp("generated")
    one, other = folder / "one.db", folder / "other.db"
    documents = {"a.txt": citing(A, B)}
    Book(one).audit("2026-01-04", documents, common)
    shutil.copy(one, other)
    for path, runs, hour in ((one, ours, 6), (other, theirs, 18)):
        for day, web in sorted(runs, key=lambda run: run[0]):
            moment = f"2026-01-{day:02}T{hour:02}:00"
            Book(path).audit(moment, documents, web, name=f"{path.stem}-{day:02}")
    before = shutil.copy(one, folder / "before.db")
    merge(one, other)
    merge(other, before)
    assert content(one) == content(other)
    assert not flaws(one)
