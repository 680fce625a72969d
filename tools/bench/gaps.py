"""What manners demand of a run, by what the server wrote down: bounds, gaps, time lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bench.clocked import Request

SLOW = 2.0
"""Our own manners: the gap is at least so many times as long as the answer took (design, 5)."""


def by_host(requests: Iterable[Request]) -> dict[str, list[Request]]:
    """The requests of each host in the order in which they began."""
    found: dict[str, list[Request]] = defaultdict(list)
    for one in sorted(requests, key=lambda request: request.begin):
        found[one.host].append(one)
    return dict(found)


def first_asking(requests: Iterable[Request]) -> list[Request]:
    """Of each host what was asked until all its addresses had been asked once.

    What comes later are retries and second looks, which wait on purpose.
    """
    kept = []
    for of_host in by_host(requests).values():
        seen: set[str] = set()
        last = 0
        for place, one in enumerate(of_host):
            if one.path not in seen:
                seen.add(one.path)
                last = place
        kept += of_host[: last + 1]
    return kept


def lasted(requests: Sequence[Request]) -> float:
    """Seconds from the first request to the end of the last answer."""
    return max(one.end for one in requests) - min(one.begin for one in requests)


def demanded(took: float, gap: float) -> float:
    """Seconds that must pass after an answer that took so long."""
    return max(gap, SLOW * took)


def bound(requests: Iterable[Request], gap: float) -> float:
    """Seconds below which nobody who keeps our manners can ask all this: the slowest host's."""
    return max(_by_ends(of_host, gap) for of_host in by_host(requests).values())


def _by_ends(of_host: Sequence[Request], gap: float) -> float:
    took = [one.end - one.begin for one in of_host]
    return sum(took) + sum(demanded(one, gap) for one in took[:-1])


def bound_by_starts(requests: Iterable[Request], interval: float) -> float:
    """The same for one request at a time whose pause counts from start to start, as lychee's."""
    return max(_by_starts(of_host, interval) for of_host in by_host(requests).values())


def _by_starts(of_host: Sequence[Request], interval: float) -> float:
    took = [one.end - one.begin for one in of_host]
    return sum(max(one, interval) for one in took[:-1]) + took[-1]


def between(requests: Iterable[Request]) -> list[tuple[Request, float]]:
    """Each request that another of its host follows, and the seconds from its end to that one."""
    return [
        (one, following.begin - one.end)
        for of_host in by_host(requests).values()
        for one, following in pairwise(of_host)
    ]


def short(requests: Iterable[Request], gap: float) -> int:
    """How many gaps, from the end of an answer to the next request, were shorter than that."""
    return sum(seconds < gap for _, seconds in between(requests))


def lost(requests: Iterable[Request], gap: float) -> list[float]:
    """Seconds by which each gap was longer than our manners demand."""
    return [seconds - demanded(one.end - one.begin, gap) for one, seconds in between(requests)]
