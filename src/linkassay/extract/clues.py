"""Clues in what a document says: dates, office holders, outlets, and its own metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from linkassay.dates import Precision, find_mentions, read_statement
from linkassay.model import (
    DOCUMENT,
    Attribution,
    Citation,
    Clock,
    Clue,
    CreditClass,
    Days,
    Group,
    Lines,
    Meta,
    Prose,
    Span,
    link_subject,
)
from linkassay.tables.offices import Holder, holders_called, title_pattern
from linkassay.tables.outlets import outlet_named
from linkassay.urls import dated_path

# Start weights: research: provenance 11.
TEXT_CONFIDENCE = {
    Precision.DAY: 0.93,
    Precision.MONTH: 0.85,
    Precision.SEASON: 0.80,
    Precision.YEAR: 0.60,
}
URL_CONFIDENCE = {"day": 0.97, "month": 0.95, "year": 0.85}
TERM_START, TERM_END = 0.97, 0.75
BARE_NAME_START, BARE_NAME_END = 0.90, 0.60
"""A family name alone may be a relative or a namesake (research: provenance 4)."""
STILL_IN_OFFICE = 0.90
"""The text says so itself: "remains in power"."""
OUTLET_LAUNCH = 0.90
DATE_LABEL = 0.95
METADATA = {
    "json-ld:datePublished": (Clock.PUBLISHED, 0.92),
    "article:published_time": (Clock.PUBLISHED, 0.95),
    "date": (Clock.PUBLISHED, 0.90),
    "time": (Clock.PUBLISHED, 0.85),
    "json-ld:dateModified": (Clock.MODIFIED, 0.90),
    "article:modified_time": (Clock.MODIFIED, 0.90),
}
LABEL_CLOCKS = {
    CreditClass.PUBLISHED: Clock.PUBLISHED,
    CreditClass.BYLINE: Clock.PUBLISHED,
    CreditClass.DATELINE: Clock.PUBLISHED,
    CreditClass.UPDATED: Clock.MODIFIED,
    CreditClass.CORRECTION: Clock.MODIFIED,
}

_FUTURE = re.compile(
    r"\b(?:will|would|shall|by|until|till|before|through|plans?|planned|planning|expect\w*|due"
    r"|scheduled|set|targets?|goals?|next|upcoming|forecast\w*|project(?:s|ed|ions?)|aims?|deadline"
    r"|expires?|ahead)\b",
    re.IGNORECASE,
)
_WORDS_BEFORE = 6
_NOT_IN_OFFICE = re.compile(
    r"\b(?i:former|then|ex|late|future|vice|deputy|assistant|acting|incoming|outgoing|ousted|first|if"
    r"|elect)[\s-]+(?:[A-Z][\w.]+\s)?$"
)
"""Before a title, with or without a nation or party between: "former Democratic President"."""
_STILL = re.compile(r",? (?:still )?(?:remains|is still|stays) in (?:power|office)")
_ADMINISTRATION = re.compile(r"\b[Tt]he (?P<family>[A-Z][\w’'-]+) (?:administration|White House)\b")
_LAST_YEARS_REPORT = re.compile(
    r"(?:\b[Aa]n? (?:[\w-]+ ){0,4})?"
    r"\b(?:report|study|survey|analysis|assessment|paper|audit|review|estimate)\b"
    r"(?: [\w-]+){0,4} last year\b[^.]{0,40}?"
    r"\b(?:said|says|found|finds|showed|shows|stated|noted|estimated|concluded|claimed|recorded)\b"
    r"[^.]{0,160}?\b(?:in|since|during) (?P<year>(?:19|20)\d\d)\b"
)


def text_clues(passages: Iterable[Prose], lines: Lines) -> Iterator[Clue]:
    """Clues in the body's prose. What happened was published no earlier than it happened."""
    for prose in passages:
        yield from _written_dates(prose, lines)
        yield from _last_years_reports(prose, lines)
        yield from _office_holders(prose, lines)


def metadata_clues(metadata: Iterable[Meta]) -> Iterator[Clue]:
    """Clues in what the document states about itself in its head."""
    for meta in metadata:
        if (known := METADATA.get(meta.name)) is not None:
            clock, confidence = known
            if (days := read_statement(meta.value)) is not None:
                yield Clue(
                    DOCUMENT, clock, days, meta.name, "page-metadata", Group.METADATA,
                    confidence, meta.span, meta.value,
                )  # fmt: skip


def credit_clues(attributions: Iterable[Attribution]) -> Iterator[Clue]:
    """Clues in credit lines: date labels, and outlets named before they had that name.

    Old names never bound from above, and template lines have no dating value (design 6.5), so a
    disclaimer gives nothing.
    """
    for item in attributions:
        if item.credit in LABEL_CLOCKS and item.day is not None:
            yield Clue(
                DOCUMENT, LABEL_CLOCKS[item.credit], Days.on(item.day), f"{item.credit} line",
                "date-label", Group.TEXT, DATE_LABEL, item.span, item.text,
            )  # fmt: skip
        if item.credit is CreditClass.ORIGIN and item.outlet is not None:
            outlet = outlet_named(item.outlet)
            if outlet is not None and outlet.since is not None:
                yield Clue(
                    DOCUMENT, Clock.PUBLISHED, Days.since(outlet.since), outlet.name,
                    "outlet-name", Group.OUTLET, OUTLET_LAUNCH, item.span, item.text,
                )  # fmt: skip


def link_clues(citations: Sequence[Citation]) -> Iterator[Clue]:
    """One clue for each link whose address carries a date, and one for its archive stamp."""
    seen: set[str] = set()
    for citation in citations:
        link = citation.link
        if link is None or link.url in seen:
            continue
        seen.add(link.url)
        subject = link_subject(link.url)
        dated = dated_path(link.url)
        if dated is not None and dated.days:
            yield Clue(
                subject, Clock.PUBLISHED, dated.days, f"dated path {dated.text}",
                f"url-{dated.precision}", Group.URL, URL_CONFIDENCE[dated.precision],
                citation.span, dated.text,
            )  # fmt: skip
        if link.capture is not None and link.capture.day is not None:
            yield Clue(
                subject, Clock.CAPTURED, Days.on(link.capture.day), link.capture.archive,
                "archive-stamp", Group.ARCHIVE, 0.97, citation.span, link.capture.url,
            )  # fmt: skip


def _written_dates(prose: Prose, lines: Lines) -> Iterator[Clue]:
    for mention in find_mentions(prose.text):
        if mention.days.earliest is None or _is_ahead(prose.text, mention.start):
            continue
        start = _with_verb(prose.text, mention.start)
        yield _text_clue(
            prose, lines, start, mention.end, mention.days.earliest,
            source=prose.text[mention.start : mention.end].lower().removeprefix("in "),
            rule=f"text-{mention.precision}", confidence=TEXT_CONFIDENCE[mention.precision],
        )  # fmt: skip


def _with_verb(text: str, at: int) -> int:
    """Take in the word before a date ("passed in 2017"), which is what makes it past."""
    before = re.search(r"\b\w+ed $", text[:at])
    return before.start() if before else at


def _is_ahead(text: str, at: int) -> bool:
    """Whether the words before a date speak of the future (research: provenance 4, filter b)."""
    sentence = re.split(r"[.!?]\s", text[:at])[-1]
    return _FUTURE.search(" ".join(sentence.split()[-_WORDS_BEFORE:])) is not None


def _last_years_reports(prose: Prose, lines: Lines) -> Iterator[Clue]:
    """ "a report from last year that said … in 2017": last year was 2017 or later."""
    for match in _LAST_YEARS_REPORT.finditer(prose.text):
        first = date(int(match["year"]) + 1, 1, 1)
        yield _text_clue(
            prose, lines, match.start(), match.end(), first,
            source=f"a report of last year on {match['year']}", rule="text-relative-year",
            confidence=TEXT_CONFIDENCE[Precision.YEAR],
        )  # fmt: skip


def _text_clue(
    prose: Prose, lines: Lines, start: int, end: int, first: date, *,
    source: str, rule: str, confidence: float,
) -> Clue:  # fmt: skip
    return Clue(
        DOCUMENT, Clock.PUBLISHED, Days.since(first), source, rule, Group.TEXT, confidence,
        _span(prose, lines, start, end), prose.text[start:end],
    )  # fmt: skip


def _office_holders(prose: Prose, lines: Lines) -> Iterator[Clue]:
    for match in title_pattern().finditer(prose.text):
        if _NOT_IN_OFFICE.search(prose.text[: match.start()]):
            continue
        found = _holder(match["title"], match["name"])
        if found is None:
            continue
        holders, words, full = found
        end = match.start("name") + words
        still = _STILL.match(prose.text, end)
        start_weight, end_weight = (
            (TERM_START, TERM_END) if full else (BARE_NAME_START, BARE_NAME_END)
        )
        yield _office_clue(
            prose, lines, match.start(), still.end() if still else end, holders,
            start_weight, STILL_IN_OFFICE if still else end_weight,
        )  # fmt: skip
    for match in _ADMINISTRATION.finditer(prose.text):
        if holders := holders_called("President", match["family"]):
            yield _office_clue(
                prose, lines, match.start(), match.end(), holders, BARE_NAME_START, BARE_NAME_END
            )


def _holder(title: str, name: str) -> tuple[tuple[Holder, ...], int, bool] | None:
    """Who is meant: the holders, how many characters of `name` are theirs, whether in full."""
    words = name.split(" ")
    for count in range(1, len(words) + 1):
        family = re.sub(r"['’]s?$|[.,]$", "", words[count - 1])
        holders = holders_called(title, family)
        if not holders:
            continue
        given = " ".join(words[: count - 1])
        length = len(" ".join([*words[: count - 1], family]))
        if not given:
            return holders, length, False
        named = _called(given, holders)
        return (named, length, True) if named else None
    return None


def _called(written: str, holders: tuple[Holder, ...]) -> tuple[Holder, ...]:
    """Those with exactly these first names, else those with these and a middle name more.

    "George W." is one Bush exactly, though "George" alone begins both.
    """
    exactly = tuple(holder for holder in holders if written in holder.given)
    return exactly or tuple(
        holder
        for holder in holders
        if any(written.startswith(f"{given} ") for given in holder.given)
    )


def _office_clue(
    prose: Prose, lines: Lines, start: int, end: int, holders: tuple[Holder, ...],
    confidence: float, confidence_latest: float,
) -> Clue:  # fmt: skip
    terms = Days.of(item for holder in holders for item in holder.terms)
    people = " or ".join(dict.fromkeys(f"{holder.name}, {holder.office}" for holder in holders))
    return Clue(
        DOCUMENT, Clock.PUBLISHED, terms, people, "office-holder", Group.OFFICE, confidence,
        _span(prose, lines, start, end), prose.text[start:end], confidence_latest,
    )  # fmt: skip


def _span(prose: Prose, lines: Lines, start: int, end: int) -> Span:
    return lines.span(*prose.source_range(start, end))
