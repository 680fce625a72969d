"""Clues in the dates a text writes out: what happened was published no earlier than it happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from linkassay.dates import Precision, find_mentions
from linkassay.model import DOCUMENT, Clock, Clue, DaySet, Group, Lines, MappedText

TEXT_WEIGHT = {
    Precision.DAY: 0.93,
    Precision.MONTH: 0.85,
    Precision.SEASON: 0.80,
    Precision.YEAR: 0.60,
}
"""Start weights of research: provenance 11."""

_FUTURE = re.compile(
    r"\b(?:will|would|shall|by|until|till|before|through|plans?|planned|planning|expect\w*|due"
    r"|scheduled|set|targets?|goals?|next|upcoming|forecast\w*|project(?:s|ed|ions?)|aims?|deadline"
    r"|expires?|ahead)\b",
    re.IGNORECASE,
)
_WORDS_BEFORE = 6

LONGEST_WORD, LONGEST_SENTENCE = 30, 400
"""How far back a date looks for what governs it."""

_LAST_YEARS_REPORT = re.compile(
    r"(?:\b[Aa]n? (?:[\w-]+ ){0,4})?"
    r"\b(?:report|study|survey|analysis|assessment|paper|audit|review|estimate)\b"
    r"(?: [\w-]+){0,4} last year\b[^.]{0,40}?"
    r"\b(?:said|says|found|finds|showed|shows|stated|noted|estimated|concluded|claimed|recorded)\b"
    r"[^.]{0,160}?\b(?:in|since|during) (?P<year>(?:19|20)\d\d)\b"
)


def written_dates(prose: MappedText, lines: Lines) -> Iterator[Clue]:
    """The clues of one passage, future dates left out."""
    yield from _explicit_dates(prose, lines)
    yield from _last_years_reports(prose, lines)


def _explicit_dates(prose: MappedText, lines: Lines) -> Iterator[Clue]:
    for mention in find_mentions(prose.text):
        if mention.days.earliest is None or _is_ahead(prose.text, mention.start):
            continue
        start = _with_verb(prose.text, mention.start)
        yield _text_clue(
            prose, lines, start, mention.end, mention.days.earliest,
            source=prose.text[mention.start : mention.end].lower().removeprefix("in "),
            rule=f"text-{mention.precision}", weight=TEXT_WEIGHT[mention.precision],
        )  # fmt: skip


def _with_verb(text: str, at: int) -> int:
    """Take in the word before a date ("passed in 2017"), which is what makes it past."""
    before = re.search(r"\b\w+ed $", text[max(0, at - LONGEST_WORD) : at])
    return at - len(before[0]) if before else at


def _is_ahead(text: str, at: int) -> bool:
    """Whether the words before a date speak of the future (research: provenance 4, filter b)."""
    sentence = re.split(r"[.!?]\s", text[max(0, at - LONGEST_SENTENCE) : at])[-1]
    return _FUTURE.search(" ".join(sentence.split()[-_WORDS_BEFORE:])) is not None


def _last_years_reports(prose: MappedText, lines: Lines) -> Iterator[Clue]:
    """ "a report from last year that said … in 2017": last year was 2017 or later."""
    for match in _LAST_YEARS_REPORT.finditer(prose.text):
        first = date(int(match["year"]) + 1, 1, 1)
        yield _text_clue(
            prose, lines, match.start(), match.end(), first,
            source=f"a report of last year on {match['year']}", rule="text-relative-year",
            weight=TEXT_WEIGHT[Precision.YEAR],
        )  # fmt: skip


def _text_clue(
    prose: MappedText, lines: Lines, start: int, end: int, first: date, *,
    source: str, rule: str, weight: float,
) -> Clue:  # fmt: skip
    return Clue(
        DOCUMENT, Clock.PUBLISHED, DaySet.since(first), source, rule, Group.TEXT, weight,
        lines.span(*prose.source_range(start, end)), prose.text[start:end],
    )  # fmt: skip
