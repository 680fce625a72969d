"""Meeting hostile servers: with little patience those that never end, with much the others.

So a busy machine changes nothing: only who must be late may be. What little patience has cut short
before its time, as while connecting, is met once more with more of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fetch.asking import ask, fetcher
from hostile_servers.catalogue import HOSTILE
from hostile_servers.hosts import Hosts
from hostile_servers.word import word
from linkassay.extract.page import page_facts
from linkassay.fetch import WebFetcher
from linkassay.model import Observation, Probe, Purpose
from servers import Server

LATE = frozenset({"read-timeout", "~read-timeout", "deadline", "~deadline"})
SHORT = {"hop_deadline": 1.5, "deadline": 4.0}
LONG = {"hop_deadline": 30.0, "deadline": 60.0}
LATEST = 10.0
"""Seconds in which who is given `SHORT` must have ended; the servers go on for 30."""
AGAIN = {"hop_deadline": 6.0, "deadline": 12.0}
LATEST_AGAIN = 20.0


def groups(names: Sequence[str]) -> Iterator[tuple[Sequence[str], Mapping[str, float]]]:
    """The names that may be late, and the others, with what they are given."""
    late = [name for name in names if HOSTILE[name].ends & LATE]
    yield late, SHORT
    yield [name for name in names if name not in late], LONG


def asking(patience: Mapping[str, float], **changes: object) -> WebFetcher:
    return fetcher(page_facts, resolver=Hosts(), hosts_at_once=32, **patience, **changes)


def met(names: Sequence[str], purpose: Purpose = Purpose.CITED) -> dict[str, Observation]:
    """What came of asking each of them once, by its name."""
    seen: dict[str, Observation] = {}
    for group, patience in groups(names):
        looks = _met(group, purpose, patience)
        if patience is SHORT:
            assert _later(looks, LATEST) == []
            cut = [name for name in group if word(looks[name]) not in HOSTILE[name].ends]
            again = _met(cut, purpose, AGAIN)
            assert _later(again, LATEST_AGAIN) == []
            looks |= again
        seen |= looks
    return seen


def _met(
    names: Sequence[str], purpose: Purpose, patience: Mapping[str, float]
) -> dict[str, Observation]:
    with Server({f"/{name}": HOSTILE[name].behaviour for name in names}) as server:
        # A host each, so that none waits for another or is spared because of it.
        urls = {name: server.url(f"/{name}", f"h{at}.test") for at, name in enumerate(names)}
        probes = [Probe(url, purpose) for url in urls.values()]
        looks = ask(*probes, by=asking(patience))
    return {name: looks[url] for name, url in urls.items()}


def _later(looks: Mapping[str, Observation], seconds: float) -> list[str]:
    return [name for name, look in looks.items() if look.seconds > seconds]
