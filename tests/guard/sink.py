"""One listener for all addresses of a namespace: the outside, and everywhere else the canary.

In a namespace whose loopback device takes every address (`take_everything`), a listener on all
addresses hears whoever asks for any of them, and its end of the connection says for which.
"""

from __future__ import annotations

import asyncio
import socket
import subprocess
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network

from web.dns import NXDOMAIN, NameServer, Told
from web.namespace import NAME_SERVER, V4_RANGE, V6_RANGE

OUTSIDE = tuple(map(ip_network, (V4_RANGE, V6_RANGE)))
STARTING_SECONDS = 10.0

Answer = Callable[[str, str], bytes]
"""From a host (lower case, without its port) and a path to the bytes of an answer."""


@dataclass(slots=True)
class Sink:
    """A server and a name server, to use in a `with`. `touched` is who was reached elsewhere."""

    ports: tuple[int, ...]
    answer: Answer
    names: Mapping[str, tuple[str, ...]]
    touched: list[tuple[str, int]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    _loop: asyncio.AbstractEventLoop | None = None
    _stop: asyncio.Event | None = None
    _ready: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Sink:
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        if not self._ready.wait(STARTING_SECONDS):
            raise RuntimeError("the sink did not start")
        return self

    def __exit__(self, *raised: object) -> None:
        if self._loop and self._stop and self._thread:
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(STARTING_SECONDS)

    def taken(self) -> list[tuple[str, int]]:
        """Who was touched since this was last asked."""
        taken, self.touched[:] = list(self.touched), []
        return taken

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        self._loop.set_exception_handler(lambda loop, context: None)
        for port in self.ports:
            for family, everywhere in ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")):
                await asyncio.start_server(
                    self._talk, everywhere, port, family=family, backlog=1_000
                )
        await self._loop.create_datagram_endpoint(
            lambda: NameServer(self._told), local_addr=(NAME_SERVER, 53)
        )
        self._ready.set()
        await self._stop.wait()

    def _told(self, name: str) -> Told:
        found = self.names.get(name)
        return Told(code=NXDOMAIN) if found is None else Told(found)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        here, port = writer.get_extra_info("sockname")[:2]
        try:
            if not is_outside(here):
                self.touched.append((here, port))
                return
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ", 2)[1]
            host = _host(head)
            self.asked.append((host, path))
            writer.write(self.answer(host, path))
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()


def is_outside(address: str) -> bool:
    return any(ip_address(address.partition("%")[0]) in network for network in OUTSIDE)


def take_everything() -> None:
    """Make every unicast address this namespace's own."""
    for version, everything in (("-4", "0.0.0.0/0"), ("-6", "::/0")):
        subprocess.run(
            ["ip", version, "route", "add", "local", everything, "dev", "lo"], check=True
        )


def _host(head: str) -> str:
    (line,) = (item for item in head.split("\r\n") if item.lower().startswith("host:"))
    name = line.partition(":")[2].strip().lower()
    return name.rpartition(":")[0] if ":" in name and not name.endswith("]") else name
