"""Who may ask, and what a browser may do with the answer.

A page of any site can make the reader's browser ask 127.0.0.1. What it must not do is read the
answer: with a name that first leads to that site and then to 127.0.0.1 ("DNS rebinding") the
browser would take both for one origin. So only our own names are answered for (RFC 9110, 7.2: the
server must know the host that is meant). The pages themselves may load nothing from elsewhere and
run nothing that stands in them ("Content Security Policy Level 3", W3C).
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
"""On every answer, whatever it is."""

_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^:\[\]\s]+))(?::\d*)?", re.IGNORECASE)


def protect(app: App, names: Iterable[str]) -> App:
    """`app`, answering only for the host `names`, with `HEADERS` on all that it answers."""
    known = frozenset(name.lower() for name in names)

    async def protected(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await app(scope, receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close"})
        elif named_host(scope["headers"]) in known:
            await app(scope, receive, _with_headers(send))
        else:
            await _refuse(_with_headers(send), known)

    return protected


def named_host(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """The host that a request names, without its port; `None` where it names none, or two."""
    named = [value for name, value in headers if name.lower() == b"host"]
    found = _HOST.fullmatch(named[0].decode("latin-1")) if len(named) == 1 else None
    return (found[1] or found[2]).lower() if found else None


def _with_headers(send: Send) -> Send:
    ours = {name for name, _ in HEADERS}

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            others = [pair for pair in message.get("headers", ()) if pair[0].lower() not in ours]
            message = {**message, "headers": [*others, *HEADERS]}
        await send(message)

    return sending


async def _refuse(send: Send, known: frozenset[str]) -> None:
    names = ", ".join(sorted(known))
    text = f"This server answers only for {names}; the request names another host.\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    headers.append((b"content-length", str(len(text)).encode()))
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": text})
