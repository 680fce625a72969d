"""An answer in pieces, as it comes through the transport: tidied, and read by the HTTP library."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

import anyio
import httpcore

from linkassay.fetch.body import framing_of
from linkassay.fetch.exchange import Bounds, Caps
from linkassay.fetch.exchanges import Ask
from linkassay.fetch.head import HeadBounds
from linkassay.fetch.passing import PassingBackend
from linkassay.fetch.target import target_of
from linkassay.fetch.transport import GuardedTransport, client_over, lines_of, request_to
from linkassay.model import Framing
from linkassay.urls.ip import parse_range

URL = "http://host.test/"
PEER = "93.184.216.34"
NO_BOUNDS = Bounds(9.0, 0, 0, lambda status, media_type: Caps(0, 0))
TLS = ssl.create_default_context()


@dataclass(frozen=True, slots=True)
class Came:
    """What was read of an answer, whole."""

    status: int
    lines: tuple[tuple[bytes, bytes], ...]
    framing: Framing
    body: bytes


def came(
    *pieces: bytes,
    bounds: HeadBounds,
    backend: httpcore.AsyncNetworkBackend | None = None,
    url: str = URL,
) -> Came:
    """The answer made of these pieces and the end of the stream; raises as `client.send` does."""
    return anyio.run(_came, backend or httpcore.AsyncMockBackend(list(pieces)), bounds, url)


async def _came(backend: httpcore.AsyncNetworkBackend, bounds: HeadBounds, url: str) -> Came:
    client = client_over(
        GuardedTransport(TLS, allowed=(parse_range(PEER + "/32"),), dialler=_Anywhere(backend))
    )
    ask = Ask(target_of(url), (), NO_BOUNDS, (PEER,))
    request = request_to(ask, bounds, _unheard, lambda: None)
    response = await client.send(request, stream=True)
    lines = tuple(lines_of(response))
    framing = framing_of(response.status_code, response.headers)
    body = b"".join([piece async for piece in response.aiter_raw()])
    return Came(response.status_code, lines, framing, body)


class _Anywhere(PassingBackend):
    """Makes connections that say that they are to whom they were wanted to."""

    async def connect_tcp(self, host, port, *rest, **options):
        stream = await self._backend.connect_tcp(host, port)
        known = stream.get_extra_info
        stream.get_extra_info = lambda info: (host, port) if info == "server_addr" else known(info)
        return stream


async def _unheard(event: str, info: dict[str, object]) -> None:
    """Traces nothing."""
