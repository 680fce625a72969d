"""The sink, what it answers, and a fetcher as a user has it."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from time import monotonic

from guard.sink import Sink
from guard.spellings import PORTS
from guard.trials import Trial
from linkassay.extract.page import page_facts
from linkassay.fetch import WebFetcher
from linkassay.fetch.resolver import Resolver
from linkassay.model import HttpClient, Lane, Observation, Probe, Purpose, Settings

NOW = datetime(2031, 3, 3, 6, tzinfo=UTC)
TRIED_AT_ONCE = 64


class Lab:
    """One sink, and the attempts that are made under its eyes."""

    def __init__(self, every: int) -> None:
        self.every = every
        self.names: dict[str, tuple[str, ...]] = {}
        self.answers: dict[tuple[str, str], bytes] = {}
        listened = sorted({80, 443, *PORTS} - {0, 53})
        self.sink = Sink(tuple(listened), self._answer, self.names)

    def _answer(self, host: str, path: str) -> bytes:
        return self.answers.get((host, path)) or self.answers.get((host, "*")) or NOTHING

    def some(self, made: Iterable[Trial]) -> list[Trial]:
        """One trial in `every`, known to the sink."""
        chosen = list(islice(made, 0, None, self.every))
        for trial in chosen:
            if trial.name:
                self.names[trial.name] = trial.addresses
                self.answers[trial.name, "/page"] = trial.answer
        return chosen

    def told(self, route: str, seen: Sequence[Observation], **more: object) -> None:
        """Print what came of one route, and forget it."""
        ends = [item.error or str(item.status) for item in seen]
        self.tell(route, ends, led=sum(len(item.hops) > 1 for item in seen), **more)

    def tell(self, route: str, ends: Sequence[str], **more: object) -> None:
        """As `told`, by the words of how each attempt ended."""
        line = {
            "route": route, "attempts": len(ends), "ends": Counter(ends),
            "touched": sorted({f"{address} port {port}" for address, port in self.sink.taken()}),
            "outside": len(self.sink.asked),
        }  # fmt: skip
        print(json.dumps(line | more), flush=True)
        self.sink.asked.clear()


NOTHING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def fetcher(resolver: Resolver | None = None, **changes: object) -> WebFetcher:
    """As a user has it, but without a gap."""
    client = HttpClient(os.environ["LINKASSAY_HTTP_CLIENT"])
    settings = Settings(gap=0.0, hosts_at_once=TRIED_AT_ONCE, http_client=client)
    return WebFetcher(
        replace(settings, **changes),
        now=lambda: NOW,
        monotonic=monotonic,
        user_agent="linkassay/0 (tests)",
        resolver=resolver,
        facts=page_facts,
    )


def ask(urls: Iterable[str], by: WebFetcher, purpose: Purpose = Purpose.CITED) -> list[Observation]:
    """Each address in a lane of its own: the host of many of them cannot be told."""
    seen: list[Observation] = []
    probes = (Probe(url, purpose) for url in dict.fromkeys(urls))
    by.ask((Lane(f"lane-{at}", iter([[probe]])) for at, probe in enumerate(probes)), seen.extend)
    return seen


def urls(made: Iterable[Trial]) -> list[str]:
    return [trial.url for trial in made]
