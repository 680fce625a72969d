"""An answer in pieces, as it comes through the transport: tidied, and read by the HTTP library."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

import anyio
import httpcore

from linkassay.fetch.body import framing_of
from linkassay.fetch.head import HeadBounds
from linkassay.fetch.target import target_of
from linkassay.fetch.transport import GuardedTransport, client_over, lines_of, request_to
from linkassay.model import Framing

URL = "http://host.test/"
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
    client = client_over(GuardedTransport(backend, TLS))
    request = request_to(target_of(url), (), bounds, _unheard)
    response = await client.send(request, stream=True)
    lines = tuple(lines_of(response))
    framing = framing_of(response.status_code, response.headers)
    body = b"".join([piece async for piece in response.aiter_raw()])
    return Came(response.status_code, lines, framing, body)


async def _unheard(event: str, info: dict[str, object]) -> None:
    """Traces nothing."""
