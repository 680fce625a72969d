"""Of a link that is well only its address is read back, and nothing is missed by that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes import FakeFetcher
from ledger.book import Book, citing
from linkassay import judge
from linkassay.conditions import outages
from linkassay.dates import answer_clues, page_clue
from linkassay.ledger.store import SqliteLedger
from linkassay.model import (
    Checks,
    Clue,
    Dating,
    Framing,
    LinkCheck,
    Observation,
    PageFacts,
    StatedDay,
    StoredDocument,
    Unjudged,
)

SITE = "https://example.org"
NOWHERE = f"{SITE}/nowhere"
GONE, MOVED, HOME = f"{SITE}/gone", f"{SITE}/moved", f"{SITE}/home"
DATED, PLAIN, WELL = f"{SITE}/dated", "http://example.org/plain", f"{SITE}/well"
SLASH = f"{SITE}/2012/03/04/slash"
PLACE = f"{SITE}/place"
SHOWN = f"{SITE}/the-harbour-opens-again"
SLOW, LATE = "https://slow.example.net/a", f"{SITE}/late"
STATED = PageFacts(title="It", published="2024-03-04", published_source="article:published_time")
WEB = {
    NOWHERE: "404",
    GONE: "404",
    MOVED: f"301 {SITE}/2012/03/04/moved",
    f"{SITE}/2012/03/04/moved": "200",
    HOME: f"302 {SITE}/",
    f"{SITE}/": "200",
    DATED: "200",
    PLAIN: "200",
    WELL: "200",
    SLOW: "read-timeout",
    LATE: "500",
    SLASH: f"301 {SLASH}/",
    f"{SLASH}/": "200",
    PLACE: "200",
    SHOWN: "403",
}
TEXT = citing(GONE, MOVED, HOME, DATED, PLAIN, WELL, SLOW, LATE, SLASH, SHOWN, f"{PLACE}#there")

Read = list[tuple[StoredDocument, dict[str, LinkCheck]]]


@contextmanager
def reading_back() -> Iterator[Read]:
    """Notes what is read back to be judged, with all its checks, made while the ledger is open."""
    found: Read = []
    stored = SqliteLedger.document

    def noted(self: SqliteLedger, unjudged: Unjudged) -> StoredDocument:
        item = stored(self, unjudged)
        whole = dict(item.checks)
        kept = replace(item.checks, make=whole.__getitem__)
        found.append((replace(item, checks=kept), whole))
        return item

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqliteLedger, "document", noted)
        yield found


@pytest.fixture
def read() -> Iterator[Read]:
    with reading_back() as found:
        yield found


def well(item: StoredDocument) -> set[str]:
    assert isinstance(item.checks, Checks)
    return set(item.checks.well)


def days(url: str, item: StoredDocument) -> list[Clue]:
    """The clue that a page which is well gives by the day that it states."""
    stated = item.checks.well[url]
    clue = None if stated is None else page_clue(url, stated.published, stated.source)
    return [] if clue is None else [clue]


def of(item: StoredDocument, checks: Mapping[str, LinkCheck]) -> list[object]:
    """What the rules say of a document with these checks."""
    now = datetime(2026, 1, 20, tzinfo=UTC)
    return list(judge.find(item.reading, Dating(), checks, now))


def agree(read: Read) -> None:
    """Nothing follows from the checks of what is well, and all others are told."""
    for item, whole in read:
        checks = item.checks
        assert set(checks) == set(whole) == {link.url for link in item.reading.links()}
        assert len(checks) == len(whole)
        assert of(item, checks) == of(item, whole)
        assert outages(checks) == outages(whole)
        for url in well(item):
            check = whole[url]
            assert check.link.url == url
            assert check.observation is not None
            assert list(answer_clues(check.link, check.observation)) == days(url, item)
            assert of(item, {url: check}) == of(item, {})


class Stating(FakeFetcher):
    """A web of which a page states its day, one breaks off behind a redirect, and one is shown
    with a refusal. What it does not have is not there."""

    def observe(self, url, headers=(), *, fragments=()) -> Observation:
        if url not in self.answers:
            return replace(super().observe(NOWHERE), url=url)
        seen = super().observe(url, headers, fragments=fragments)
        facts = STATED if url == DATED else PageFacts(title="It", missing_fragments=fragments)
        if url == SHOWN and seen.status == 403:
            page = replace(STATED, title="The harbour opens again", canonical=SHOWN, words=500)
            return replace(seen, facts=page)
        framing = Framing.CUT if url == SLASH else seen.framing
        return replace(seen, facts=facts, framing=framing) if seen.status == 200 else seen


def test_only_what_is_alive_and_direct_is_well(tmp_path, read):
    book = Book(tmp_path / "a.db")
    when = datetime(2026, 1, 15, tzinfo=UTC)
    book.audit("2026-01-15", {"a.txt": TEXT}, fetcher=Stating(WEB, when=when))
    ((item, whole),) = read
    assert well(item) == {WELL, DATED, SHOWN}
    assert item.checks.well[WELL] is item.checks.well[SHOWN] is None
    assert item.checks.well[DATED] == StatedDay("2024-03-04", "article:published_time")
    assert whole[WELL].observation.status == 200
    assert whole[DATED].observation.facts == STATED
    agree(read)
    with pytest.raises(KeyError):
        item.checks[f"{SITE}/nobody-cites-it"]


def test_a_page_that_was_not_modified_states_the_day_that_it_stated(tmp_path, read):
    book = Book(tmp_path / "a.db")
    document = {"a.txt": citing(DATED, WELL)}
    when = datetime(2026, 1, 15, tzinfo=UTC)
    book.audit("2026-01-15", document, fetcher=Stating(WEB, when=when))
    later = FakeFetcher(
        {DATED: "304", WELL: "304", NOWHERE: "404"}, when=datetime(2026, 1, 20, tzinfo=UTC)
    )
    book.audit("2026-01-20", document, fetcher=later)
    item, whole = read[-1]
    assert whole[DATED].observation.facts == STATED
    stated = StatedDay("2024-03-04", "article:published_time")
    assert item.checks.well == {WELL: None, DATED: stated}
    agree(read)


def test_what_failed_before_is_told_until_it_is_alive(tmp_path, read):
    book = Book(tmp_path / "a.db")
    for day, answer in (("2026-01-02", "404"), ("2026-01-09", "200"), ("2026-01-12", "404"),
                        ("2026-01-14", "200")):  # fmt: skip
        book.audit(day, {"a.txt": citing(WELL)}, {WELL: answer})
    assert [well(item) for item, _ in read] == [set(), {WELL}, set(), set()]
    agree(read)


@pytest.mark.parametrize("failure", ["dns-name", "connect", "read-timeout"])
def test_a_host_of_which_a_link_is_well_is_not_out(tmp_path, read, failure):
    book = Book(tmp_path / "a.db")
    web = {NOWHERE: "404", WELL: "200", GONE: failure, LATE: failure}
    when = datetime(2026, 1, 15, tzinfo=UTC)
    book.audit("2026-01-15", {"a.txt": citing(WELL, GONE, LATE)}, fetcher=Stating(web, when=when))
    ((item, _),) = read
    assert well(item) == {WELL}
    assert outages(item.checks) == frozenset()
    agree(read)


ANSWERS = ("200", "404", "403", "500", "304", "read-timeout", "dns-name", f"301 {SITE}/", "410")


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(ANSWERS), min_size=len(WEB), max_size=len(WEB)),
        min_size=1,
        max_size=3,
    )
)
def test_nothing_is_missed_whatever_the_web_answers(tmp_path_factory, days):
    with reading_back() as found:
        book = Book(tmp_path_factory.mktemp("book") / "a.db")
        for at, answers in enumerate(days):
            web = dict(zip(WEB, answers, strict=True)) | {f"{SITE}/": "200", NOWHERE: "404"}
            when = datetime(2026, 1, 2 + 4 * at, tzinfo=UTC)
            book.audit(f"{when:%Y-%m-%d}", {"a.txt": TEXT}, fetcher=Stating(web, when=when))
        agree(found)
