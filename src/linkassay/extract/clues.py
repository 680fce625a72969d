"""Clues in what a document says: dates, office holders, outlets, and its own metadata."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from linkassay.dates import read_statement
from linkassay.extract.office_clues import office_holders, speaks_of_its_days
from linkassay.extract.written_dates import written_dates
from linkassay.model import (
    DOCUMENT,
    Attribution,
    Citation,
    Clock,
    Clue,
    CreditClass,
    DaySet,
    Form,
    Group,
    Lines,
    MappedText,
    Meta,
    link_subject,
)
from linkassay.tables.outlets import outlet_named
from linkassay.urls import dated_path

# Start weights: research: provenance 11.
URL_WEIGHT = {"day": 0.97, "digits": 0.85, "month": 0.95, "year": 0.85}
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


def text_clues(
    passages: Sequence[MappedText], attributions: Iterable[Attribution], lines: Lines
) -> Iterator[Clue]:
    """Clues in the body's prose. What happened was published no earlier than it happened.

    Dates that a label speaks for are left out: "Updated" and "Retrieved" say nothing of when the
    text was first published.
    """
    labelled = _labelled(attributions)
    news = any(speaks_of_its_days(passage.text) for passage in passages)
    for passage in passages:
        for clue in written_dates(passage, lines):
            if clue.span is None or not labelled(clue.span.start):
                yield clue
        yield from office_holders(passage, lines, news=news)


_DATED_LABELS = frozenset(
    {
        CreditClass.ACCESSED,
        CreditClass.CORRECTION,
        CreditClass.PUBLISHED,
        CreditClass.REISSUED,
        CreditClass.UPDATED,
    }
)


def _labelled(attributions: Iterable[Attribution]) -> Callable[[int | None], bool]:
    """Whether an offset of the source lies inside a credit line that gives a date a label."""
    ranges = sorted(
        (item.span.start, item.span.end)
        for item in attributions
        if item.credit in _DATED_LABELS
        and item.span.start is not None
        and item.span.end is not None
    )
    starts = [start for start, _ in ranges]
    ends = list(accumulate((end for _, end in ranges), max))

    def inside(offset: int | None) -> bool:
        at = bisect_right(starts, offset) if offset is not None else 0
        return at > 0 and offset is not None and offset < ends[at - 1]

    return inside


def metadata_clues(metadata: Sequence[Meta]) -> Iterator[Clue]:
    """Clues in what the document states about itself.

    Of the `time` elements only the first is its own; later ones are of comments and teasers
    (research: provenance 3 trusts a `time` in the header).
    """
    times = [meta for meta in metadata if meta.name == "time"][1:]
    for meta in metadata:
        if meta in times:
            continue
        if (known := METADATA.get(meta.name)) is not None:
            clock, weight = known
            if (days := read_statement(meta.value)) is not None:
                yield Clue(
                    DOCUMENT, clock, days, meta.name, "page-metadata", Group.METADATA,
                    weight, meta.span, meta.value,
                )  # fmt: skip


def credit_clues(attributions: Iterable[Attribution]) -> Iterator[Clue]:
    """Clues in credit lines: date labels, and outlets named before they had that name.

    Old names never bound from above, and template lines have no dating value (design 6.5), so a
    disclaimer gives nothing.
    """
    for item in attributions:
        if item.credit in LABEL_CLOCKS and item.day is not None:
            yield Clue(
                DOCUMENT, LABEL_CLOCKS[item.credit], DaySet.on(item.day), f"{item.credit} line",
                "date-label", Group.TEXT, DATE_LABEL, item.span, item.text,
            )  # fmt: skip
        if item.credit is CreditClass.ORIGIN and item.outlet is not None:
            outlet = outlet_named(item.outlet)
            if outlet is not None and outlet.since is not None:
                yield Clue(
                    DOCUMENT, Clock.PUBLISHED, DaySet.since(outlet.since), outlet.name,
                    "outlet-name", Group.OUTLET, OUTLET_LAUNCH, item.span, item.text,
                )  # fmt: skip


def link_clues(citations: Sequence[Citation]) -> Iterator[Clue]:
    """One clue for each link whose address carries a date, and one for its archive stamp.

    Pictures and the like are left out: what a page shows is changed without changing the page.
    """
    seen: set[str] = set()
    for citation in citations:
        link = citation.link
        if link is None or link.url in seen or _is_shown(citation):
            continue
        seen.add(link.url)
        subject = link_subject(link.url)
        dated = dated_path(link.url)
        if dated is not None and dated.days:
            yield Clue(
                subject, Clock.PUBLISHED, dated.days, f"dated path {dated.text}",
                f"url-{dated.precision}", Group.URL, URL_WEIGHT[dated.precision],
                citation.span, dated.text,
            )  # fmt: skip
        if link.capture is not None and link.capture.day is not None:
            yield Clue(
                subject, Clock.CAPTURED, DaySet.on(link.capture.day), link.capture.archive,
                "archive-stamp", Group.ARCHIVE, 0.97, citation.span, link.capture.url,
            )  # fmt: skip


def _is_shown(citation: Citation) -> bool:
    """Whether a citation is of something shown in the page, not of a page."""
    path = citation.link.path.lower() if citation.link else ""
    return citation.form is Form.EMBED or path.endswith(_PICTURES)


_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")
