"""Connections that serve more than one request, and those that must not."""

import asyncio
import time
from typing import ClassVar

import pytest

from fetch.two_adapters import LOOPBACK, ask, bounds, by_curl, together
from linkassay.fetch.curl.exchanges import CurlExchanges
from linkassay.model import ErrorKind, Framing
from servers import Server, _parse

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab"


class Lasting(Server):
    """A server that keeps its connections; `after` is said by path so many seconds behind it."""

    answers: ClassVar = {}
    after: ClassVar = {}

    async def _talk(self, reader, writer):
        self.connections += 1
        try:
            while True:
                request = _parse(await reader.readuntil(b"\r\n\r\n"))
                self.requests.append(request)
                writer.write(self.answers.get(request.target, OK))
                await writer.drain()
                if request.target in self.after:
                    pause, data = self.after[request.target]
                    await asyncio.sleep(pause)
                    writer.write(data)
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()


@pytest.fixture
def server():
    with Lasting({}) as lasting:
        yield lasting


@pytest.fixture
def exchanges():
    made = CurlExchanges(allowed=LOOPBACK, keep_alive=True)
    yield made
    made.close()


def asked(exchanges, server, *paths, pause=0.0):
    results = []
    for path in paths:
        results += together(exchanges, ask(server.url(path), within=bounds(2.0)))
        time.sleep(pause)
    return results


def test_without_being_asked_nothing_is_kept(server):
    exchanges = CurlExchanges(allowed=LOOPBACK)
    asked(exchanges, server, "/", "/", "/")
    exchanges.close()
    assert server.connections == 3
    assert {request.headers["connection"] for request in server.requests} == {"close"}


ENDS = {
    "length": OK,
    "chunked": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
    "nothing": b"HTTP/1.1 204 No Content\r\n\r\n",
    "redirect": b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n",
}


@pytest.mark.parametrize("name", ENDS)
def test_a_proven_end_lets_a_connection_serve_on(server, exchanges, name):
    server.answers = {"/": ENDS[name]}
    for result in asked(exchanges, server, "/", "/", "/"):
        assert (result.error, result.peer) == (None, "127.0.0.1")
    assert server.connections == 1
    assert all("connection" not in request.headers for request in server.requests)


UNPROVEN = {
    "more": OK + b"more",
    "two-answers": OK + OK,
    "redirect-with-a-body": b"HTTP/1.1 302 F\r\nLocation: /\r\nContent-Length: 2\r\n\r\nab",
    "capped": b"HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" + b"x" * 200_000,
    "says-close": b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nab",
    "of-1.0": b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nab",
    "unclear": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab",
}


@pytest.mark.parametrize("name", UNPROVEN)
def test_another_end_does_not(server, exchanges, name):
    server.answers = {"/": UNPROVEN[name]}
    asked(exchanges, server, "/", "/next")
    assert server.connections == 2


def test_a_stray_byte_during_the_gap_ends_a_connection(server, exchanges):
    """An answer that comes late crosses none: who lies idle for the gap sees it before."""
    server.after = {"/": (0.02, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno")}
    first, second = asked(exchanges, server, "/", "/next", pause=0.1)
    assert (first.body.data, second.body.data) == (b"ab", b"ab")
    assert server.connections == 2


def test_a_hang_up_during_the_gap_costs_nothing(server, exchanges):
    class Leaving(Lasting):
        async def _talk(self, reader, writer):
            self.connections += 1
            await reader.readuntil(b"\r\n\r\n")
            writer.write(OK)
            writer.close()

    with Leaving({}) as leaving:
        results = asked(exchanges, leaving, "/", "/", pause=0.05)
    assert [result.error for result in results] == [None, None]


def test_connections_belong_to_one_host(server, exchanges):
    for host in ("a.test", "b.test", "a.test"):
        together(exchanges, ask(server.url("/", host)))
    assert server.connections == 2


def test_many_at_once_and_dropped():
    with Lasting({}) as server:
        exchanges = CurlExchanges(allowed=LOOPBACK)
        made = [ask(server.url(f"/{at}")) for at in range(200)]
        assert {result.status for result in together(exchanges, *made)} == {200}
        for again in made:
            exchanges.start(again)
        exchanges.close()


def test_time_is_up_in_each_phase(server):
    server.answers = {
        "/mute": b"",
        "/head": b"HTTP/1.1 200 OK\r\nX: ",
        "/body": b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
    }
    began = time.monotonic()
    made = [ask(server.url(path), within=bounds(0.3)) for path in server.answers]
    mute, head, body = by_curl(*made)
    assert {result.error for result in (mute, head, body)} == {ErrorKind.READ_TIMEOUT}
    assert [result.status for result in (mute, head, body)] == [None, None, 200]
    assert (body.framing, body.body.data) == (Framing.CUT, b"abc")
    assert mute.last_heard is None
    assert began <= body.last_heard <= time.monotonic() - 0.2


def test_when_the_last_bytes_came_is_told(server, exchanges):
    began = time.monotonic()
    (seen,) = asked(exchanges, server, "/")
    assert began <= seen.last_heard <= time.monotonic()
