"""What the addresses of a host have in common, from all that a ledger knows of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from linkassay.ports import Stored
from linkassay.urls import HostPattern, Precision, dated_path, learn

MOST_HOSTS = 256
"""The patterns of so many hosts are kept at a time."""


def host_patterns(stored: Stored) -> Callable[[str], HostPattern | None]:
    """Gives what is known of a host's addresses; each host is looked up when first asked for."""

    @lru_cache(MOST_HOSTS)
    def pattern(host: str) -> HostPattern | None:
        return learn(_points(stored.addresses_on(host)))

    return pattern


def _points(urls: Sequence[str]) -> Iterator[tuple[str, date]]:
    """The addresses that write a day, with it."""
    for url in urls:
        dated = dated_path(url)
        if dated is not None and dated.precision is Precision.DAY and dated.days is not None:
            day = dated.days.earliest
            if day is not None:
                yield url, day
