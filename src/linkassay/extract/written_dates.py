"""Clues in the dates a text writes out: what happened was published no earlier than it happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from linkassay.dates import find_mentions
from linkassay.model import DOCUMENT, Clue, DaySet, Lines, MappedText
from linkassay.tables.clues import clue_rule

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


def written_dates(passage: MappedText, lines: Lines) -> Iterator[Clue]:
    """The clues of one passage, future dates left out."""
    text = passage.text
    for rule, start, end, first, source in (*_explicit_dates(text), *_last_years_reports(text)):
        span = lines.span(*passage.source_range(start, end))
        yield clue_rule(rule).clue(
            DOCUMENT, DaySet.since(first), source, span=span, text=text[start:end]
        )


_Found = tuple[str, int, int, date, str]
"""Rule, start and end in the text, first day, source."""


def _explicit_dates(text: str) -> Iterator[_Found]:
    for mention in find_mentions(text):
        first = mention.days.earliest
        if first is not None and not _is_ahead(text, mention.start):
            source = text[mention.start : mention.end].lower().removeprefix("in ")
            start = _with_verb(text, mention.start)
            yield f"text-{mention.precision}", start, mention.end, first, source


def _last_years_reports(text: str) -> Iterator[_Found]:
    """ "a report from last year that said … in 2017": last year was 2017 or later."""
    for match in _LAST_YEARS_REPORT.finditer(text) if " last year" in text else ():
        first = date(int(match["year"]) + 1, 1, 1)
        source = f"a report of last year on {match['year']}"
        yield "text-relative-year", match.start(), match.end(), first, source


def _with_verb(text: str, at: int) -> int:
    """Take in the word before a date ("passed in 2017"), which is what makes it past.

    "To be opened on 4 May" is none.
    """
    before = re.search(r"(?<!\bbe )\b\w+ed (?:on )?$", text[max(0, at - LONGEST_WORD) : at])
    return at - len(before[0]) if before else at


def _is_ahead(text: str, at: int) -> bool:
    """Whether the words before a date speak of the future."""
    sentence = re.split(r"[.!?]\s", text[max(0, at - LONGEST_SENTENCE) : at])[-1]
    return _FUTURE.search(" ".join(sentence.split()[-_WORDS_BEFORE:])) is not None
