"""Two runs side by side, and the run that another one is compared with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ledger.book import A, Book, citing
from linkassay import pipeline
from linkassay.errors import UsageError
from linkassay.ledger import open_ledger
from linkassay.model import Settings

CREDITED = "A story\n\nBy Ana Bell\n\nThis article was first published by Reuters.\n"
PLAIN = "A story\n\nBy Ana Bell\n\nNothing else.\n"
NEW, GONE, FIXED = "new", "gone", "fixed"
CREDIT = "credit-without-link"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path / "audit.db")


def changed(book: Book, older: str, newer: str) -> list[tuple[str, str, str]]:
    """Document, rule and standing of what stands otherwise, but for what another finding tells."""
    with open_ledger(book.path, readonly=True) as ledger:
        return [
            (item.document, item.rule, str(item.standing))
            for item in ledger.diff(older, newer).findings()
            if item.told_with is None
        ]


def links(book: Book, older: str, newer: str) -> list[tuple[str, str, str]]:
    with open_ledger(book.path, readonly=True) as ledger:
        told = ledger.diff(older, newer).links()
        return [(item.url, str(item.was), str(item.state)) for item in told]


def test_what_came_and_what_went_is_told(book):
    book.audit("2026-01-01", {"a.txt": CREDITED, "b.txt": PLAIN})
    book.audit("2026-01-02", {"a.txt": PLAIN, "b.txt": CREDITED})
    expected = [("b.txt", CREDIT, NEW), ("a.txt", CREDIT, FIXED)]
    assert changed(book, "run-2026-01-01", "run-2026-01-02") == expected


def test_the_older_run_goes_first_however_they_are_named(book):
    book.audit("2026-01-01", {"a.txt": PLAIN})
    book.audit("2026-01-02", {"a.txt": CREDITED})
    assert changed(book, "run-2026-01-02", "run-2026-01-01") == [("a.txt", CREDIT, NEW)]


def test_what_came_and_went_between_is_not_told(book):
    book.audit("2026-01-01", {"a.txt": PLAIN, "b.txt": CREDITED})
    book.audit("2026-01-02", {"a.txt": CREDITED, "b.txt": PLAIN})
    book.audit("2026-01-03", {"a.txt": PLAIN, "b.txt": CREDITED})
    assert changed(book, "run-2026-01-01", "run-2026-01-03") == []
    second = changed(book, "run-2026-01-02", "run-2026-01-03")
    assert second == [("b.txt", CREDIT, "returned"), ("a.txt", CREDIT, FIXED)]


def test_what_went_before_the_newer_run_is_told_too(book):
    book.audit("2026-01-01", {"a.txt": CREDITED})
    book.audit("2026-01-02", {"a.txt": PLAIN})
    book.audit("2026-01-03", {"a.txt": PLAIN})
    assert changed(book, "run-2026-01-01", "run-2026-01-03") == [("a.txt", CREDIT, FIXED)]


def test_a_document_that_left_takes_its_findings_with_it(book):
    book.audit("2026-01-01", {"a.txt": CREDITED, "b.txt": PLAIN}, walked=[""])
    book.audit("2026-01-02", {"b.txt": PLAIN}, walked=[""])
    assert changed(book, "run-2026-01-01", "run-2026-01-02") == [("a.txt", CREDIT, GONE)]


def test_documents_that_one_run_did_not_look_for_are_left_out(book):
    book.audit("2026-01-01", {"a.txt": CREDITED, "b.txt": CREDITED})
    book.audit("2026-01-02", {"a.txt": CREDITED})
    book.audit("2026-01-03", {"a.txt": CREDITED, "b.txt": CREDITED})
    assert changed(book, "run-2026-01-01", "run-2026-01-02") == []
    assert changed(book, "run-2026-01-02", "run-2026-01-03") == []


def test_a_document_that_is_new_brings_its_findings(book):
    book.audit("2026-01-01", {"a.txt": PLAIN})
    book.audit("2026-01-02", {"a.txt": PLAIN, "b.txt": CREDITED})
    assert changed(book, "run-2026-01-01", "run-2026-01-02") == [("b.txt", CREDIT, NEW)]


def test_a_link_that_is_confirmed_dead_got_worse(book):
    for day in ("2026-01-01", "2026-01-04", "2026-01-09"):
        book.audit(day, {"a.txt": citing(A)}, {A: "404"})
    expected = [("a.txt", "dead-link", "worse")]
    assert changed(book, "run-2026-01-01", "run-2026-01-09") == expected
    assert changed(book, "run-2026-01-04", "run-2026-01-09") == expected
    assert changed(book, "run-2026-01-01", "run-2026-01-04") == []
    assert links(book, "run-2026-01-01", "run-2026-01-09") == [(A, "failing", "dead")]
    assert links(book, "run-2026-01-01", "run-2026-01-04") == []


def test_a_link_that_stays_dead_says_the_same_and_is_stored_once(book):
    for day in (1, 4, 8, 9, 10):
        book.audit(f"2026-01-{day:02}", {"a.txt": citing(A)}, {A: "404"})
    texts = "select count(distinct t.id) from run_findings f join findings t on t.id = f.finding_id"
    assert book.one(f"{texts} where t.level = 'error'") == 1
    assert book.one("select count(*) from run_findings f join findings t on t.id = f.finding_id"
                    " where t.level = 'error'") == 3  # fmt: skip


def test_links_that_only_one_run_cites_or_that_were_new_did_not_change(book):
    book.audit("2026-01-01", {"a.txt": PLAIN})
    book.audit("2026-01-02", {"a.txt": citing(A)}, {A: "404"})
    assert links(book, "run-2026-01-01", "run-2026-01-02") == []


def test_the_state_of_a_link_that_was_not_asked_is_the_last_one(book):
    book.audit("2026-01-01", {"a.txt": citing(A)}, {A: "200"})
    book.audit("2026-01-02", {"a.txt": citing(A)}, {A: "404"})
    book.audit("2026-01-03", {"a.txt": citing(A)}, offline=True)
    assert links(book, "run-2026-01-01", "run-2026-01-03") == [(A, "alive", "failing")]
    assert links(book, "run-2026-01-02", "run-2026-01-03") == []


# -- the run before --


def before(book: Book, name: str) -> str | None:
    with open_ledger(book.path, readonly=True) as ledger:
        run = ledger.report(name).before
        assert ledger.before(name) == (None if run is None else run.name)
        return None if run is None else run.name


def test_the_run_before_is_the_last_that_read_the_same_corpus(book):
    book.audit("2026-01-01", {"a.txt": PLAIN, "b.txt": PLAIN})
    book.audit("2026-01-03", {"a.txt": PLAIN})
    assert before(book, "run-2026-01-01") is None
    assert before(book, "run-2026-01-03") == "run-2026-01-01"


def named(book: Book, *runs: tuple[str, str, str]) -> None:
    """Runs of a day over one document, by the argument that the caller gave."""
    with open_ledger(book.path) as ledger:
        for day, document, argument in runs:
            work = replace(book.work(day, {document: PLAIN}), arguments=(argument,))
            pipeline.audit(work, ledger)


def test_a_run_of_other_documents_is_not_the_one_before(book):
    named(book, ("2026-01-01", "a.txt", "a.txt"), ("2026-01-02", "b.txt", "b.txt"))
    assert before(book, "run-2026-01-02") is None


def test_the_same_document_by_another_argument_will_do(book):
    named(book, ("2026-01-01", "a.txt", "docs"), ("2026-01-02", "a.txt", "a.txt"))
    assert before(book, "run-2026-01-02") == "run-2026-01-01"


def test_the_same_arguments_go_before_the_same_documents(book):
    days = (("2026-01-01", "docs"), ("2026-01-02", "a.txt"), ("2026-01-03", "docs"))
    named(book, *((day, "a.txt", argument) for day, argument in days))
    assert before(book, "run-2026-01-03") == "run-2026-01-01"


# -- names --


@pytest.fixture
def three(book):
    for day in ("2026-01-01", "2026-01-02", "2026-02-01"):
        book.audit(day, {"a.txt": PLAIN}, settings=Settings(offline=True))
    with open_ledger(book.path, readonly=True) as ledger:
        yield ledger


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("latest", "run-2026-02-01"),
        ("previous", "run-2026-01-02"),
        ("run-2026-02", "run-2026-02-01"),
        ("run-2026-01-01", "run-2026-01-01"),
    ],
)
def test_a_run_is_named_in_short(three, word, name):
    assert three.run_meant(word) == name


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("run-2026-01", "write more of the name: run-2026-01-02, run-2026-01-01"),
        ("run-2026-03-01", "did you mean 'run-2026-02-01'?"),
        ("x", "the newest are run-2026-02-01, run-2026-01-02, run-2026-01-01"),
        ("", "the newest are"),
    ],
)
def test_a_name_that_means_none_or_several_is_refused_with_help(three, word, says):
    with pytest.raises(UsageError) as caught:
        three.run_meant(word)
    assert says in caught.value.advice


def test_a_ledger_with_one_run_has_no_previous(book):
    book.audit("2026-01-01", {"a.txt": PLAIN})
    with open_ledger(book.path, readonly=True) as ledger:
        with pytest.raises(UsageError, match="there is no previous run"):
            ledger.run_meant("previous")
        assert ledger.run_meant("latest") == ledger.run_meant("run-") == "run-2026-01-01"
