"""Places on loopback: free ports, and waiting until somebody listens."""

from __future__ import annotations

import socket
import time

PATIENCE = 10.0
"""Seconds that a server has for its start."""


def address(number: int) -> str:
    """The loopback address of a host by its number, 0 to 65,000: 127.1.0.2, 127.1.0.3 and so on."""
    block, last = divmod(number, 250)
    return f"127.1.{block}.{last + 2}"


def free_port(host: str) -> int:
    """A port that nobody listens on there."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def until_open(place: tuple[str, int]) -> None:
    """Wait until a place takes connections; raises `TimeoutError`."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(place, 1).close()
        except OSError:
            if time.monotonic() > end:
                raise TimeoutError(f"nobody listens on {place[0]}:{place[1]}") from None
            time.sleep(0.02)
        else:
            return
