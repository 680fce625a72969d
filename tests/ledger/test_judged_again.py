"""Documents that are not judged again: many histories, judged anew and carried over."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fakes import FakeFetcher
from ledger.book import Book, citing, content
from linkassay import pipeline
from linkassay.ledger import open_ledger
from linkassay.ledger.judgements import Judgements
from linkassay.model import (
    HostSettings,
    PageFacts,
    Recheck,
    RuleLevel,
    Settings,
    Suppression,
)
from test_copies import story

LINKS = [
    "https://example.org/a", "https://example.org/b", "http://example.com/plain",
    "https://news.example/2019/05/04/one", "https://news.example/2026/01/20/to-come",
    "https://news.example/2031/01/20/far-to-come", "https://example.net/c#part",
    "https://web.archive.org/web/20190501000000/https://example.org/a", "http://[bad/",
    "https://odd.example/one-\nlong-name", "./beside.txt", "https://example.org/é",
]  # fmt: skip
HEADS = [
    "A headline", "A headline\n\nPublished: 4 March 2019", "Published 1 February 2026\n\nA story",
    "<!-- linkassay: suppress dead-link until 2026-01-16: known -->\n\nA headline",
    f"A story of its own\n\n{story(3)}", "A headline\n\nIt was passed in 2017.",
    "A headline\n\nUpdated: 20 January 2026",
]  # fmt: skip
ANSWERS = ["200"] * 9 + ["404", "410", "503", "403", "read-timeout", "dns-name",
           "301 https://example.org/b", "302 https://news.example/2018/01/02/moved"]  # fmt: skip
GAPS = [timedelta(), timedelta(hours=3), timedelta(hours=9), timedelta(days=1), timedelta(days=9)]
SETTINGS = [
    Settings(recheck=Recheck.DUE), Settings(recheck=Recheck.DUE), Settings(recheck=Recheck.DUE),
    Settings(recheck=Recheck.DUE), Settings(recheck=Recheck.FAILING), Settings(),
    Settings(offline=True), Settings(recheck=Recheck.DUE, rules={"dead-link": RuleLevel.OFF}),
    Settings(recheck=Recheck.DUE, tolerance_days=3),
]  # fmt: skip


@dataclass
class Twice:
    """Two ledgers, of which one is judged anew each time; `kept` counts what the other did not."""

    carried: Book
    anew: Book
    kept: int = 0


@pytest.fixture
def twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Twice:
    made = Twice(Book(tmp_path / "one.db"), Book(tmp_path / "other.db", code=None))
    keep = Judgements.keep

    def counted(self: Judgements, *given: Any) -> int:
        number = keep(self, *given)
        made.kept += number
        return number

    monkeypatch.setattr(Judgements, "keep", counted)
    return made


def corpus(chance: random.Random) -> dict[str, str]:
    names = ("a.txt", "b.md", "sub/c.txt", "d.html", "e.txt")
    return {name: document(chance) for name in names if chance.random() < 0.9}


def document(chance: random.Random) -> str:
    few = chance.choice((LINKS[:4], LINKS[:4], LINKS))
    title = chance.choice((*HEADS[:1] * 6, *HEADS))
    return citing(*chance.sample(few, chance.randint(0, min(4, len(few)))), title=title)


def history(chance: random.Random) -> Iterator[dict[str, Any]]:
    """Audits of a corpus that changes now and then, and of a part of it, day after day."""
    documents, now = corpus(chance), datetime(2026, 1, 14, 6, tzinfo=UTC)
    web = {url.replace("\n", ""): chance.choice(ANSWERS) for url in LINKS}
    settings = SETTINGS[0]
    for _ in range(chance.randint(4, 9)):
        what = chance.random()
        if what < 0.12 and documents:
            documents = {**documents, chance.choice([*documents]): document(chance)}
        elif what < 0.2 and len(documents) > 1:
            name, *_ = chance.sample([*documents], 1)
            documents = {f"new-{one}" if one == name else one: text
                         for one, text in documents.items()}  # fmt: skip
        elif what < 0.26:
            documents = dict(list(documents.items())[1:])
        elif what < 0.4:
            web = {url: chance.choice(ANSWERS) if chance.random() < 0.2 else answer
                   for url, answer in web.items()}  # fmt: skip
        elif what < 0.45:
            settings = chance.choice(SETTINGS)
        part = dict(list(documents.items())[:2]) if chance.random() < 0.15 else documents
        facts = {url: PageFacts(title="A page", published="2026-01-16") for url in [*web][:2]}
        yield {
            "day": now.isoformat(),
            "documents": part,
            "web": web,
            "walked": ("",) if part is documents else (),
            "settings": settings,
            "files": {"beside.txt": ""} if chance.random() < 0.5 else {},
            "facts": facts,
        }
        if chance.random() < 0.4:
            settings = SETTINGS[0]
        now += chance.choice(GAPS) + timedelta(seconds=1)


@pytest.mark.parametrize("seed", range(2))
def test_what_is_carried_over_is_what_judging_anew_would_find(twice: Twice, seed: int) -> None:
    compared(twice, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 300))
def test_in_many_more_histories_too(twice: Twice, seed: int) -> None:
    compared(twice, seed)


def compared(twice: Twice, seed: int) -> None:
    for step in history(random.Random(seed)):
        day, documents, web, facts = (step.pop(it) for it in ("day", "documents", "web", "facts"))
        for book in (twice.carried, twice.anew):
            when = datetime.fromisoformat(day)
            fetcher = FakeFetcher(web, facts=facts, when=when)
            book.audit(day, documents, web, fetcher=fetcher, name=f"run-{day}", **step)
        told = [book.told(f"run-{day}") for book in (twice.carried, twice.anew)]
        assert told[0] == told[1], day
        assert content(twice.carried.path) == content(twice.anew.path), day


def test_some_of_it_is_carried_over(twice: Twice) -> None:
    """Else the comparison would prove nothing."""
    for seed in range(2):
        compared(twice, seed)
        for book in (twice.carried, twice.anew):
            book.path.unlink()
    assert twice.kept > 10


BOTH = {"a.txt": citing(LINKS[0]), "b.txt": citing(LINKS[0], title="Another")}
DUE = Settings(recheck=Recheck.DUE)


def test_a_link_that_another_audit_asked_meanwhile_is_judged_where_it_is_cited(
    twice: Twice,
) -> None:
    gone = {LINKS[0]: "410"}
    for book in (twice.carried, twice.anew):
        book.audit("2026-01-14", BOTH, {LINKS[0]: "200"}, settings=DUE)
        book.audit("2026-01-14T01:00:00", {"a.txt": BOTH["a.txt"]}, gone)
        told = book.audit("2026-01-14T02:00:00", BOTH, {}, settings=DUE)
        assert sorted((one.document, one.rule) for one in told.findings) == [
            ("a.txt", "dead-link"), ("b.txt", "dead-link")
        ]  # fmt: skip
        assert book.asked.count(LINKS[0]) >= 1
    assert content(twice.carried.path) == content(twice.anew.path)


@pytest.mark.parametrize("other", [b"other code", None])
def test_other_code_judges_all_anew(twice: Twice, other: bytes | None) -> None:
    book = twice.carried
    book.audit("2026-01-14", BOTH, settings=DUE)
    book.audit("2026-01-14T01:00:00", BOTH, settings=DUE)
    assert twice.kept == 2
    book.code = other
    book.audit("2026-01-14T02:00:00", BOTH, settings=DUE)
    assert twice.kept == 2


@pytest.mark.parametrize(
    "other",
    [
        replace(DUE, rules={"missing-byline": RuleLevel.OFF}),
        replace(DUE, tolerance_days=5),
        replace(DUE, suppressions=(Suppression("dead-link", expires=date(2026, 2, 1)),)),
        replace(DUE, hosts=(HostSettings("example.org", accept=("gone",), reason="x"),)),
    ],
    ids=["rules", "tolerance", "suppressions", "accepted"],
)
def test_other_settings_judge_all_anew(twice: Twice, other: Settings) -> None:
    book = twice.carried
    book.audit("2026-01-14", BOTH, settings=DUE)
    book.audit("2026-01-14T01:00:00", BOTH, settings=other)
    assert twice.kept == 0


def test_a_run_that_is_judged_beside_another_version_judges_all(twice: Twice) -> None:
    book = twice.carried
    book.audit("2026-01-14", BOTH, settings=DUE)
    given = book.work("2026-01-14T01:00:00", BOTH, settings=DUE)
    for more in ({"base": lambda _: None}, {"repairs": lambda *_: None}):
        with open_ledger(book.path) as ledger:
            pipeline.audit(replace(given, run_id=f"run-{[*more]}", **more), ledger)
    assert twice.kept == 0
