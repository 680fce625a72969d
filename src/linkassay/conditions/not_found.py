"""Whether a title or heading says that the page is not there, and says nothing else.

"How to fix error 404" and "The Missing Link" are titles of pages; "Oops! That page can't be found |
Example" is none. So a part of a title is such a statement only where it is made of the words of
`tables/not_found.toml` to its last one, and beside it stands no more than a site's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from urllib.parse import unquote

from linkassay.conditions.folded import folded, title_parts, words
from linkassay.tables.not_found import (
    not_found_codes,
    not_found_words,
    regret_words,
    skipped_words,
)
from linkassay.urls import host_of

_WITHIN = re.compile(r"[:：!?.…。！？()（）\[\]【】]+")
_QUESTION = re.compile(r"[?？؟]")
_SIGN = re.compile(r"[-_+]")
_MANY_SIGNS, _SHORT_PATH = 2, 3
_LONGEST = 300
"""Characters of a title that may be a statement."""
_MOST_WORDS = 40
_MOST_OF_A_NAME = 4
"""Words that the name of a site beside a statement may have (our own choice)."""

_CODE_DIGITS = 3
_THING, _MISSING, _REMOVED, _ALONE, _CODE, _ITEM = 1, 2, 4, 8, 16, 32
_TELLING = _MISSING | _REMOVED | _ALONE | _CODE
"""Without one of these roles a title states nothing."""


class Notice(StrEnum):
    """What a title states."""

    NOT_FOUND = "not-found"
    REMOVED = "removed"
    """Something was there once: no shop or band is called so."""
    CODE = "code"
    """Nothing but a number."""


@lru_cache(maxsize=1024)
def notice(text: str | None, url: str, *, alone: bool = False) -> Notice | None:
    """What a title or heading of the page at `url` states; `None`: it is an ordinary one.

    A name that the host bears itself (a shop "Not Found" at `notfound.example`) is no statement.
    `alone`: no other name may stand beside the statement than one that the host bears.
    """
    if not text or len(text) > _LONGEST:
        return None
    text = without_echo(text, url)
    if not _may_state(frozenset(words(text))):
        return None
    found: list[Notice] = []
    names = 0
    for part in _parts(text, url):
        stated = _stated(part)
        if stated is not None and stated.notice is not None:
            if _resembles(part, url):
                return None
            found.append(stated.notice)
        elif stated is None:
            names += 1
            known = _resembles(part, url)
            may_be_name = len(words(part)) <= _MOST_OF_A_NAME and not alone
            if names > 1 or not (known or may_be_name):
                return None
    told = max(found, key=_ORDER.index) if found else None
    # "Offer expired: what now?" asks about what is gone, and is there itself.
    asks = told is Notice.REMOVED and _QUESTION.search(text)
    return Notice.NOT_FOUND if asks else told


def is_named_by_host(text: str, url: str) -> bool:
    """Whether a title says no more than the name that the host bears."""
    return all(_resembles(part, url) for part in title_parts(text))


def only_regrets(text: str | None, url: str) -> bool:
    """Whether a title says no more than that something is wrong: "Oops", "Hinweis", "Ой"."""
    if not text or len(text) > _LONGEST:
        return False
    sorry = 0
    for part in _parts(without_echo(text, url), url):
        if not _stated(part):
            sorry += 0 if len(words(part)) <= _MOST_OF_A_NAME or _resembles(part, url) else -1
        elif _has_regret(part):
            sorry += 1
    return sorry > 0


def _has_regret(part: str) -> bool:
    said = f" {' '.join(words(part))} "
    return any(f" {' '.join(words(word))} " in said for word in regret_words())


def without_echo(text: str, url: str) -> str:
    """A title without what a server has copied into it of an address, letter by letter: the whole
    of it, its path, or a name that has signs between its words as no person would write them."""
    if _shortest_echo(url) not in text:
        return text
    for echo in _echoes(url):
        text = text.replace(echo, " ")
    return text


@lru_cache(maxsize=256)
def _shortest_echo(url: str) -> str:
    """What stands in all that a server may copy of an address."""
    return _last_name(_path(url)).partition(".")[0]


def _path(url: str) -> str:
    return "/" + unquote(url).partition("://")[2].partition("/")[2]


def _last_name(path: str) -> str:
    return path.partition("?")[0].rstrip("/").rpartition("/")[2]


@lru_cache(maxsize=256)
def _echoes(url: str) -> tuple[str, ...]:
    """What a server may copy of an address, the longest first."""
    plain, path, shortest = unquote(url), _path(url), _shortest_echo(url)
    name = _last_name(path)
    return tuple(
        echo
        for echo in (plain, path, path.partition("?")[0], name, shortest)
        if len(echo) > 1
        and (
            len(_SIGN.findall(echo)) >= _MANY_SIGNS or (echo[0] == "/" and len(echo) > _SHORT_PATH)
        )
    )


_ORDER = [Notice.CODE, Notice.NOT_FOUND, Notice.REMOVED]


def _parts(text: str, url: str) -> list[str]:
    """The parts of a title; one that is no statement as a whole is looked at by its sentences."""
    parts: list[str] = []
    for part in title_parts(text):
        inner = [one for one in _WITHIN.split(part) if words(one)]
        # What follows a colon or a full stop is a name only where the host bears it.
        known = all(_stated(one) is not None or _resembles(one, url) for one in inner)
        parts.extend(inner if len(inner) > 1 and known and _stated(part) is None else [part])
    return parts


class _Stated:
    """A part that is made of the words of statements to its last one."""

    __slots__ = ("notice",)

    def __init__(self, notice: Notice | None) -> None:
        self.notice = notice


def _stated(part: str) -> _Stated | None:
    given = [word for word in words(part) if word not in skipped_words()]
    if not given or len(given) > _MOST_WORDS:
        return None if given else _Stated(None)
    if any(word not in _vocabulary() and not _is_figure(word) for word in given):
        return None
    phrases, longest = _phrases()
    reached: list[set[int]] = [{0}, *(set() for _ in given)]
    for at in range(len(given)):
        if not reached[at]:
            continue
        for end in range(at + 1, min(at + longest, len(given)) + 1):
            for role in phrases.get(tuple(given[at:end]), ()):
                reached[end].update(mask | role for mask in reached[at])
        if _is_figure(given[at]):
            reached[at + 1].update(reached[at])
    if not reached[-1]:
        return None
    return _Stated(_best(reached[-1]))


def _is_figure(word: str) -> bool:
    """Whether a word is a number too short for a code."""
    return len(word) < _CODE_DIGITS and word.isdigit()


def _best(masks: set[int]) -> Notice | None:
    if any(_says_removed(mask) for mask in masks):
        return Notice.REMOVED
    if any(mask & _ALONE or (mask & _THING and mask & _MISSING) for mask in masks):
        return Notice.NOT_FOUND
    return Notice.CODE if any(mask & _CODE and not mask & _THING for mask in masks) else None


def _says_removed(mask: int) -> bool:
    """Whether something was there once: an item that is missing, or anything that was removed."""
    gone = mask & (_REMOVED | _MISSING) if mask & _ITEM else mask & _REMOVED
    return bool(mask & _THING and gone)


@cache
def _phrases() -> tuple[Mapping[tuple[str, ...], frozenset[int]], int]:
    """Every phrase by its words with the roles it can have, and the words of the longest."""
    found: dict[tuple[str, ...], set[int]] = {}
    for row in not_found_words():
        for role, texts in (
            (_THING, row.things),
            (_THING | _ITEM, row.items),
            (_MISSING, row.missing),
            (_REMOVED, row.removed),
            (_ALONE, row.alone),
            (0, row.fillers),
        ):
            for text in texts:
                found.setdefault(tuple(words(text)), set()).add(role)
    for code in not_found_codes():
        found.setdefault((code,), set()).add(_CODE)
    return {key: frozenset(roles) for key, roles in found.items()}, max(map(len, found))


@cache
def _vocabulary() -> frozenset[str]:
    """The words of all phrases."""
    return frozenset(word for phrase in _phrases()[0] for word in phrase)


def _may_state(said: frozenset[str]) -> bool:
    """Whether these words have all those of a phrase without which nothing is stated."""
    telling = _telling()
    begun = telling.keys() & said
    return bool(begun) and any(phrase <= said for word in begun for phrase in telling[word])


@cache
def _telling() -> Mapping[str, tuple[frozenset[str], ...]]:
    """The words of the phrases that can make a statement of a title, by the longest of each:
    fillers and names of things cannot."""
    found: dict[str, list[frozenset[str]]] = {}
    for phrase, roles in _phrases()[0].items():
        if phrase and any(role & _TELLING for role in roles):
            found.setdefault(max(phrase, key=len), []).append(frozenset(phrase))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _resembles(part: str, url: str) -> bool:
    """Whether a part of a title is the name that the host bears."""
    name = "".join(words(part))
    if len(name) < 3:
        return False
    labels = _labels(url)
    return name in "".join(labels) or any(len(one) > 3 and one in name for one in labels[:-1])


@lru_cache(maxsize=256)
def _labels(url: str) -> tuple[str, ...]:
    """The parts of the name of a host without `www.`, of nothing but letters and digits."""
    host = folded(host_of(url).removeprefix("www."))
    return tuple(re.sub(r"[^a-z0-9.]", "", host).split("."))
