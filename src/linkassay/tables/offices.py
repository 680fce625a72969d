"""Office holders: who could be called what, and when."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from linkassay.model import DaySet, Interval
from linkassay.tables import rows

TABLES = (
    "offices_us",
    "offices_us_cabinet",
    "offices_world",
    "heads_africa",
    "heads_americas",
    "heads_asia_pacific",
    "heads_britain_ireland",
    "heads_central_europe",
    "heads_former_soviet_union",
    "heads_middle_east",
    "heads_western_europe",
)
BEHIND = "~ "
"""Before a first name that stands behind the family name: "Xi Jinping"."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office: the titles of its holders (`Title.id`), and the words that say whose it is.

    A line of `holders` is `family names; first names; terms`, as `offices_us.toml` tells.
    """

    name: str
    titles: frozenset[str]
    nation: frozenset[str]
    source: str
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one office, with every spelling of the names; the first is the one shown.

    `given` are first names that stand before the family name, `behind` those that stand behind it.
    One who has neither is called by the one name.
    """

    office: Office
    family: tuple[str, ...]
    given: tuple[str, ...]
    behind: tuple[str, ...]
    terms: DaySet

    @property
    def name(self) -> str:
        return " ".join((*self.given[:1], self.family[0], *self.behind[:1]))

    @property
    def called(self) -> str:
        """Name and office, as a clue's source says them."""
        return f"{self.name}, {self.office.name}"


@cache
def offices() -> tuple[Office, ...]:
    """All rows of all tables, in their order."""
    return tuple(
        office
        for table in TABLES
        for office in rows(table, "office", Office, holders=lambda text: tuple(text.splitlines()))
    )


def holders_of(family: str) -> tuple[Holder, ...]:
    """Everybody in the tables who has a family name, as written."""
    return _holders(family) if family in _by_family() else ()


@cache
def _holders(family: str) -> tuple[Holder, ...]:
    return tuple(holder(office, row) for office, row in _by_family()[family])


@cache
def nations() -> frozenset[str]:
    """Every word that says whose office it is."""
    return frozenset(word for office in offices() for word in office.nation)


@cache
def _by_family() -> Mapping[str, list[tuple[Office, str]]]:
    found: dict[str, list[tuple[Office, str]]] = {}
    for office in offices():
        for row in office.holders:
            for family in row.partition("; ")[0].split(", "):
                found.setdefault(family, []).append((office, row))
    return found


def holder(office: Office, row: str) -> Holder:
    """The holder that a row tells of; raises `ValueError` for one that cannot be read."""
    family, first, terms = row.split("; ")
    names = first.split(", ") if first else []
    return Holder(
        office,
        tuple(family.split(", ")),
        tuple(name for name in names if not name.startswith(BEHIND)),
        tuple(name.removeprefix(BEHIND) for name in names if name.startswith(BEHIND)),
        DaySet.of(map(_term, terms.split(", "))),
    )


def _term(written: str) -> Interval:
    """An interval of ISO 8601-2: `2017-01-20/2021-01-20`, `2005-09/2013-09`, `2025-01-20/..`.

    A start may be a day, a month or a year, an end a day or a month.
    """
    start, _, end = written.partition("/")
    return Interval(
        date.fromisoformat(f"{start}-01-01"[:10]) if len(start) != 7 else _in_month(start, 1),
        None if end == ".." else date.fromisoformat(end) if len(end) == 10 else _in_month(end, 31),
    )


def _in_month(month: str, day: int) -> date:
    first = date.fromisoformat(f"{month}-01")
    return first.replace(day=min(day, monthrange(first.year, first.month)[1]))
