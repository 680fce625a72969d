"""Names with a title before them: "Secretary of State Mike Pompeo", "président Emmanuel Macron"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from linkassay.tables.offices import Holder, holders_of, nations
from linkassay.tables.titles import titles_by_last_word

BEFORE = 40
"""Characters before a title that can take it away ("former Democratic President")."""
REACH = 90
"""Characters behind a title in which the name stands."""
WORDS = 8
"""Words of a name, and of what may stand between it and the title ("President of France …")."""

_BETWEEN = r"[\s-]+(?:[A-Z][\w.]+\s)?$"
"""Between such a word and a title may stand a nation or a party: "former Democratic President"."""
_NOT_IN_OFFICE = re.compile(
    r"\b(?i:future|vice|deputy|assistant|acting|interim|incoming|elect|elected|nominee|candidate"
    r"|designate|designierte[rn]?|künftige[rn]?|would-?be|if|next|shadow|first|lieutenant"
    r"|presumptive|potential|aspiring|\d+(?:st|nd|rd|th))" + _BETWEEN
)
_UNDERSECRETARY = re.compile(r"(?i:\bunder[ -]secretary)")
_FORMER = re.compile(
    r"\b(?:(?P<ended>(?i:former|ex|ehemalige[rn]?|ancien|ancienne|бывший|экс))|(?i:past|retired"
    r"|one-?time|erstwhile|then|late|ousted|deposed|toppled|outgoing|damalige[rn]?|тогдашний))"
    + _BETWEEN
)  # fmt: skip
_WORD = re.compile(r"[^\W_](?:[\w’'.-]*[\w])?")
_MARKS = '-–—("“«„‘'
"""Marks that may stand right before a title."""
_ASCII_MARKS = "".join(filter(str.isascii, _MARKS))
_POSSESSIVE = re.compile(r"['’]s?$")
_INITIALS = re.compile(r"(?:[A-Z]\.-?)+|[JS]r\.")
_DAY_OR_MONTH = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Janu|Febru)ary|March|April|May|June|July|August"
    r"|(?:Septem|Octo|Novem|Decem)ber|Administration"
)


class Standing(StrEnum):
    """What the words before a title say of the term: it runs, it is over, it was once."""

    IN_OFFICE = "in-office"
    FORMER = "former"
    THEN = "then"


@dataclass(frozen=True, slots=True)
class TitledName:
    """`text[start:end]` calls one of `holders` by a title, in full or by the family name alone."""

    start: int
    end: int
    holders: tuple[Holder, ...]
    full: bool
    standing: Standing


@dataclass(frozen=True, slots=True)
class _Named:
    """Whom the words behind a title name, and how many words that takes."""

    holders: tuple[Holder, ...]
    words: int
    full: bool


def titled_names(text: str) -> Iterator[TitledName]:
    """Everybody in the tables whom a text calls by a title, in the order of the text."""
    for start, end, titles in sorted(_titles(text), key=lambda found: found[0]):
        words = _words(text, end + 1)
        if not words:
            continue
        start, nation = _nation_before(text, start)
        before = text[max(0, start - BEFORE) : start]
        if before[-1:].isalnum() or _NOT_IN_OFFICE.search(before):
            continue
        if _UNDERSECRETARY.search(text[max(0, start - 6) : start + 9]):
            continue
        former = _FORMER.search(before)
        if before.endswith("-") and former is None:
            continue
        named = _named([word for word, _ in words], titles, nation)
        if named is None:
            continue
        standing = Standing.IN_OFFICE
        if former is not None:
            standing = Standing.FORMER if former["ended"] else Standing.THEN
        yield TitledName(start, words[named.words - 1][1], named.holders, named.full, standing)


def _titles(text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Start, end and meaning of every title; of two that end together the longer one."""
    lowered = _lowered(text)
    words = _spaced(lowered).split(" ")
    by_last = titles_by_last_word()
    if by_last.keys().isdisjoint(words):
        return
    for last in by_last.keys() & set(words):
        forms = by_last[last]
        at = lowered.find(last)
        while at >= 0:
            end = at + len(last)
            if text[end : end + 1] == " ":
                for form, titles in forms:
                    start = end - len(form)
                    if start >= 0 and lowered.startswith(form, start):
                        if not text[start - 1 : start].isalnum() or start == 0:
                            yield start, end, titles
                        break
            at = lowered.find(last, end)


def _spaced(text: str) -> str:
    """A text with a blank for each mark that may stand before a title."""
    for mark in _ASCII_MARKS if text.isascii() else _MARKS:
        text = text.replace(mark, " ")
    return text


def _lowered(text: str) -> str:
    """A text in lower case with every letter at its place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _words(text: str, at: int) -> list[tuple[str, int]]:
    """The words from a place on that may be a name, each with its end; the first is capital.

    A mark of punctuation or an 's ends a name, the point of an initial does not.
    """
    words: list[tuple[str, int]] = []
    for raw in text[at : at + REACH].split(" ", WORDS)[:WORDS]:
        found = _INITIALS.fullmatch(raw) or _WORD.match(raw)
        if found is None:
            break
        word = found.group()
        plain = _without_possessive(word)
        words.append((plain, at + len(plain)))
        if plain != raw:
            break
        at += len(raw) + 1
    return words


def _without_possessive(word: str) -> str:
    return _POSSESSIVE.sub("", word) if word.endswith(("'", "’", "s")) else word


def _nation_before(text: str, start: int) -> tuple[int, str | None]:
    """Where a title starts with the nation before it, and that nation: "South Korean President"."""
    words = text[max(0, start - 30) : start].split(" ")
    if len(words) < 2 or words[-1]:
        return start, None
    for count in (2, 1):
        written = " ".join(words[-1 - count : -1])
        if len(words) > count and _nation(written) is not None:
            return start - len(written) - 1, _nation(written)
    return start, None


def _nation(written: str) -> str | None:
    if written in nations():
        return written
    plain = _without_possessive(written)
    return plain if plain in nations() else None


def _named(words: Sequence[str], titles: frozenset[str], nation: str | None) -> _Named | None:
    """Whom the words name: right behind the title, behind a nation, or behind "of" and a country.

    A family name alone counts right behind the title only, and only where no other name follows.
    """
    if nation is None and (behind := _nation(words[0])) is not None:
        return _named_in_full(words, 1, titles, behind)
    if words[0] == "of":
        country = takewhile(lambda word: word == "the" or word[0].isupper(), words[1:])
        tries = (_named_in_full(words, at, titles, None) for at, _ in enumerate(country, 2))
        return next((named for named in tries if named is not None), None)
    return _named_in_full(words, 0, titles, nation) or _family_alone(words, titles, nation)


def _named_in_full(
    words: Sequence[str], skip: int, titles: frozenset[str], nation: str | None
) -> _Named | None:
    for at in range(skip, len(words)):
        for size in (3, 2, 1):
            if at + size > len(words):
                continue
            holders = _bearers(" ".join(words[at : at + size]), titles, nation)
            if not holders:
                continue
            first, rest = " ".join(words[skip:at]), words[at + size :]
            if first:
                if called := _called(first, holders):
                    return _Named(called, at + size, full=True)
                continue
            for holder in holders:
                for behind in holder.behind:
                    more = behind.split(" ")
                    if list(rest[: len(more)]) == more:
                        return _Named((holder,), at + size + len(more), full=True)
                if not holder.given and not holder.behind:
                    return _Named((holder,), at + size, full=True)
    return None


def _family_alone(
    words: Sequence[str], titles: frozenset[str], nation: str | None
) -> _Named | None:
    for size in (3, 2, 1):
        holders = _bearers(" ".join(words[:size]), titles, nation) if size <= len(words) else ()
        after = words[size] if size < len(words) else ""
        if holders:
            goes_on = after[:1].isupper() and not _DAY_OR_MONTH.fullmatch(after)
            return None if goes_on else _Named(holders, size, full=False)
    return None


def _bearers(family: str, titles: frozenset[str], nation: str | None) -> tuple[Holder, ...]:
    """Who has a family name, with one of the titles and, where it is said, of the nation."""
    held = holders_of(family)
    if not held:
        return ()
    return tuple(
        holder
        for holder in held
        if titles & holder.office.titles and (nation is None or nation in holder.office.nation)
    )


def _called(written: str, holders: Sequence[Holder]) -> tuple[Holder, ...]:
    """Those with exactly these first names, else those with these and a middle name more.

    "George W." is one Bush exactly, though "George" alone begins both.
    """
    exactly = tuple(holder for holder in holders if written in holder.given)
    return exactly or tuple(
        holder
        for holder in holders
        if any(written.startswith(f"{given} ") for given in holder.given)
    )
