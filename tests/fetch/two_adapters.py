"""The same requests by httpx and by libcurl, and what came of them as values to compare."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import anyio
import pytest

from linkassay.fetch.exchange import Bounds, Caps, Exchange
from linkassay.fetch.exchanges import Ask
from linkassay.fetch.httpx_exchanges import exchange
from linkassay.fetch.target import target_of
from linkassay.fetch.transport import client_for
from linkassay.urls.ip import parse_range

pytest.importorskip("linkassay.fetch.curl.library", reason="the extra `fast` is not installed")

from linkassay.fetch.curl.exchanges import CurlExchanges

LINES = (("User-Agent", "linkassay/0"), ("Accept", "*/*"))
LOOPBACK = [parse_range("127.0.0.0/8"), parse_range("::1")]
PATIENCE = 20.0


def bounds(
    seconds: float = 5.0, wire: int = 100_000, decoded: int = 100_000, **heads: int
) -> Bounds:
    caps = Caps(wire, decoded)
    return Bounds(
        seconds,
        heads.get("header_bytes", 256 * 1024),
        heads.get("header_lines", 2_000),
        lambda status, media_type: caps,
    )


def ask(url: str, *addresses: str, lines: Any = LINES, within: Bounds | None = None) -> Ask:
    return Ask(target_of(url), lines, within or bounds(), addresses or ("127.0.0.1",))


def by_httpx(*asks: Ask, ca_file: str | None = None, dial_seconds: float = 5.0) -> list[Exchange]:
    """What comes of requests that are made at once, in their order."""
    came: dict[int, Exchange] = {}
    client = client_for(ca_file, allowed=LOOPBACK, dial_seconds=dial_seconds)

    async def one(at: int, made: Ask) -> None:
        came[at] = await exchange(client, made, time.monotonic)

    async def all_of_them() -> None:
        async with anyio.create_task_group() as group:
            for at, made in enumerate(asks):
                group.start_soon(one, at, made)

    anyio.run(all_of_them)
    return [came[at] for at in range(len(asks))]


def by_curl(*asks: Ask, **given: Any) -> list[Exchange]:
    """The same by libcurl."""
    exchanges = CurlExchanges(given.pop("ca_file", None), **{"allowed": LOOPBACK} | given)
    try:
        return together(exchanges, *asks)
    finally:
        exchanges.close()


def together(exchanges: CurlExchanges, *asks: Ask) -> list[Exchange]:
    """What comes of requests, all started before one is waited for."""
    came: dict[int, Exchange] = {}
    for made in asks:
        exchanges.start(made)
    while len(came) < len(asks):
        ended = exchanges.wait(PATIENCE)
        assert ended, "libcurl has lost a request"
        came.update((id(made), result) for made, result in ended)
    return [came[id(made)] for made in asks]


@dataclass(frozen=True)
class Came:
    """All of an exchange but its words and times."""

    facts: tuple[Any, ...]
    body: tuple[Any, ...] | None


def values(result: Exchange) -> Came:
    body = result.body
    return Came(
        (
            result.phase, result.peer, result.status, result.headers, result.location,
            result.refresh, result.date, result.cookies, result.content_type, result.framing,
            result.error,
        ),
        body and (body.data, body.raw_bytes, body.sha256, body.encoded, body.capped),
    )  # fmt: skip


__all__ = [
    "LOOPBACK", "CurlExchanges", "ask", "bounds", "by_curl", "by_httpx", "together", "values",
]  # fmt: skip
