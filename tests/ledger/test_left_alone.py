"""Links that are left alone all at once: the same as one by one."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ledger.book import Book, citing
from linkassay import plan
from linkassay.ledger import open_ledger, planning
from linkassay.ledger.codec import moment
from linkassay.model import Recheck, Run, SkipReason, State

NOW = datetime(2026, 2, 1, 8, 30, 15, 500_000, tzinfo=UTC)
NAMES = [f"https://example.org/{number}" for number in range(40)]
TEXT = citing(
    *NAMES, "ftp://example.org/file", "mailto:desk@example.org", "http://[bad/", "./beside.txt"
)
DOCUMENTS = {
    "a.txt": TEXT,
    "b.md": "# Code\n\n```\nhttps://example.org/code\n```\n",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    made = Book(Path(tmp_path_factory.mktemp("left")) / "audit.db")
    made.audit("2026-01-04", DOCUMENTS, dict.fromkeys(NAMES, "200"))
    return made


def shuffled(book: Book, chance: random.Random) -> None:
    """Let each link stand and be due somehow, also to the second of the audit."""
    dues = [None, *(moment(NOW + timedelta(seconds=by)) for by in (-9_999, -1, 0, 1, 9_999))]
    with book.tampering() as connection:
        for (link,) in connection.execute("select link_id from link_state").fetchall():
            row = (chance.choice([*State]).value, chance.choice(dues), link)
            connection.execute("update link_state set state = ?, due = ? where link_id = ?", row)
        late = chance.randrange(40)
        connection.execute("update link_state set last_checked = '2027' where link_id = ?", (late,))


@pytest.mark.parametrize("recheck", [*Recheck])
@pytest.mark.parametrize("seed", range(4))
def test_those_that_still_stand_are_the_ones_that_are_not_due(
    book: Book, recheck: Recheck, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "LEFT_AT_ONCE", (1, 3, 7, 20_000)[seed])
    shuffled(book, random.Random(f"{recheck} {seed}"))
    with open_ledger(book.path) as ledger:
        ledger.begin(Run(f"run-{recheck}-{seed}", NOW, "", ("x",)))
        for document in ("a.txt", "b.md"):
            ledger._transactions.later(1, lambda at=document: _take(ledger, at))
        ledger.end_reading([], lambda _: False)
        reasons = {
            target.url: plan.reason_to_skip(target, offline=False, recheck=recheck, now=NOW)
            for target in ledger.targets()
        }
        ledger.leave(plan.still_stands(recheck, NOW))
        left = {url for (url,) in ledger._connection.execute(
            "select l.url from not_due n join links l on l.id = n.link_id"
            " join runs r on r.id = n.run_id where r.name = ?", (f"run-{recheck}-{seed}",)
        )}  # fmt: skip
        rest = [target.url for target in ledger.targets()]
    assert left == {url for url, why in reasons.items() if why is SkipReason.NOT_DUE}
    assert rest == [url for url, why in reasons.items() if why is not SkipReason.NOT_DUE]
    assert bool(left) is (recheck is not Recheck.ALL)


def _take(ledger, locator: str) -> None:
    """The document as it was read last."""
    ledger._run.documents.take_again(locator, "2026-02-01")


def test_few_are_left_alone_at_a_time(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one transaction changes is held in memory until its commit."""
    monkeypatch.setattr(planning, "LEFT_AT_ONCE", 10)
    told: list[str] = []
    with open_ledger(book.path) as ledger:
        ledger.begin(Run("run-few", NOW, "", ("x",)))
        ledger._transactions.later(1, lambda: _take(ledger, "a.txt"))
        ledger.end_reading([], lambda _: False)
        ledger._connection.set_trace_callback(told.append)
        ledger.leave(plan.still_stands(Recheck.DUE, NOW))
    words = [one.split()[0].lower() for one in told]
    shares = " ".join(words).split("commit")
    assert len(shares) > len(NAMES) // 10
    assert max(share.split().count("insert") for share in shares[1:]) == 1


def test_who_has_no_clock_finds_all_due() -> None:
    assert plan.still_stands(Recheck.DUE, None).states == frozenset()
