"""The door to the web at one hop: requests go out, and what came of them comes back.

Two adapters stand behind it: httpx (`httpx_exchanges`), and libcurl (`curl`) for many links.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from linkassay.fetch.exchange import Bounds, Exchange
from linkassay.fetch.target import Target

Lines = Iterable[tuple[str, str]]
"""Header lines: names and values."""


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """One request that is to be made now.

    `lines` are the header lines besides `Host` and `Connection`. `addresses` were checked by the
    guard, and are tried in their order; nothing else may be dialled. `plain` asks for the adapter
    that takes whatever browsers take.
    """

    target: Target
    lines: Lines
    bounds: Bounds
    addresses: tuple[str, ...]
    plain: bool = False


class Exchanges(Protocol):
    """Makes requests, many at once; nothing in it follows, retries or waits for its turn."""

    def start(self, ask: Ask, /) -> None:
        """Begin a request. Never blocks, and never raises for what the web does."""

    def wait(self, seconds: float, /) -> Sequence[tuple[Ask, Exchange]]:
        """What has ended, as soon as something has or `wake` was called; 0 seconds only look."""

    def wake(self) -> None:
        """End a `wait` early, from any thread."""

    def close(self) -> None:
        """Drop what is under way."""
