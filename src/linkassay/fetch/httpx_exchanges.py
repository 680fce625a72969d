"""The adapter that takes whatever browsers take: httpx, in an event loop of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

import anyio
import httpcore
import httpx
from anyio.from_thread import start_blocking_portal

from linkassay.fetch import headers
from linkassay.fetch.body import body_for, framing_of
from linkassay.fetch.errors import failure_of
from linkassay.fetch.exchange import Exchange, Phase, end_body, fail, run_out
from linkassay.fetch.exchanges import Ask
from linkassay.fetch.guarded_backend import peer_of
from linkassay.fetch.head import HeadBounds
from linkassay.fetch.tidied import CLOSING_SECONDS
from linkassay.fetch.told import fact_in, tell
from linkassay.fetch.transport import client_for, lines_of, request_to
from linkassay.model import Framing
from linkassay.tables.networks import Network

LEAKY_LOGGERS = ("httpcore", "httpx")
"""They write whom they connect to and what they ask for, at DEBUG and INFO."""

Ended = tuple[Ask, Exchange]


class HttpxExchanges:
    """Makes requests in a thread with an event loop. Implements `exchanges.Exchanges`.

    `allowed` lifts the guard's policy for those ranges, `dial_seconds` bounds an attempt at one of
    several addresses; `told` is called, in another thread, when a request has ended. Raises
    `UsageError` where the file of authorities cannot be read.
    """

    def __init__(
        self,
        *,
        ca_file: str | None,
        allowed: Sequence[Network],
        dial_seconds: float,
        monotonic: Callable[[], float],
        dialler: httpcore.AsyncNetworkBackend | None = None,
        told: Callable[[], None] | None = None,
    ) -> None:
        for name in LEAKY_LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._client = client_for(
            ca_file, allowed=allowed, dial_seconds=dial_seconds, dialler=dialler
        )
        self._monotonic = monotonic
        self._told = told
        self._ended: SimpleQueue[Ended | None] = SimpleQueue()
        self._loop = start_blocking_portal("asyncio")
        self._portal = self._loop.__enter__()

    def start(self, ask: Ask) -> None:
        self._portal.start_task_soon(self._make, ask)

    def wait(self, seconds: float) -> Sequence[Ended]:
        ended: list[Ended | None] = []
        with suppress(Empty):
            ended.append(self._ended.get(timeout=seconds) if seconds > 0 else None)
            while True:
                ended.append(self._ended.get_nowait())
        return [one for one in ended if one is not None]

    def wake(self) -> None:
        self._ended.put(None)

    def close(self) -> None:
        self._portal.call(self._portal.stop, True)
        self._loop.__exit__(None, None, None)

    async def _make(self, ask: Ask) -> None:
        self._ended.put((ask, await exchange(self._client, ask, self._monotonic)))
        if self._told is not None:
            self._told()


async def exchange(client: httpx.AsyncClient, ask: Ask, monotonic: Callable[[], float]) -> Exchange:
    """Ask once. Never raises for what the web does: an error is in the result."""
    result = Exchange()
    with anyio.move_on_after(ask.bounds.seconds) as scope:
        try:
            await _talk(client, ask, result, monotonic)
        except Exception as error:
            fail(result, failure_of(error))
    if scope.cancelled_caught:
        run_out(result, ask.bounds.seconds)
    return result


async def _talk(
    client: httpx.AsyncClient, ask: Ask, result: Exchange, monotonic: Callable[[], float]
) -> None:
    bounds = ask.bounds
    head = HeadBounds(bounds.header_bytes, bounds.header_lines, bare=ask.target.is_own_port)

    async def trace(event: str, info: dict[str, Any]) -> None:
        """httpcore's trace extension: tells the phase and who answered."""
        if event == "connection.connect_tcp.complete":
            result.peer = peer_of(info["return_value"])
        elif event == "connection.start_tls.started":
            result.phase = Phase.TLS
        elif event == "http11.send_request_headers.started":
            result.phase = Phase.HEAD

    def heard() -> None:
        result.last_heard = monotonic()

    response = await client.send(request_to(ask, head, trace, heard), stream=True)
    try:
        result.phase = Phase.BODY
        facts = (fact_in(*line) for line in lines_of(response))
        tell(result, response.status_code, facts)
        if not result.is_redirect:
            await _take_body(response, ask, result)
    finally:
        with anyio.move_on_after(CLOSING_SECONDS, shield=True):
            await response.aclose()


async def _take_body(response: httpx.Response, ask: Ask, result: Exchange) -> None:
    caps = ask.bounds.caps(response.status_code, headers.media_type(result.content_type))
    body = body_for(response.headers, wire_cap=caps.wire, cap=caps.decoded)
    result.body = body
    async for piece in response.aiter_raw():
        if not body.feed(piece):
            result.framing = Framing.CAPPED
            return
    end_body(result, body, framing_of(response.status_code, response.headers))
