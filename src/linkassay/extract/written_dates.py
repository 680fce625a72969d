"""Clues in the dates a text writes out: what happened was published no earlier than it happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from linkassay.dates import Tense, find_mentions, tense_of
from linkassay.extract.quotations import quoted
from linkassay.model import DOCUMENT, Clue, DaySet, Lines, MappedText
from linkassay.tables.clues import clue_rule

_LONGEST_WORD = 30
"""Characters of the word before a date that is quoted with it."""

_OF_LAST_YEAR = (
    r"(?:report|study|survey|analysis|assessment|paper|audit|review|estimate)\b"
    r"(?: [\w-]+){0,4} last year\b"
)
_REPORT = re.compile(_OF_LAST_YEAR)
_LAST_YEARS_REPORT = re.compile(
    rf"(?:\b[Aa]n? (?:[\w-]+ ){{0,4}})?\b{_OF_LAST_YEAR}"
    r"[^.]{0,40}?"
    r"\b(?:said|says|found|finds|showed|shows|stated|noted|estimated|concluded|claimed|recorded)\b"
    r"[^.]{0,160}?\b(?:in|since|during) (?P<year>(?:19|20)\d\d)\b"
)

_VERB_BEFORE = re.compile(r"(?<!\bbe )\b\w+ed (?:on )?$")


def written_dates(passage: MappedText, lines: Lines, language: str | None = None) -> Iterator[Clue]:
    """The clues of one passage: the dates that its sentences speak of as past.

    Dates in quotations are left out: they may be of another text, or of a title. `language` is the
    document's, as a language tag.
    """
    text = passage.text
    found = (*_explicit_dates(text, language), *_last_years_reports(text))
    for rule, start, end, first, source in found:
        span = lines.span(*passage.source_range(start, end))
        yield clue_rule(rule).clue(
            DOCUMENT, DaySet.since(first), source, span=span, text=text[start:end]
        )


_Found = tuple[str, int, int, date, str]
"""Rule, start and end in the text, first day, source."""


def _explicit_dates(text: str, language: str | None) -> Iterator[_Found]:
    mentions = list(find_mentions(text, language))
    in_quotation = quoted(text) if mentions else bool
    for mention in mentions:
        first = mention.days.earliest
        if first is None or in_quotation(mention.start):
            continue
        if tense_of(text, mention, language) is Tense.PAST:
            source = text[mention.start : mention.end].lower().removeprefix("in ")
            start = _with_verb(text, mention.start)
            yield f"text-{mention.precision}", start, mention.end, first, source


def _last_years_reports(text: str) -> Iterator[_Found]:
    """ "a report from last year that said … in 2017": last year was 2017 or later."""
    if " last year" not in text or _REPORT.search(text) is None:
        return
    for match in _LAST_YEARS_REPORT.finditer(text):
        first = date(int(match["year"]) + 1, 1, 1)
        source = f"a report of last year on {match['year']}"
        yield "text-relative-year", match.start(), match.end(), first, source


def _with_verb(text: str, at: int) -> int:
    """Take in the word before a date ("passed in 2017"), which is what makes it past.

    "To be opened on 4 May" is none.
    """
    before = _VERB_BEFORE.search(text[max(0, at - _LONGEST_WORD) : at])
    return at - len(before[0]) if before else at
