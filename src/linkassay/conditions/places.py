"""What kind of place an address is by its form: a front page, a search, an error page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache
from urllib.parse import parse_qsl, unquote

from linkassay.conditions.folded import words
from linkassay.conditions.not_found import Notice, notice
from linkassay.tables.languages import two_letter_codes
from linkassay.tables.page_names import NameKind, locales, names_of
from linkassay.urls import is_home, query_names_page
from linkassay.urls.parts import parts_of

_ENDING = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,4}\Z")
_LOCALE = re.compile(r"(?P<language>[a-z]{2,3})(?:[-_][A-Za-z]{2,4})?", re.IGNORECASE)
_LONGEST_LOCALE = 8
_STATUS = re.compile(r"404|410")
_MOST_NAME_WORDS = 6
_DEEPEST_HOME = 2
"""Parts of a path that a front page has at most: `/news/home.html` (our own choice)."""


class Place(StrEnum):
    """What an address names by its form. `OTHER` is a page like any other."""

    HOME = "home"
    ERROR = "error"
    PERHAPS_ERROR = "perhaps-error"
    SEARCH = "search"
    SITEMAP = "sitemap"
    OTHER = "other"


@lru_cache(maxsize=256)
def place(url: str) -> Place:
    """What an address names. Never raises."""
    names = segment_names(url)
    if _says_error(names) or _has_status(url):
        return Place.ERROR
    if _is_search(url, names):
        return Place.SEARCH
    if names and names[-1] in names_of(NameKind.SITEMAP):
        return Place.SITEMAP
    if is_front(url):
        return Place.HOME
    if names and not names_of(NameKind.PERHAPS_ERROR).isdisjoint(names[-2:]):
        return Place.PERHAPS_ERROR
    return Place.OTHER


@lru_cache(maxsize=256)
def is_front(url: str) -> bool:
    """Whether an address is a front page, in the widest sense: of a language or country, too.

    `/?lang=en`, `/main.php`, `/welcome.aspx`, `/pages/home`, `/en-gb/index.html`.
    """
    if is_home(url):
        return True
    if query_names_page(url) or _has_status(url) or _searches(url):
        return False
    raw = _segments(url)
    rest = [_name(one) for one in raw if not _is_locale(one)]
    if not rest:
        return len(raw) <= _DEEPEST_HOME
    if len(rest) == 1 and rest[0] in names_of(NameKind.HOME_ALONE):
        return True
    return len(rest) <= _DEEPEST_HOME and rest[-1] in names_of(NameKind.HOME)


def segment_names(url: str) -> list[str]:
    """The names of a path's parts, without their endings, folded, with blanks between words."""
    return [name for one in _segments(url) if (name := _name(one))]


def telling_names(url: str) -> list[str]:
    """The names of a path's parts without languages and countries and without an index file."""
    names = [name for name in (_name(one) for one in _segments(url) if not _is_locale(one)) if name]
    tails = names_of(NameKind.HOME) | names_of(NameKind.HOME_ALONE)
    return names[:-1] if names and names[-1] in tails else names


@lru_cache(maxsize=256)
def _segments(url: str) -> tuple[str, ...]:
    return tuple([unquote(part) for part in parts_of(url).path.split("/") if part])


@lru_cache(maxsize=1024)
def _name(segment: str) -> str:
    return " ".join(words(_ENDING.sub("", segment[:200])))


@lru_cache(maxsize=1024)
def _is_locale(segment: str) -> bool:
    if _name(segment) in _locale_names():
        return True
    found = _LOCALE.fullmatch(segment) if len(segment) <= _LONGEST_LOCALE else None
    return found is not None and found["language"].lower() in two_letter_codes()


@cache
def _locale_names() -> frozenset[str]:
    """The names of all countries and regions that sites have editions for."""
    return frozenset(name for row in locales() for name in row.names)


def _says_error(names: list[str]) -> bool:
    """Whether a part of the path says no more than that there is no page."""
    return any(
        name in names_of(NameKind.ERROR)
        or (
            len(name.split()) <= _MOST_NAME_WORDS
            and notice(name, "") in (Notice.NOT_FOUND, Notice.CODE)
        )
        for name in names[-3:]
    )


def _has_status(url: str) -> bool:
    """Whether the query says that a page is missing: `?e=404`, `?404;http://…`."""
    if "?" not in url:
        return False
    query = parts_of(url).query
    if query[:3] in ("404", "410") and not query[3:4].isalnum():
        return True
    for name, value in _pairs(url):
        key = "".join(words(name))
        if key in names_of(NameKind.ERROR):
            return True
        if _STATUS.fullmatch(value) and key not in ("id", "p", "page", "start", "offset"):
            return True
        if "".join(words(value)) in names_of(NameKind.ERROR):
            return True
    return False


def _is_search(url: str, names: list[str]) -> bool:
    if names and names[-1] in names_of(NameKind.SEARCH):
        return True
    if not _searches(url):
        return False
    tails = names_of(NameKind.HOME) | names_of(NameKind.HOME_ALONE)
    return all(name in tails for name in names)


def _searches(url: str) -> bool:
    return "?" in url and any(
        " ".join(words(name)) in names_of(NameKind.SEARCH_KEY) for name, _ in _pairs(url)
    )


def _pairs(url: str) -> Iterator[tuple[str, str]]:
    query = parts_of(url).query
    if not query:
        return
    try:
        yield from parse_qsl(query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return
