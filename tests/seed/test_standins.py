"""The project's own seeds: each with exactly the findings it was written to have.

What they are for: `harbour-opinion` is the seed example's structure in our own words, in three
forms; `open-forms` cites a page from after its time in its body; `lost-pages` has a newer link in a
related line only; `ferry-timetable` names its author and links its credit; in `standards-diary`
every date agrees. Their texts and authors are made up, the addresses they cite are real.
"""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import SEEDS, audit, rules_of
from linkassay.dates import date_document
from linkassay.extract import extract
from linkassay.model import (
    Confidence,
    CreditClass,
    Form,
    Level,
    Lines,
    Reading,
    Region,
    Report,
    Source,
    Span,
)
from linkassay.urls import MalformedAddress, UnsupportedScheme, parse
from seed.documents import CREDITS, LEAKED, STAND_IN, STEM, date_findings, seed_text, stand_in

NOW = "2026-11-24"
ENDINGS = ("txt", "md", "html")
TABLE = {
    **{f"{STAND_IN}.{ending}": LEAKED for ending in ENDINGS},
    "open-forms.txt": (
        "credit-without-link",
        "disclaimer-boilerplate",
        "first-published-elsewhere",
        "url-date-after-document",
    ),
    "lost-pages.html": tuple(sorted([*CREDITS, "boilerplate-link"])),
    "ferry-timetable.md": ("first-published-elsewhere",),
    "standards-diary.html": (),
}
"""Every document of `seeds/` and the rules that speak, sorted, when it is audited offline."""


def _text(name: str) -> str:
    return (SEEDS / name).read_text(encoding="utf-8")


def _check(name: str) -> Report:
    return audit(_text(name), locator=name, offline=True, now=NOW)


def _reading(name: str) -> Reading:
    return next(extract(Source(name, _text(name).encode())))


def _grep(text: str, words: str) -> list[int]:
    """The numbers of the lines that hold some words, as `grep -n` gives them."""
    return [at for at, line in enumerate(text.split("\n"), 1) if words in line]


# Every seed


def test_every_seed_stands_in_the_table() -> None:
    assert {path.name for path in SEEDS.iterdir()} == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_exactly_the_findings_intended(name: str) -> None:
    assert rules_of(_check(name)) == list(TABLE[name])


@pytest.mark.parametrize("name", TABLE)
def test_every_citation_has_the_line_that_grep_gives(name: str) -> None:
    text, citations = _text(name), _reading(name).citations
    assert citations
    for item in citations:
        # A reference is cited where its words stand; its definition may be anywhere.
        shown = f"[{item.anchor}][" if item.form is Form.REFERENCE else item.written
        assert text[item.span.start : item.span.end].startswith(shown)
        same = [other.span.line for other in citations if other.url == item.url]
        assert same == _grep(text, shown)


@pytest.mark.parametrize("name", TABLE)
def test_every_credit_line_has_the_line_that_grep_gives(name: str) -> None:
    text = _text(name)
    for item in _reading(name).attributions:
        opening = " ".join(item.text.split(" ")[:2])
        assert item.span.line in _grep(text, opening)


@pytest.mark.parametrize("name", TABLE)
def test_every_clue_points_at_its_words(name: str) -> None:
    text = _text(name)
    clues = [item for item in _reading(name).clues if item.span is not None]
    assert clues
    for clue in clues:
        assert clue.span is not None
        stands = _plain(text[clue.span.start : clue.span.end])
        assert _plain(clue.text) in stands or stands in _plain(clue.text)


def _plain(text: str) -> str:
    return re.sub(r"\s+|<[^>]*>|[*]", "", text)


# The stand-in


def test_three_forms_one_verdict() -> None:
    said = [
        [
            (item.rule, item.level, item.confidence, item.explanation, item.gap_days, item.url)
            for item in _check(f"{STAND_IN}.{ending}").findings
        ]
        for ending in ENDINGS
    ]
    assert said[0] == said[1] == said[2]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_stand_in_is_read_whole(ending: str) -> None:
    reading = _reading(f"{STAND_IN}.{ending}")
    assert reading.document.title == "A Cargo Ship at Anchor Is Not an Alliance"
    assert [item.region for item in reading.citations] == [Region.RELATED] * 3
    assert len(reading.links()) == 2
    whole = "they have hardly ever quarrelled: letting the people who live behind the quay decide"
    assert [whole in passage.text for passage in reading.document.passages].count(True) == 1
    titles = [item.anchor or "" for item in reading.citations]
    assert titles[0] == titles[1]
    assert titles[0].endswith("'Russian Specialists' in Venezuela")
    assert titles[2].startswith("U.S. Backlash")


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_the_line_below_the_title(ending: str) -> None:
    dek = _reading(f"{STAND_IN}.{ending}").document.dek
    assert dek is not None
    assert dek.startswith("A few crates on a foreign quay")


def test_the_credit_lines_stand_where_they_were_written() -> None:
    for ending in ENDINGS:
        text = stand_in(ending)
        told = [
            (item.credit, item.span.line) for item in _reading(f"{STAND_IN}.{ending}").attributions
        ]
        related = _grep(text, "Related article:")
        assert told == [
            (CreditClass.RELATED, related[0]),
            (CreditClass.RELATED, related[1]),
            (CreditClass.ORIGIN, _grep(text, "first published by")[0]),
            (CreditClass.DISCLAIMER, _grep(text, "The views expressed")[0]),
        ]


def test_the_stand_in_is_in_our_own_words() -> None:
    theirs = _runs(_prose(seed_text()))
    ours = _runs(_prose(stand_in()))
    assert theirs
    assert not theirs & ours


def _prose(text: str) -> str:
    """A text without what is alike on purpose: addresses, titles that fit them, credit lines."""
    body = text.partition("This opinion piece was first published")[0]
    return " ".join(
        line for line in body.splitlines() if not line.startswith((STEM, "Related article:"))
    )


def _runs(text: str, length: int = 8) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


# The others


def test_a_page_from_after_its_time() -> None:
    report = _check("open-forms.txt")
    (found,) = [item for item in report.findings if item.rule == "url-date-after-document"]
    assert found.url == "https://www.w3.org/TR/2018/REC-WCAG21-20180605/"
    assert (found.level, found.confidence, found.gap_days) == (
        Level.WARNING,
        Confidence.PROBABLE,
        501,
    )


def test_a_newer_link_in_boilerplate_is_only_noted() -> None:
    report = _check("lost-pages.html")
    (found,) = [item for item in report.findings if item.rule == "boilerplate-link"]
    assert (found.level, found.explanation) == (Level.NOTE, "plain-boilerplate")


def test_a_linked_credit_names_outlet_licence_and_authors() -> None:
    attributions = _reading("ferry-timetable.md").attributions
    credits_ = {item.credit: item for item in attributions}
    origin = credits_[CreditClass.ORIGIN]
    assert (origin.outlet, origin.links) == ("Global Voices", ("https://globalvoices.org/",))
    assert origin.licence == "Creative Commons licence"
    bylines = [item.person for item in attributions if item.credit is CreditClass.BYLINE]
    assert bylines == ["Ana Bell", "Tom Reed"]


def test_where_every_date_agrees_nothing_is_said() -> None:
    report = _check("standards-diary.html")
    assert date_findings(report) == []
    dating = date_document(report.reading, {}, report.run.started.date())
    assert dating.statements
    assert dating.published is not None
    assert not dating.published.open
    assert dating.conflicts == ()
    assert len({clue.group for clue in report.reading.clues}) >= 3


# Properties

_ADDRESSES = st.sampled_from(
    [
        "https://paper.example/2019/03/26/a-story-of-boats",
        "https://paper.example/2025/10/29/another_story-a65024",
        "http://www.paper.example:8080/a(b)c?q=1&r=2#part",
        "www.paper.example/path/",
        "<https://paper.example/bracketed>",
        "[words](https://paper.example/inline)",
        '<a href="https://paper.example/anchor">there</a>',
        "https://bücher.example/straße",
        "https://paper.example/a-story-",
        "https://paper.example/2019/",
        "of-boats-a65024.html",
    ]
)
_WORDS = st.sampled_from(
    [
        "boats", "The", "quay.", "said:", "Related article:", "Read more – The Boats", "(", ")",
        "President Barack Obama", "in 2017", "By Ana Bell", "*", "#", ">", "—", "“so”", "é", "\t",
        "This piece was first published by Reuters.", "-", "<p>", "</p>", "\U0001f60e",
    ]
)  # fmt: skip
_LINES = st.lists(_WORDS | _ADDRESSES, max_size=5).map(" ".join)
_TEXTS = st.lists(_LINES, max_size=8).map("\n".join)
_ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def _extract(text: str, ending: str) -> Reading:
    return next(extract(Source(f"document.{ending}", text.encode())))


def _spans(reading: Reading) -> list[Span]:
    return [
        *(item.span for item in reading.citations),
        *(item.span for item in reading.attributions),
        *(item.span for item in reading.clues if item.span is not None),
        *(item.span for item in reading.document.metadata if item.span is not None),
    ]


@pytest.mark.parametrize("ending", ENDINGS)
@given(text=_TEXTS, end=_ENDS)
def test_a_span_points_into_its_document(ending: str, text: str, end: str) -> None:
    reading = _extract(text.replace("\n", end), ending)
    decoded = reading.document.text
    lines = Lines(decoded)
    for span in _spans(reading):
        if span.start is None or span.end is None:
            continue
        assert 0 <= span.start < span.end <= len(decoded)
        assert span == lines.span(span.start, span.end)


@given(text=_TEXTS, end=_ENDS)
def test_what_was_written_stands_at_its_span(text: str, end: str) -> None:
    reading = _extract(text.replace("\n", end), "txt")
    for item in reading.citations:
        stands = reading.document.text[item.span.start : item.span.end]
        assert re.sub(r"\s", "", stands) == re.sub(r"\s", "", item.written)
    for first, second in pairwise(reading.citations):
        assert (first.span.end or 0) <= (second.span.start or 0)


@given(first=_TEXTS, second=_TEXTS, gap=st.sampled_from(["\n\n", "\n \n", "\n\n\n", "\r\n\r\n"]))
def test_the_whole_has_every_link_of_its_halves(first: str, second: str, gap: str) -> None:
    whole = {link.url for link in _extract(first + gap + second, "txt").links()}
    for half in (first, second):
        assert {link.url for link in _extract(half, "txt").links()} <= whole


@given(
    host=st.sampled_from(["Paper.EXAMPLE", "bücher.example", "www.paper.example:443", "127.1"]),
    path=st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=30),
    scheme=st.sampled_from(["http", "https", "HTTPS"]),
)
def test_identity_is_idempotent(host: str, path: str, scheme: str) -> None:
    try:
        once = parse(f"{scheme}://{host}/{path}")
    except (MalformedAddress, UnsupportedScheme):
        return
    again = parse(once.link.url)
    assert again.link == once.link
