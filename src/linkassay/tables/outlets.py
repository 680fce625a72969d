"""Outlets: their names, their hosts, and what their addresses look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class Outlet:
    """One row of `outlets.toml`. `since` is the first day the name can have been in use."""

    name: str
    source: str
    also: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    since: date | None = None
    id_suffix: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.also)

    def owns(self, host: str) -> bool:
        """Whether a host is one of the outlet's or lies below one."""
        return any(host == own or host.endswith(f".{own}") for own in self.hosts)


@cache
def outlets() -> tuple[Outlet, ...]:
    """All rows, in the table's order."""
    return rows("outlets", "outlet", Outlet, since=_first_day)


def outlet_named(name: str) -> Outlet | None:
    """The outlet with exactly this name or other spelling, a leading article aside."""
    return _by_name().get(_key(name))


def outlet_of_host(host: str) -> Outlet | None:
    """The first outlet that owns a host."""
    return next((outlet for outlet in outlets() if outlet.owns(host)), None)


def outlets_in(text: str) -> Iterator[tuple[Outlet, int, int]]:
    """The outlets a text names, with where (start, end), longest names first at each place."""
    for match in _all_names().finditer(text):
        outlet = outlet_named(match[0])
        if outlet is not None:
            yield outlet, match.start(), match.end()


@cache
def _by_name() -> dict[str, Outlet]:
    return {_key(name): outlet for outlet in outlets() for name in outlet.names}


@cache
def _all_names() -> re.Pattern[str]:
    names = sorted((name for outlet in outlets() for name in outlet.names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def _key(name: str) -> str:
    return " ".join(name.split()).lower().removeprefix("the ")


def _first_day(written: str) -> date:
    parts = [int(part) for part in written.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return date(year, month, day)
