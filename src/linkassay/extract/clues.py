"""Clues in what a document says: dates, office holders, outlets, and its own metadata."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate

from linkassay.dates import latest_naming, names_year, read_statement
from linkassay.extract.office_clues import office_holders
from linkassay.extract.stated_days import StatedDay
from linkassay.extract.written_dates import written_dates
from linkassay.model import (
    DOCUMENT,
    Attribution,
    Citation,
    Clue,
    CreditClass,
    DaySet,
    Form,
    Lines,
    Link,
    MappedText,
    Meta,
    Span,
    link_subject,
)
from linkassay.tables.clues import clue_rule, credit_rule, field_rule
from linkassay.tables.outlets import outlet_named
from linkassay.urls import DatedPath, dated_path


def text_clues(
    passages: Sequence[MappedText],
    stated: Iterable[Span],
    lines: Lines,
    language: str | None = None,
) -> Iterator[Clue]:
    """Clues in the body's prose. What happened was published no earlier than it happened.

    Dates in the spans `stated` are left out: "Updated" and "Retrieved" say nothing of when the
    text was first published, and a day that the document states of itself is no tale.
    """
    elsewhere = _within(stated)
    for passage in passages:
        if names_year(passage.text):
            for clue in written_dates(passage, lines, language):
                if clue.span is None or not elsewhere(clue.span.start):
                    yield clue
        yield from office_holders(passage, lines)
    yield from _latest_year(passages, lines)


def _latest_year(passages: Sequence[MappedText], lines: Lines) -> Iterator[Clue]:
    """The latest year that the prose names: all that it tells of was over by then, or is ahead."""
    named = latest_naming(passages)
    if named is not None:
        span = lines.span(*named.passage.source_range(named.start, named.end))
        yield clue_rule("year-named").clue(
            DOCUMENT,
            DaySet.until(date(named.year, 12, 31)),
            str(named.year),
            span=span,
            text=named.passage.text[named.start : named.end],
        )


def dated_spans(attributions: Iterable[Attribution]) -> Iterator[Span]:
    """Where credit lines stand that give a date a label."""
    return (item.span for item in attributions if item.credit in _DATED_LABELS)


_DATED_LABELS = frozenset(
    {
        CreditClass.ACCESSED,
        CreditClass.CORRECTION,
        CreditClass.PUBLISHED,
        CreditClass.REISSUED,
        CreditClass.UPDATED,
    }
)


def _within(spans: Iterable[Span]) -> Callable[[int | None], bool]:
    """Whether an offset of the source lies inside one of these spans."""
    ranges = sorted(
        (span.start, span.end) for span in spans if span.start is not None and span.end is not None
    )
    starts = [start for start, _ in ranges]
    ends = list(accumulate((end for _, end in ranges), max))

    def inside(offset: int | None) -> bool:
        at = bisect_right(starts, offset) if offset is not None else 0
        return at > 0 and offset is not None and offset < ends[at - 1]

    return inside


def metadata_clues(metadata: Sequence[Meta]) -> Iterator[Clue]:
    """Clues in what the document states about itself.

    Of the `time` elements only the first is its own; later ones are of comments and teasers.
    """
    if not metadata:
        return
    from linkassay.extract.metadata import clock_of  # plain text does without its tables

    times = 0
    for meta in metadata:
        times += meta.name == _TIME
        clock = clock_of(meta.name)
        if clock is None or (meta.name == _TIME and times > 1):
            continue
        if (days := read_statement(meta.value)) is not None:
            rule = field_rule(meta.name, clock)
            yield rule.clue(DOCUMENT, days, meta.name, span=meta.span, text=meta.value)


_TIME = "time"


def day_clues(days: Iterable[StatedDay]) -> Iterator[Clue]:
    """Clues in the days that the document states of itself where a reader sees them."""
    for item in days:
        yield clue_rule(item.rule).clue(
            DOCUMENT, item.days, item.rule.replace("-", " "), span=item.span, text=item.text
        )


def credit_clues(attributions: Iterable[Attribution]) -> Iterator[Clue]:
    """Clues in credit lines: date labels, and outlets named before they had that name.

    Old names never bound from above, and template lines say nothing of their day, so a disclaimer
    gives nothing.
    """
    for item in attributions:
        rule = credit_rule(item.credit)
        if rule is not None and item.day is not None:
            days = DaySet.on(item.day)
            yield rule.clue(DOCUMENT, days, f"{item.credit} line", span=item.span, text=item.text)
        outlet = outlet_named(item.outlet) if item.outlet is not None else None
        since = outlet.in_use_since(item.outlet) if outlet and item.outlet else None
        if item.credit is CreditClass.ORIGIN and outlet is not None and since is not None:
            yield clue_rule("outlet-name").clue(
                DOCUMENT, DaySet.since(since), outlet.name, span=item.span, text=item.text
            )


def link_clues(citations: Iterable[Citation]) -> Iterator[Clue]:
    """One clue for each link whose address carries a date, and one for its archive stamp.

    Pictures and the like are left out: what a page shows is changed without changing the page. So
    are addresses in code.
    """
    seen: set[str] = set()
    for citation in citations:
        link = citation.link
        named = citation.form is Form.IDENTIFIER  # its numbers are those of a volume or a page
        if link is None or link.url in seen or named or citation.code:
            continue
        if not _is_shown(citation):
            seen.add(link.url)
            dated = dated_path(link.url)
            if dated is not None or link.capture is not None:
                yield from _link_clues(link, dated, citation.span)


def _link_clues(link: Link, dated: DatedPath | None, span: Span) -> Iterator[Clue]:
    subject = link_subject(link.url)
    if dated is not None and dated.days:
        yield clue_rule(f"url-{dated.precision}").clue(
            subject, dated.days, f"dated path {dated.text}", span=span, text=dated.text
        )
    copy = link.capture
    if copy is not None and copy.day is not None:
        yield clue_rule("archive-stamp").clue(
            subject, DaySet.on(copy.day), copy.archive, span=span, text=copy.url
        )


def _is_shown(citation: Citation) -> bool:
    """Whether a citation is of something shown in the page, not of a page."""
    path = citation.link.path.lower() if citation.link else ""
    return citation.form is Form.EMBED or path.endswith(_PICTURES)


_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")
