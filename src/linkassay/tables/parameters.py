"""Query parameters that only follow the reader around."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from linkassay.model.host_names import is_within
from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class Tracking:
    """Parameters of one maker. With `hosts` they count only there (and below)."""

    maker: str
    source: str
    names: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


@cache
def tracking() -> tuple[Tracking, ...]:
    """All tracking parameters we know, by their makers."""
    return rows("parameters", "tracking", Tracking)


def tracks(name: str, host: str) -> bool:
    """Whether a parameter (decoded name) does nothing but track at this host (lower case)."""
    return _tracks(name, host) if len(name) <= _LONGEST_KEPT else _is_tracking(name, host)


def _is_tracking(name: str, host: str) -> bool:
    return any(
        (name in row.names or (row.prefixes and name.startswith(row.prefixes)))
        and (not row.hosts or any(is_within(host, one) for one in row.hosts))
        for row in tracking()
    )


_LONGEST_KEPT = 64
"""Characters of a name that is remembered."""

_tracks = lru_cache(maxsize=4096)(_is_tracking)
