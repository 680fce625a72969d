"""The web of a scenario: hosts on loopback, served by nginx or by the small server of our own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import nginx, small_web
from bench.listening import address, free_port
from bench.nginx import Tls

HOSTS = 50
"""Of a web that answers at once."""


@dataclass(frozen=True, slots=True)
class Web:
    """Hosts on one port; `log` has status and bytes of each request where they are counted."""

    port: int
    hosts: int
    ports: int = 1
    scheme: str = "http"
    log: Path | None = None

    def url(self, number: int) -> str:
        """The address of a page: hosts take turns, then their ports. One in five has a date."""
        turn, host = divmod(number, self.hosts)
        port = self.port + turn % self.ports
        section = "2021/05/04" if number % 5 == 0 else "article"
        return f"{self.scheme}://{address(host)}:{port}/{section}/report-on-quay-{number}"


def name() -> str:
    """The server that is used here."""
    return f"{nginx.version()}, one worker" if nginx.installed() else "a small server in Python"


@contextmanager
def serving(
    hosts: int,
    *,
    ports: int = 1,
    tls: Tls | None = None,
    keep_alive: bool = True,
    counted: bool = False,
) -> Iterator[Web]:
    """Serve so many hosts on so many ports each; `tls` and `counted` need nginx."""
    first = free_port(address(0))
    places = [(address(host), first + port) for host in range(hosts) for port in range(ports)]
    with tempfile.TemporaryDirectory(prefix="bench-web-") as made:
        folder = Path(made)
        log = folder / "access.log" if counted else None
        web = Web(first, hosts, ports, "https" if tls else "http", log)
        if nginx.installed():
            with nginx.serving(folder, places, tls, keep_alive=keep_alive, counted=counted):
                yield web
        else:
            with small_web.serving(places):
                yield web
