"""A fetcher for tests: loopback allowed, no gap, a fixed date."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from linkassay.fetch import WebFetcher
from linkassay.fetch.choosing import has_curl
from linkassay.model import HttpClient, Lane, Observation, PageFacts, Probe, Settings
from linkassay.ports import Fetcher

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
AGENT = "linkassay/0 (tests)"

EVERYBODY = (
    "127.0.0.1",
    "127.0.0.2",
    "[::1]",
    "[::ffff:7f00:1]",
    "localhost",
    "test",
    "example",
    "org",
)
"""Hosts of tests; what is asked for in them is told without the robots.txt of these."""

needs_curl = pytest.mark.skipif(not has_curl(), reason="the extra `fast` is not installed")

_named = os.environ.get("LINKASSAY_HTTP_CLIENT")

asked_by = [HttpClient(_named or HttpClient.HTTPX)]
"""By whom a fetcher asks where a test does not say it: the last one counts."""


def by_each(*marks: pytest.MarkDecorator) -> object:
    """A fixture by which the tests of a module are made with each adapter, libcurl's so marked.

    Where the environment names an adapter they are made with that one alone.
    """
    each = [HttpClient.HTTPX, pytest.param(HttpClient.CURL, marks=[needs_curl, *marks])]

    @pytest.fixture(scope="module", params=asked_by[:1] if _named else each)
    def each(request: pytest.FixtureRequest) -> Iterator[HttpClient]:
        asked_by.append(request.param)
        yield request.param
        asked_by.pop()

    return each


class AllHome:
    """Sends every name to 127.0.0.1."""

    def resolve(self, host: str, port: int) -> Sequence[str]:
        return ("127.0.0.1",)


def settings(**changes) -> Settings:
    values = {
        "gap": 0.0,
        "http_client": asked_by[-1],
        "allow_address": ("127.0.0.0/8", "::1/128"),
        "ignore_robots": EVERYBODY,
    } | changes
    return Settings(**values)


def facts(
    head: bytes, charset: str | None, fragments: Sequence[str] = (), *, whole: bool = True
) -> PageFacts:
    return PageFacts(title=head.decode("latin-1"), published=charset)


def fetcher(
    facts=facts, resolver=None, monotonic=time.monotonic, secret_key=None, waiting=None, **changes
) -> WebFetcher:
    return WebFetcher(
        settings(**changes),
        now=lambda: NOW,
        monotonic=monotonic,
        user_agent=AGENT,
        resolver=resolver,
        facts=facts,
        secret_key=secret_key,
        waiting=waiting,
    )


def lanes(*probes: Probe, window: int = 64) -> Iterator[Lane]:
    """The probes by host, in windows, hosts and probes in their order."""
    hosts: dict[str, list[Probe]] = {}
    for probe in probes:
        hosts.setdefault(_host(probe.url), []).append(probe)
    for host, listed in hosts.items():
        windows = [listed[at : at + window] for at in range(0, len(listed), window)]
        yield Lane(host, iter(windows))


def ask(*urls: str | Probe, by: Fetcher | None = None, **changes) -> dict[str, Observation]:
    """The observation of each address, which must be exactly one."""
    seen: dict[str, Observation] = {}

    def record(batch: Sequence[Observation]) -> None:
        assert batch
        for observation in batch:
            assert observation.url not in seen
            seen[observation.url] = observation

    probes = [url if isinstance(url, Probe) else Probe(url) for url in urls]
    (by or fetcher(**changes)).ask(lanes(*probes), record)
    return seen


def one(url: str | Probe, **changes) -> Observation:
    (observation,) = ask(url, **changes).values()
    return observation


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
