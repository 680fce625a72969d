"""What reading one answer may cost: small reads, and wrapping around a body."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from linkassay.fetch.errors import FetchError
from linkassay.model import ErrorKind

TINY_READ = 512
FREE_TINY_READS = 4096
TINY_READS = 8
PAUSE = 0.005
"""After so many reads of less than `TINY_READ` bytes there is a pause (seconds) after each eight: a
server that sends byte by byte costs 1,600 reads a second, not all of a core. A page of 128 KiB in
TLS records of 32 bytes has no pause yet."""

FREE_WRAPPING = 64 * 1024
WRAPPING = 4
"""Bytes around the chunks of a body: so many, and so many for each byte of data. Chunks of one byte
with their lines have five."""


async def _sleep(seconds: float) -> None:
    import anyio  # libcurl is asked without it

    await anyio.sleep(seconds)


class Effort:
    """Counts what is read of one answer, below the HTTP library, and what it gives of the body."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]] | None = None) -> None:
        self._sleep = sleep or _sleep
        self._tiny_reads = 0
        self._taken = 0
        self._given = 0

    async def read(self, size: int) -> None:
        """Note a read from the network, and rest after many small ones."""
        if size < TINY_READ:
            self._tiny_reads += 1
            if self._tiny_reads > FREE_TINY_READS and self._tiny_reads % TINY_READS == 0:
                await self._sleep(PAUSE)

    def take(self, size: int) -> None:
        """Note bytes after the head that the library has taken."""
        self._taken += size

    def give(self, size: int) -> None:
        """Note bytes of the body that it has given."""
        self._given += size

    def check(self) -> None:
        """Raise `FetchError(PROTOCOL)` where the library wants more and has given too little."""
        if self._taken - self._given > FREE_WRAPPING + WRAPPING * self._given:
            detail = f"{self._taken} bytes of chunks hold {self._given} bytes of a body"
            raise FetchError(ErrorKind.PROTOCOL, detail)
