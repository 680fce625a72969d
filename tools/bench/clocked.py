"""A web whose every request is written down by the clock: answers take the time that their address
says, fail as it says, or never come.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bench.children import environment
from bench.listening import address, free_port, until_open


class Manner(StrEnum):
    """How an address is answered."""

    PAGE = "page"
    LOST = "lost"
    """404."""
    BROKEN = "broken"
    """500."""
    CUT = "cut"
    """The connection is closed without an answer."""
    HANGING = "hanging"
    """Nothing ever comes."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request as the server saw it; times are seconds of its monotonic clock."""

    host: str
    path: str
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Clocked:
    """A running web and its log."""

    port: int
    log: Path

    def url(self, host: int, number: int, manner: Manner, seconds: float) -> str:
        """An address of a host that is answered so, after so long."""
        wait = round(seconds * 1000)
        return f"http://{address(host)}:{self.port}/{manner}-{wait}/report-on-quay-{number}"

    def requests(self) -> list[Request]:
        """What was asked and has ended so far."""
        whole = self.log.read_text("utf-8").rpartition("\n")[0]
        return [Request(*json.loads(line)) for line in whole.splitlines()]


@contextmanager
def serving(folder: Path, hosts: int) -> Iterator[Clocked]:
    """A web of so many hosts in a process of its own, which ends with the block."""
    web = Clocked(free_port(address(0)), folder / "requests.ndjson")
    command = [
        sys.executable,
        "-m",
        "bench.clocked_server",
        str(web.log),
        str(web.port),
        str(hosts),
    ]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment())
    try:
        until_open((address(hosts - 1), web.port))
        yield web
    finally:
        server.communicate(timeout=10)
