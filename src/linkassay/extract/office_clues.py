"""Clues in the titles people are given: "Secretary of State Mike Pompeo"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkassay.dates import find_mentions
from linkassay.model import DOCUMENT, Clock, Clue, DaySet, Group, Lines, MappedText
from linkassay.tables.offices import Holder, holders_called, title_pattern

# Start weights: research: provenance 11.
TERM_START, TERM_END = 0.97, 0.75
BARE_NAME_START, BARE_NAME_END = 0.90, 0.60
"""A family name alone may be a relative or a namesake (research: provenance 4)."""
STILL_IN_OFFICE = 0.90
"""The text says so itself: "remains in power"."""
LOOKING_BACK_END = 0.47
"""Of a text that never speaks of its own days: two such ends weigh as much as one address does, so
that they leave it undecided."""
RETOLD_END = 0.30
"""Of a sentence that dates itself: two such ends together do not outweigh one address."""

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
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]* (?=[\"“‘(]?[A-ZÀ-Ž])")
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


def office_holders(prose: MappedText, lines: Lines, *, news: bool) -> Iterator[Clue]:
    """The clues of one passage: whoever is called by a title held it then, or had held it.

    `news` is whether the document speaks of its own days.
    """
    dated = [mention.start for mention in find_mentions(prose.text)]
    for match in title_pattern().finditer(prose.text):
        if _NOT_IN_OFFICE.search(prose.text[max(0, match.start() - BEFORE) : match.start()]):
            continue
        found = _holder(match["title"], match["name"])
        if found is None:
            continue
        holders, words, full = found
        end = match.start("name") + words
        first, last = (TERM_START, TERM_END) if full else (BARE_NAME_START, BARE_NAME_END)
        if (still := _STILL.match(prose.text, end)) is not None:
            end, last = still.end(), STILL_IN_OFFICE
        elif not news:
            last = LOOKING_BACK_END
        if still is None and _is_retold(prose.text, dated, match.start()):
            last = RETOLD_END
        yield _office_clue(prose, lines, match.start(), end, holders, first, last)
    end_weight = BARE_NAME_END if news else LOOKING_BACK_END
    for match in _ADMINISTRATION.finditer(prose.text):
        if holders := holders_called("President", match["family"]):
            yield _office_clue(
                prose, lines, match.start(), match.end(), holders, BARE_NAME_START, end_weight
            )


def _is_retold(text: str, dated: list[int], at: int) -> bool:
    """Whether the sentence has named a date before: "In 2014, President …" may be told years on."""
    before = [start for start in dated if start < at]
    return bool(before) and _SENTENCE_END.search(text, before[-1], at) is None


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
    prose: MappedText, lines: Lines, start: int, end: int, holders: tuple[Holder, ...],
    weight: float, weight_latest: float,
) -> Clue:  # fmt: skip
    terms = DaySet.of(item for holder in holders for item in holder.terms)
    people = " or ".join(dict.fromkeys(f"{holder.name}, {holder.office}" for holder in holders))
    return Clue(
        DOCUMENT, Clock.PUBLISHED, terms, people, "office-holder", Group.OFFICE, weight,
        lines.span(*prose.source_range(start, end)), prose.text[start:end], weight_latest,
    )  # fmt: skip
