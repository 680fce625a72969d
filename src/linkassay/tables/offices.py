"""Office holders: who could be called what, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from linkassay.model import DaySet, Interval
from linkassay.tables import load


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


@cache
def offices() -> tuple[Office, ...]:
    """All rows, in the table's order."""
    return tuple(
        Office(
            row["name"],
            tuple(row["titles"]),
            tuple(
                Holder(
                    office=row["name"],
                    given=tuple(holder["given"]),
                    family=holder["family"],
                    terms=DaySet.of(_term(term) for term in holder["terms"]),
                    source=holder.get("source", row["source"]),
                )
                for holder in row["holder"]
            ),
        )
        for row in load("offices")["office"]
    )


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


def _term(term: Mapping[str, date]) -> Interval:
    return Interval(term.get("from"), term.get("to"))
