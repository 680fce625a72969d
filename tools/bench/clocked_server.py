"""The server behind `bench.clocked`.

`python -m bench.clocked_server LOG PORT HOSTS` listens on that port of so many hosts until its
standard input ends. A request begins when its head has come and ends when its answer is handed to
the system, or when its caller gives up.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from dataclasses import astuple
from pathlib import Path
from typing import TextIO

from bench.clocked import Manner, Request
from bench.listening import address

_PATH = re.compile(r"/(?P<manner>[a-z]+)-(?P<wait>\d{1,6})/report-on-quay-(?P<number>\d{1,8})$")
_STATUS = {Manner.PAGE: "200 OK", Manner.LOST: "404 Not Found", Manner.BROKEN: "500 Broken"}
_PAGE = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Report on quay {0}</title>"
    '<meta property="article:published_time" content="2021-05-04T08:00:00Z"></head>'
    "<body><h1>Report on quay {0}</h1><p>The harbour council met on Tuesday.</p></body></html>"
)


def answer(manner: Manner, number: str) -> bytes:
    """The bytes of an answer, after which the connection stays open."""
    page = _PAGE.format(number) if manner is Manner.PAGE else "<title>Not here</title>"
    head = f"HTTP/1.1 {_STATUS[manner]}\r\nContent-Type: text/html\r\nContent-Length: {len(page)}"
    return f"{head}\r\n\r\n{page}".encode()


class Caller(asyncio.Protocol):
    """One connection; its requests come one after the other."""

    def __init__(self, log: TextIO) -> None:
        self._log = log
        self._came = b""
        self._host = ""
        self._open: tuple[str, float] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._host = transport.get_extra_info("sockname")[0]

    def data_received(self, data: bytes) -> None:
        self._came += data
        if not self._came.endswith(b"\r\n\r\n"):
            return
        path = self._came.split(b" ", 2)[1].decode("ascii", "replace")
        closes = b"\r\nconnection: close" in self._came.lower()
        self._came = b""
        self._open = path, time.monotonic()
        named = _PATH.search(path)
        manner = Manner(named["manner"]) if named else Manner.LOST
        if manner is not Manner.HANGING:
            wait = int(named["wait"]) / 1000 if named else 0.0
            number = named["number"] if named else ""
            loop = asyncio.get_running_loop()
            loop.call_later(wait, self._answer, manner, number, closes)

    def _answer(self, manner: Manner, number: str, closes: bool) -> None:
        if self._open is None or self._transport is None:
            return
        self._written_down()
        if manner is not Manner.CUT:
            self._transport.write(answer(manner, number))
        if closes or manner is Manner.CUT:
            self._transport.close()

    def connection_lost(self, _: Exception | None) -> None:
        self._written_down()

    def _written_down(self) -> None:
        if self._open is not None:
            told = Request(self._host, *self._open, time.monotonic())
            self._log.write(json.dumps(astuple(told)) + "\n")
            self._open = None


async def serve(log: TextIO, port: int, hosts: int) -> None:
    """Listen on one port of all hosts until standard input ends."""
    loop = asyncio.get_running_loop()
    for host in range(hosts):
        await loop.create_server(lambda: Caller(log), address(host), port, backlog=512)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    with Path(sys.argv[1]).open("a", encoding="utf-8", buffering=1) as opened:
        asyncio.run(serve(opened, int(sys.argv[2]), int(sys.argv[3])))
