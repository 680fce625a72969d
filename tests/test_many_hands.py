"""Documents that are judged beside this process are judged as in it, byte for byte."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from builders import Told, found_in, opened_in, told
from fakes import FakeFetcher, Here
from hostile.test_workers import children
from ledger.book import A, B, Book, citing
from linkassay import pipeline
from linkassay.ledger import open_ledger, open_private
from linkassay.ledger.tables import TABLES
from linkassay.model import Example, Judged, Source, Suppression, Unjudged
from linkassay.pipeline import Audit, document_judge, many_hands, places
from linkassay.ports import Hands as AnyHands
from linkassay.rules import catalogue
from linkassay.workers import Hands
from test_copies import story

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is not safe to fork")

DAYS = (0, 7, 8)


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch):
    """And a thread of the test runner, which does nothing, is not counted."""
    monkeypatch.setattr(many_hands, "ENOUGH", 1)
    monkeypatch.setattr("linkassay.workers.hands.may_fork", lambda: True)


class InTurn:
    """Hands that do everything in this process, as others would, but for what they refuse."""

    def __init__(self, refuses: Callable[[int], bool] = lambda number: False) -> None:
        self.asked = self.done = 0
        self._refuses = refuses

    def each(
        self, tasks: Iterable[bytes], begin: Callable[[], Callable[[bytes], bytes]], /
    ) -> Generator[bytes | None]:
        do = begin()
        for self.asked, task in enumerate(tasks, 1):
            try:
                made = None if self._refuses(self.asked) else do(task)
            except many_hands.JudgedHereError:
                made = None
            self.done += made is not None
            yield made


def examples() -> list[Example]:
    rules = [entry.rule for entry in catalogue().values()]
    return [example for rule in rules for example in (*rule.sound, *rule.faulty)]


@dataclass(frozen=True)
class Corpus:
    """The examples of rules in one corpus, each in its folder, and some copies."""

    sources: list[Source] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    web: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, some: Iterable[Example]) -> Corpus:
        made = cls([Source(f"copy-{n}.txt", story(n % 2, 30).encode()) for n in range(3)])
        for number, example in enumerate(some):
            folder = f"{number:03}"
            for name, text in {**example.documents, example.locator: example.text}.items():
                made.sources.append(Source(f"{folder}/{name}", text.encode()))
            made.files.update((f"{folder}/{name}", text) for name, text in example.files.items())
            made.web.update(example.answers)
            made.pages.update(example.pages)
        return made

    def work(self, path: Path, day: int, hands: AnyHands | None) -> Audit:
        """On the second day nothing is there any more, and the first document has gone."""
        given = Book(path).work("2026-01-04", {}, self.web, pages=self.pages)
        when = given.now + timedelta(days=day)
        answers = self.web if day != DAYS[1] else dict.fromkeys(self.web, "404")
        there = {**dict.fromkeys((source.locator for source in self.sources), ""), **self.files}
        return replace(
            given,
            sources=self.sources[day > 0 :],
            fetcher=FakeFetcher(answers, shown=self.pages, when=when),
            now=when,
            run_id=f"run-{day}",
            find=found_in(there),
            open_beside=opened_in(self.files),
            hands=hands,
        )

    def audited(self, path: Path, hands: AnyHands | None) -> list[Told]:
        found = []
        for day in DAYS:
            with open_ledger(path) as ledger:
                found.append(told(pipeline.audit(self.work(path, day, hands), ledger)))
        return found


def bytes_of(path: Path) -> Mapping[str, list[object]]:
    """All rows of all tables, with their numbers, but for what names the file."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: connection.execute(f"select * from {name}").fetchall()
            for name in TABLES
            if name != "lineage"
        }


@dataclass(frozen=True)
class Alone:
    """What is found and stored without any help."""

    corpus: Corpus
    found: list[Told]
    stored: Mapping[str, list[object]]

    def agrees(self, path: Path, hands: AnyHands) -> bool:
        """Whether the same is found and stored with help."""
        return self.corpus.audited(path, hands) == self.found and bytes_of(path) == self.stored


@pytest.fixture(scope="module", params=[16, pytest.param(1, marks=pytest.mark.slow)])
def alone(request, tmp_path_factory) -> Alone:
    path = tmp_path_factory.mktemp("alone") / "audit.db"
    corpus = Corpus.of(examples()[:: request.param])
    found = corpus.audited(path, None)
    assert len({finding.rule for one in found for finding in one.findings}) > 4
    return Alone(corpus, found, bytes_of(path))


def test_others_find_the_same(alone, tmp_path):
    hands = InTurn()
    assert alone.agrees(tmp_path / "audit.db", hands)
    assert hands.done > 0


def test_what_is_not_done_elsewhere_is_done_here(alone, tmp_path):
    assert alone.agrees(tmp_path / "audit.db", InTurn(lambda number: number % 3 == 0))


@linux
def test_forks_find_the_same_and_none_is_left(alone, tmp_path):
    before = children()
    assert alone.agrees(tmp_path / "audit.db", Hands(2))
    assert children() <= before


@linux
def test_a_process_that_dies_over_a_document_loses_nothing(alone, tmp_path, monkeypatch):
    judged, here = document_judge.DocumentJudge.judged, os.getpid()

    def deadly(self: document_judge.DocumentJudge, item: Unjudged) -> Judged:
        if item.position % 10 == 7 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return judged(self, item)

    monkeypatch.setattr(document_judge.DocumentJudge, "judged", deadly)
    assert alone.agrees(tmp_path / "audit.db", Hands(2))


@linux
def test_whoever_stops_it_leaves_no_process_and_the_rest_is_judged(tmp_path):
    """While what was stopped is judged to its end, those who helped before are gone."""
    before = children()
    corpus = Corpus.of(examples()[::16])

    def stopped(path: Path, hands: AnyHands | None) -> Told:
        told_of = []

        def stop(what: str, done: int, _total: int) -> None:
            told_of.append(what)
            assert len(children() - before) <= 2
            if told_of.count("judged") == 3:
                raise KeyboardInterrupt

        work = replace(corpus.work(path, 0, hands), progress=stop)
        with open_ledger(path) as ledger:
            with pytest.raises(pipeline.Interrupted) as raised:
                pipeline.audit(work, ledger)
            assert told_of.count("judged") > 3 + 3
            return told(raised.value.report)

    assert stopped(tmp_path / "a.db", Hands(2)) == stopped(tmp_path / "b.db", None)
    assert bytes_of(tmp_path / "a.db") == bytes_of(tmp_path / "b.db")
    assert children() <= before


# -- what is judged here alone --


def documents(count: int, text: str = citing(A, B)) -> dict[str, str]:
    return {f"{number}.md": text for number in range(count)}


def test_few_documents_are_judged_here(tmp_path, monkeypatch):
    monkeypatch.setattr(many_hands, "ENOUGH", 3 * (many_hands.EACH + 2))
    asked = []
    for count in (1, 2, 3):
        hands = InTurn()
        book = Book(tmp_path / f"{count}.db")
        with open_ledger(book.path) as ledger:
            pipeline.audit(replace(book.work("2026-01-04", documents(count)), hands=hands), ledger)
        asked.append(hands.asked)
    assert asked == [0, 0, 3]


def test_one_document_is_judged_here_however_long_it_is(tmp_path):
    hands, book = InTurn(), Book(tmp_path / "audit.db")
    with open_ledger(book.path) as ledger:
        pipeline.audit(replace(book.work("2026-01-04", documents(1)), hands=hands), ledger)
    assert hands.asked == 0


TIES: Mapping[str, Callable[[Audit], Audit]] = {
    "what the configuration silences may be of use in any document": lambda work: replace(
        work, settings=replace(work.settings, suppressions=(Suppression("dead-link", "known"),))
    ),
    "what a document was is read": lambda work: replace(work, base=lambda _: None),
    "repairs are handed over here": lambda work: replace(work, repairs=lambda *_: None),
}


@pytest.mark.parametrize("tie", TIES.values(), ids=TIES)
def test_what_ties_documents_together_is_judged_here(tie, tmp_path):
    hands, book = InTurn(), Book(tmp_path / "audit.db")
    work = tie(replace(book.work("2026-01-04", documents(3)), hands=hands))
    with open_ledger(book.path) as ledger:
        pipeline.audit(work, ledger)
    assert hands.asked == 0


def test_a_private_ledger_is_judged_here(tmp_path):
    hands, book = InTurn(), Book(tmp_path / "audit.db")
    with open_private() as ledger:
        pipeline.audit(replace(book.work("2026-01-04", documents(3)), hands=hands), ledger)
    assert hands.asked == 0


def test_files_are_opened_in_one_place_and_counted_once(tmp_path, monkeypatch):
    """Of four files with a place two are opened, whoever judges the documents that name them."""
    monkeypatch.setattr(places, "MOST_OPENED", 2)
    files = {f"{number}.html": "<h1 id=here>A</h1>" for number in range(4)}
    text = "A headline\n\nSee [it]({}.html#gone) there.\n"
    found = []
    for name, hands in (("a", None), ("b", InTurn())):
        book = Book(tmp_path / name)
        named = {f"to-{number}.md": text.format(number) for number in range(4)} | documents(2)
        with open_ledger(book.path) as ledger:
            work = replace(book.work("2026-01-04", named, files=files), hands=hands)
            found.append(told(pipeline.audit(work, ledger)))
    assert found[0] == found[1]
    assert hands is not None
    assert 0 < hands.done < hands.asked
    assert [one.rule for one in found[0].findings] == ["missing-anchor"] * 2


def test_a_file_that_was_opened_may_be_opened_again(monkeypatch):
    """What is forgotten in between must not change what is found."""
    monkeypatch.setattr(places, "MOST_OPENED", 1)
    monkeypatch.setattr(places, "MOST_KEPT", 0)
    files = {"a.html": "<h1 id=here>A</h1>", "b.html": "<h1 id=here>B</h1>"}
    with open_private() as ledger:
        pipeline.audit(Book(Path("none")).work("2026-01-04", {}), ledger)
        found = places.Places(ledger, Here(), opened_in(files))
        told = [found.of(name) for name in ("a.html", "b.html", "a.html")]
    assert told == [frozenset({"here"}), None, frozenset({"here"})]
