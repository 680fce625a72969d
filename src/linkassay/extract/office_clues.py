"""Clues in the titles people are given: "Secretary of State Mike Pompeo"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from linkassay.dates import find_mentions
from linkassay.model import DOCUMENT, Clue, DaySet, Lines, MappedText
from linkassay.tables.clues import clue_rule
from linkassay.tables.offices import Holder, holders_called, title_pattern, title_words

BEFORE = 60
"""Characters before a title that can take it away ("former Democratic President")."""

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATED = r"(?:,? (?:\d|[A-Z][a-z]{2,8}\.? \d)| of)"
_ITS_DAYS = re.compile(
    rf"\b(?:[Oo]n|[Ll]ast|[Tt]his|[Nn]ext|[Ll]ate|[Ee]arly) {_WEEKDAY}\b(?!{_DATED})"
    r"|\b(?:[Yy]esterday|[Tt]onight|[Ll]ast (?:night|year))\b"
    r"|\b(?:[Ll]ast|[Tt]his|[Nn]ext) (?:week|weekend|month|morning|afternoon|evening)\b(?![’'])"
    r"|\b[Ee]arlier this (?:week|month|year)\b"
    r"|\b(?:[Pp]ast|[Ll]ast|[Nn]ext|[Rr]ecent|[Cc]oming) (?:few |two |three |several )?"
    r"(?:days|weeks|months)\b"
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]* (?=(?P<next>[\"“‘(]?[A-ZÀ-Ž]))")
_NOT_IN_OFFICE = re.compile(
    r"\b(?i:former|past|retired|one-?time|erstwhile|then|ex|late|future|vice|deputy|assistant"
    r"|acting|incoming|outgoing|ousted|first|if|elect|\d+(?:st|nd|rd|th))[\s-]+(?:[A-Z][\w.]+\s)?$"
)
"""Before a title, with or without a nation or party between: "former Democratic President"."""
_STILL = re.compile(r",? (?:still )?(?:remains|is still|stays) in (?:power|office)")
_ADMINISTRATION = re.compile(r"\b[Tt]he (?P<family>[A-Z][\w’'-]+) (?:administration|White House)\b")


def speaks_of_its_days(text: str) -> bool:
    """Whether a text names days as news does ("on Tuesday", "last week"), without a date.

    History, biographies and encyclopedias call people by titles they once had; news does so rarely.
    """
    return _ITS_DAYS.search(text) is not None


def may_name_holders(text: str) -> bool:
    """Whether a text has a word that a title or an administration needs: most have none."""
    return any(word in text for word in (*title_words(), "administration", "White House"))


def office_holders(passage: MappedText, lines: Lines, *, news: bool) -> Iterator[Clue]:
    """The clues of one passage: whoever is called by a title held it then, or had held it.

    `news` is whether the document speaks of its own days.
    """
    text = passage.text
    for rule, start, end, holders in (
        *_titled(text, news=news),
        *_administrations(text, news=news),
    ):
        terms = DaySet.of(item for holder in holders for item in holder.terms)
        people = " or ".join(dict.fromkeys(f"{item.name}, {item.office}" for item in holders))
        span = lines.span(*passage.source_range(start, end))
        yield clue_rule(rule).clue(DOCUMENT, terms, people, span=span, text=text[start:end])


_Found = tuple[str, int, int, tuple[Holder, ...]]
"""Rule, start and end in the text, and who may be meant."""


def _titled(text: str, *, news: bool) -> Iterator[_Found]:
    """Titles with a name. A sentence that dates itself may tell of people of years ago."""
    matches = list(title_pattern().finditer(text))
    retold = _retellings(text) if matches else bool
    for match in matches:
        if _NOT_IN_OFFICE.search(text[max(0, match.start() - BEFORE) : match.start()]):
            continue
        found = _holder(match["title"], match["name"])
        if found is None:
            continue
        holders, length, full = found
        end = match.start("name") + length
        rule = "office-holder" if full else "office-family-name"
        if (still := _STILL.match(text, end)) is not None:
            yield f"{rule}-still", match.start(), still.end(), holders
        elif retold(match.start()):
            yield f"{rule}-retold", match.start(), end, holders
        else:
            yield rule if news else f"{rule}-looking-back", match.start(), end, holders


def _administrations(text: str, *, news: bool) -> Iterator[_Found]:
    rule = "office-family-name" if news else "office-family-name-looking-back"
    for match in _ADMINISTRATION.finditer(text):
        if holders := holders_called("President", match["family"]):
            yield rule, match.start(), match.end(), holders


def _retellings(text: str) -> Callable[[int], bool]:
    """Whether the sentence of a place has named a date before it: "In 2014, President …"."""
    dates = [mention.start for mention in find_mentions(text)]
    ends = list(_SENTENCE_END.finditer(text))
    starts = [end.start() for end in ends]

    def retold(at: int) -> bool:
        before = bisect_left(dates, at) - 1
        if before < 0:
            return False
        following = bisect_left(starts, dates[before])
        return following == len(ends) or at < ends[following].end("next")

    return retold


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
