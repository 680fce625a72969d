"""The labelled web, running: a name server and a listener for each host, in a thread."""

from __future__ import annotations

import asyncio
import itertools
import socket
import threading
from collections.abc import Iterable, Iterator
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

from web import dns
from web.certificates import Authority
from web.dns import NameServer, Told
from web.model import Answer, Dns, Host, Port, Request, Tls, Weather
from web.namespace import NAME_SERVER, NO_WAY, V4_RANGE, V6_RANGE
from web.server import Door, Log

_STARTING = 60.0
PORTAL = "gateway.guestnet-login.net"
Closed = socket.socket | asyncio.Server | asyncio.DatagramTransport
"""What is closed in the end."""
_TROUBLED = {Dns.NXDOMAIN: dns.NXDOMAIN, Dns.SERVFAIL: dns.SERVFAIL, Dns.REFUSED: dns.REFUSED}


class Sky(StrEnum):
    """What lies between us and every host on a day."""

    CLEAR = "clear"
    OUTAGE = "outage"
    """The name server is silent, and nothing else is reached."""
    PORTAL = "portal"
    """A hotel's gateway answers for every host until one signs in."""
    ISP = "isp"
    """The provider's resolver gives its own address for names that do not exist."""


class Internet:
    """To be used in a `with`, in a namespace that `namespace.settle` has made ready."""

    def __init__(self, hosts: Iterable[Host]) -> None:
        self.hosts = {host.name: host for host in hosts}
        self.log = Log()
        self.sky = Sky.CLEAR
        self._authority = Authority()
        self._v4: Iterator[str] = map(
            str, itertools.islice(IPv4Network(V4_RANGE).hosts(), 300, None)
        )
        self._refusing = next(self._v4)
        self._v6 = str(next(IPv6Network(V6_RANGE).hosts()))
        self._addresses: dict[tuple[str, Tls], str] = {}
        self._fixed = {name: next(self._v4) for name in ("swallow", "portal", "isp")}
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        self._ready, self._failed = threading.Event(), ""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

    def turn(self, day: int, sky: Sky = Sky.CLEAR) -> None:
        self.log.turn(day)
        self.sky = sky

    def trust(self, file: Path) -> None:
        self._authority.write(file)

    def __enter__(self) -> Internet:
        self._thread.start()
        if not self._ready.wait(_STARTING) or self._failed:
            raise RuntimeError(f"the labelled web did not start: {self._failed}")
        return self

    def __exit__(self, *_: object) -> None:
        if self._loop is not None and self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(5.0)

    async def _run(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        # Connections that are abandoned on purpose are no news.
        self._loop.set_exception_handler(lambda loop, context: None)
        try:
            kept = await self._open()
        except Exception as error:
            self._failed = repr(error)
            raise
        finally:
            self._ready.set()
        await self._stop.wait()
        for each in kept:
            each.close()

    async def _open(self) -> list[Closed]:
        loop = asyncio.get_running_loop()
        address = (NAME_SERVER, 53)
        names, _ = await loop.create_datagram_endpoint(
            lambda: NameServer(self._told), local_addr=address
        )
        kept: list[Closed] = [names, *_full(self._fixed["swallow"])]
        for host in self.hosts.values():
            for tls in dict.fromkeys(weather.tls for _, weather in host.weather):
                kept += await self._listen(host, tls)
        return [*kept, *await self._open_others()]

    async def _open_others(self) -> list[asyncio.Server]:
        """Who answers in the place of hosts under another sky than a clear one."""
        own = self._authority.context(PORTAL, Tls.SELF_SIGNED)
        plain, secure = (Door("", _portal, scheme, self.log) for scheme in ("http", "https"))
        return [
            await plain.open(self._fixed["portal"], 80, None),
            await secure.open(self._fixed["portal"], 443, own),
            await Door("", _isp, "http", self.log).open(self._fixed["isp"], 80, None),
        ]

    async def _listen(self, host: Host, tls: Tls) -> list[asyncio.Server]:
        address = self._addresses[host.name, tls] = next(self._v4)
        plain = Door(host.name, host.serve, "http", self.log)
        secure = Door(host.name, host.serve, "https", self.log)
        context = None if tls is Tls.PLAIN else self._authority.context(host.name, tls)
        return [await plain.open(address, 80, None), await secure.open(address, 443, context)]

    def _told(self, name: str) -> Told:
        if self.sky is Sky.OUTAGE:
            return Told(silent=True)
        if self.sky is Sky.PORTAL:
            return Told((self._fixed["portal"],))
        host = self.hosts.get(name)
        if host is None:
            return self._nobody()
        weather = host.weather_on(self.log.day)
        if weather.dns is Dns.NXDOMAIN:
            return self._nobody()
        if weather.dns in _TROUBLED:
            return Told(code=_TROUBLED[weather.dns])
        if weather.dns is Dns.SILENT:
            return Told(silent=True)
        return Told(self._of(host, weather))

    def _nobody(self) -> Told:
        return Told((self._fixed["isp"],)) if self.sky is Sky.ISP else Told(code=dns.NXDOMAIN)

    def _of(self, host: Host, weather: Weather) -> tuple[str, ...]:
        good = {
            Port.OPEN: self._addresses[host.name, weather.tls],
            Port.REFUSED: self._refusing,
            Port.SWALLOWED: self._fixed["swallow"],
        }[weather.port]
        return {
            Dns.NODATA: (),
            Dns.V6_ONLY: (NO_WAY,),
            Dns.BOTH: (self._v6, good),
            Dns.FIRST_DEAD: (self._refusing, good),
        }.get(weather.dns, (good,))


def _full(address: str) -> Iterator[socket.socket]:
    """Listeners whose queue is full: the kernel drops further attempts (listen(2))."""
    for port in (80, 443):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(0)
        yield listener
        for _ in range(3):
            waiting = socket.socket()
            waiting.setblocking(False)
            waiting.connect_ex((address, port))
            yield waiting


def _portal(request: Request, day: int) -> Answer:
    if request.path != "/guest/login":
        to = f"http://{PORTAL}/guest/login?orig={request.host}{request.target}"
        return Answer(b"", 302, (("Location", to),), reason="Found")
    form = "<form><input name=room><input type=password name=code><button>OK</button></form>"
    return Answer(f"<title>Guest network</title><h1>Welcome to our guest network</h1>{form}")


def _isp(request: Request, day: int) -> Answer:
    return Answer(
        f"<title>{request.host} – search help</title><h1>We could not find {request.host}</h1>"
        "<p>Your provider suggests: insurance, flights, credit, garden furniture, phones.</p>"
    )
