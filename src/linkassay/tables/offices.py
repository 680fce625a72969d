"""Office holders: who could be called what, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from linkassay.model import DaySet, Interval
from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one office. `given` are the first names a text may use, `family` the last."""

    office: str
    given: tuple[str, ...]
    family: str
    terms: DaySet
    source: str

    @property
    def name(self) -> str:
        return f"{self.given[0]} {self.family}"


@dataclass(frozen=True, slots=True)
class Office:
    """An office: the titles that stand before a holder's name, and its holders."""

    name: str
    titles: tuple[str, ...]
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class _HolderRow:
    given: tuple[str, ...]
    family: str
    terms: DaySet
    source: str | None = None


@dataclass(frozen=True, slots=True)
class _OfficeRow:
    name: str
    titles: tuple[str, ...]
    source: str
    holder: tuple[_HolderRow, ...]


@cache
def offices() -> tuple[Office, ...]:
    """All rows, in the table's order."""
    return tuple(
        Office(row.name, row.titles, tuple(_holder(row, holder) for holder in row.holder))
        for row in rows("offices", "office", _OfficeRow, terms=_terms)
    )


def _holder(office: _OfficeRow, row: _HolderRow) -> Holder:
    """A holder; the source of the office is his, unless he names one."""
    return Holder(office.name, row.given, row.family, row.terms, row.source or office.source)


@cache
def holders_called(title: str, family: str) -> tuple[Holder, ...]:
    """Everybody who could be meant by a title and a family name (both as written)."""
    return tuple(
        holder
        for office in offices()
        if title in office.titles
        for holder in office.holders
        if holder.family.lower() == family.lower()
    )


@cache
def title_pattern() -> re.Pattern[str]:
    """A title, then up to four words that may be a name: groups `title` and `name`.

    The longest title wins, so that "Vice President" is never read as "President".
    """
    titles = {title for office in offices() for title in office.titles}
    either = "|".join(re.escape(title) for title in sorted(titles, key=len, reverse=True))
    word = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-Ž][\w’'-]*\.?|[ae]l-[A-Z]\w+|[Dd]e|da|von|van)"
    return re.compile(rf"(?<![\w-])(?P<title>{either}) (?P<name>{word}(?: {word}){{0,3}})")


@cache
def title_words() -> frozenset[str]:
    """The longest word of each title: a text without any of them has no title."""
    titles = {title for office in offices() for title in office.titles}
    return frozenset(max(re.findall(r"[^\W_]+", title), key=len) for title in titles)


def _terms(terms: list[dict[str, date]]) -> DaySet:
    return DaySet.of(Interval(term.get("from"), term.get("to")) for term in terms)
