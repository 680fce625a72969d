"""Tasks for workers that do what a document says: what a fault of a parser may come to.

The title of a reading is the number of the process that gave it.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
import time

from linkassay.extract import skim as skimmed
from linkassay.model import Document, Limit, Reading
from linkassay.workers.requests import Request
from linkassay.workers.tasks import prepare
from linkassay.workers.transcript import told

__all__ = ["prepare", "read", "secrets", "skim"]


def read(request: Request) -> bytes:
    deed, _, _ = request.source.data.decode().partition(" ")
    if deed in _DEEDS:
        _DEEDS[deed]()
    if deed == "lie":
        return told([_reading("another.txt")], 10_000)
    if deed == "nonsense":
        return b"r[1, 2, 3]"
    if deed == "much":
        return b"c" * 17 * 1024 * 1024
    return told([_reading(request.source.locator)], 10_000)


def skim(request: Request) -> bytes:
    if request.source.data.startswith(b"never"):
        _spin()
    document, found = skimmed(request.source)
    return told([Reading(document, tuple(found), limited=Limit.TIME)], 100_000)


def secrets(request: Request) -> bytes:
    return read(request)


def _reading(locator: str) -> Reading:
    how = "new" if sys.flags.isolated else "fork"
    return Reading(Document(locator, "text/plain", "", "", title=f"{how} {os.getpid()}"))


def _spin() -> None:
    while True:
        pass


def _hang() -> None:
    time.sleep(60)


def _eat() -> None:
    eaten = []
    while True:
        eaten.append(b"x" * 1_000_000)


def _sink() -> None:
    _sink()


def _die(number: signal.Signals) -> None:
    os.kill(os.getpid(), number)


def _close() -> None:
    """Nobody is heard any more, and nothing ends."""
    os.closerange(3, 100)
    _spin()


def _boast() -> None:
    """A frame that says it is larger than any memory."""
    for stream in range(3, 100):
        try:
            os.write(stream, struct.pack(">Q", 1 << 60) + b"x" * 1000)
        except OSError:
            continue
    _spin()


_DEEDS = {
    "spin": _spin,
    "never": _spin,
    "hang": _hang,
    "eat": _eat,
    "sink": _sink,
    "close": _close,
    "boast": _boast,
    "leave": lambda: os._exit(0),
    "segv": lambda: _die(signal.SIGSEGV),
    "abort": lambda: _die(signal.SIGABRT),
    "oom": lambda: _die(signal.SIGKILL),
    "slow": lambda: time.sleep(0.3),
}
