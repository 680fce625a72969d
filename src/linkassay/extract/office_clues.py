"""Clues in the titles people are given: "Secretary of State Mike Pompeo"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkassay.extract.titled_names import Standing, TitledName, titled_names
from linkassay.model import DOCUMENT, Clue, DaySet, Lines, MappedText
from linkassay.tables.clues import clue_rule
from linkassay.tables.offices import Holder, holders_of

_STILL = re.compile(r",? (?:still )?(?:remains|is still|stays) in (?:power|office)")
_ADMINISTRATION = re.compile(r"\b[Tt]he (?P<family>[A-Z][\w’'-]+) (?:administration|White House)\b")
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]* (?=[\"“‘(]?[A-ZÀ-ŽА-Я])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LOOKING_BACK = re.compile(
    r"\b(?:under|served|serving|worked (?:for|with)|working for"
    r"|(?:aide|advis[eo]r|counsel) (?:to|of)|(?:appointed|nominated|hired|named|fired) by"
    r"|(?:years|days|time|era|presidency|memoirs?|biography|portrait|legacy|speechwriter)"
    r" (?:of|for|under))(?: the| both)? (?:(?:[A-Z][\w.’'-]+ ){1,6}and )?$"
)
"""What a title stands behind that names a time or a career, not who holds an office today."""
REACH_BACK = 200
"""Characters before a title that are looked at for the year that its sentence names."""
_WHITE_HOUSE = "President of the United States"


def office_holders(passage: MappedText, lines: Lines) -> Iterator[Clue]:
    """The clues of one passage: whoever is called by a title held the office then, or before.

    The source of a clue is `NAME, OFFICE`, joined by " or " where several may be meant.
    """
    text = passage.text
    for rule, start, end, holders, days in (*_titled(text), *_administrations(text)):
        people = " or ".join(dict.fromkeys(holder.called for holder in holders))
        span = lines.span(*passage.source_range(start, end))
        yield clue_rule(rule).clue(DOCUMENT, days, people, span=span, text=text[start:end])


_Found = tuple[str, int, int, tuple[Holder, ...], DaySet]
"""Rule, start and end in the text, who may be meant, and the days."""


def _titled(text: str) -> Iterator[_Found]:
    for named in titled_names(text):
        still = _STILL.match(text, named.end)
        end = named.end if still is None else still.end()
        if named.standing is not Standing.IN_OFFICE:
            if named.full:
                yield "office-former", named.start, named.end, named.holders, _afterwards(named)
        else:
            rule = _rule(text, named)
            yield rule, named.start, end, named.holders, _terms(named.holders)


def _rule(text: str, named: TitledName) -> str:
    if not named.full:
        return "office-family-name"
    return "office-retold" if _is_retold(text, named.start) else "office-holder"


def _is_retold(text: str, start: int) -> bool:
    """Whether the sentence has named a year before a place ("In 2014, President …"), or the words
    before it tell of a time that the title names ("worked for President …")."""
    *_, sentence = _SENTENCE_END.split(text[max(0, start - REACH_BACK) : start])
    return _YEAR.search(sentence) is not None or _LOOKING_BACK.search(sentence) is not None


def _afterwards(named: TitledName) -> DaySet:
    """The days on which a term can be over, or for "then" have been.

    A term whose end is not known was over some day after it began.
    """
    terms = [holder.terms.intervals[0] for holder in named.holders]
    over = named.standing is Standing.FORMER
    days = [term.latest if over and term.latest else term.earliest for term in terms]
    return DaySet.of(item for day in days if day is not None for item in DaySet.since(day))


def _administrations(text: str) -> Iterator[_Found]:
    if " administration" not in text and " White House" not in text:
        return
    for match in _ADMINISTRATION.finditer(text):
        holders = tuple(
            holder for holder in holders_of(match["family"]) if holder.office.name == _WHITE_HOUSE
        )
        if holders:
            yield "office-family-name", match.start(), match.end(), holders, _terms(holders)


def _terms(holders: tuple[Holder, ...]) -> DaySet:
    return DaySet.of(item for holder in holders for item in holder.terms)
