"""A fetcher for tests: loopback allowed, no gap, a fixed date."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from linkassay.fetch import WebFetcher
from linkassay.model import Observation, PageFacts, Probe, Settings

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
AGENT = "linkassay/0 (tests)"


def settings(**changes) -> Settings:
    values = {"gap": 0.0, "allow_address": ("127.0.0.0/8", "::1/128")} | changes
    return Settings(**values)


def facts(head: bytes, charset: str | None) -> PageFacts:
    return PageFacts(title=head.decode("latin-1"), published=charset)


def fetcher(facts=facts, resolver=None, monotonic=time.monotonic, **changes) -> WebFetcher:
    return WebFetcher(
        settings(**changes),
        now=lambda: NOW,
        monotonic=monotonic,
        user_agent=AGENT,
        resolver=resolver,
        facts=facts,
    )


def ask(*urls: str, by: WebFetcher | None = None, **changes) -> dict[str, Observation]:
    heard: dict[str, Observation] = {}

    def hear(observation: Observation) -> None:
        assert observation.url not in heard
        heard[observation.url] = observation

    (by or fetcher(**changes)).ask([Probe(url) for url in urls], hear)
    return heard


def one(url: str, **changes) -> Observation:
    (observation,) = ask(url, **changes).values()
    return observation
