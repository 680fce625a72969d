"""Names in addresses that say what kind of page is there, typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.tables import load, rows


class NameKind(StrEnum):
    """What a name says of a page."""

    HOME = "home"
    HOME_ALONE = "home-alone"
    """A front page, where nothing stands before it."""
    ERROR = "error"
    PERHAPS_ERROR = "perhaps-error"
    SEARCH = "search"
    SEARCH_KEY = "search-key"
    """A parameter that holds what was searched for."""
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True)
class NamesOfKind:
    """Names in lower case, without accents, with blanks between their words."""

    kind: NameKind
    names: frozenset[str]
    source: str


@dataclass(frozen=True, slots=True)
class Locale:
    """A country or language as paths name it, and the codes that stand for it."""

    names: frozenset[str]
    codes: frozenset[str]
    source: str


@cache
def names_of(kind: NameKind) -> frozenset[str]:
    """All names that say this."""
    table = rows("page_names", "kind", NamesOfKind)
    return frozenset(name for row in table if row.kind is kind for name in row.names)


@cache
def locales() -> tuple[Locale, ...]:
    """Countries and languages, in the table's order."""
    return rows("page_names", "locale", Locale)


@cache
def common_words() -> frozenset[str]:
    """Words that tell nothing of a page."""
    return frozenset(load("page_names")["common"]["words"])
