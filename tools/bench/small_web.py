"""A small web on loopback, for where there is no nginx: one process, bare sockets, small pages.

`python -m bench.small_web ADDRESS:PORT …` serves these places until its standard input ends.
"""

from __future__ import annotations

import re
import selectors
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bench.children import environment
from bench.listening import until_open

Place = tuple[str, int]

_PATH = re.compile(rb"/report-on-quay-([0-9]{1,8})$")
_END = b"\r\n\r\n"
_NOTHING = b'HTTP/1.1 304 Not Modified\r\nETag: "first"\r\n\r\n'
_LOST = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
_HEAD = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "first"\r\nContent-Length: %d\r\n\r\n'
_PAGE = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8">'
    b"<title>Report on quay %s - The Harbour Courier</title>"
    b'<meta property="article:published_time" content="2021-05-04T08:00:00Z">'
    b'<link rel="canonical" href="http://%s%s"></head><body><article><h1>Report on quay %s</h1>'
    b"<p>The harbour council met on Tuesday, and the vote on the new pier took an hour. The ferry"
    b" lands on the other side until the work is done.</p></article></body></html>"
)


def answer(request: bytes) -> bytes:
    """The answer to the head of a request."""
    path = request.split(b" ", 2)[1]
    named = _PATH.search(path)
    if named is None:
        return _LOST
    if b'"first"' in request:
        return _NOTHING
    host = request.lower().partition(b"\r\nhost:")[2].partition(b"\r\n")[0].strip()
    page = _PAGE % (named[1], host, path, named[1])
    return _HEAD % len(page) + page


def serve(places: Sequence[Place]) -> None:
    """Listen until standard input ends."""
    poll = selectors.DefaultSelector()
    for place in places:
        poll.register(socket.create_server(place, backlog=1024), selectors.EVENT_READ)
    poll.register(sys.stdin, selectors.EVENT_READ)
    heads: dict[socket.socket, bytes] = {}
    while True:
        for key, _ in poll.select():
            if key.fileobj is sys.stdin:
                return
            ready = key.fileobj
            assert isinstance(ready, socket.socket)
            if ready in heads:
                _hear(ready, heads, poll)
            else:
                _take(ready, heads, poll)


def _take(
    listener: socket.socket, heads: dict[socket.socket, bytes], poll: selectors.BaseSelector
) -> None:
    caller, _ = listener.accept()
    caller.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    heads[caller] = b""
    poll.register(caller, selectors.EVENT_READ)


def _hear(
    caller: socket.socket, heads: dict[socket.socket, bytes], poll: selectors.BaseSelector
) -> None:
    try:
        came = caller.recv(65536)
        *whole, heads[caller] = (heads[caller] + came).split(_END)
        for request in whole:
            caller.sendall(answer(request))
    except OSError:
        came, whole = b"", []
    if not came or any(b"\r\nconnection: close" in request.lower() for request in whole):
        poll.unregister(caller)
        del heads[caller]
        caller.close()


@contextmanager
def serving(places: Sequence[Place]) -> Iterator[None]:
    """Serve these places, in a process of its own, until the block ends."""
    names = [f"{host}:{port}" for host, port in places]
    command = [sys.executable, "-m", "bench.small_web", *names]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment())
    try:
        until_open(places[-1])
        yield
    finally:
        server.communicate(timeout=10)


if __name__ == "__main__":
    split = (name.rpartition(":") for name in sys.argv[1:])
    serve([(host, int(port)) for host, _, port in split])
