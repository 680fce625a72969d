"""Handles that wait for their next request."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from linkassay.fetch.curl.transfer import Transfer
from linkassay.fetch.target import Target

Origin = tuple[str, str, int]
"""Scheme, host and port."""


class Idle:
    """Gives a handle that asked the same host last, where there is one: most of it is set."""

    def __init__(self) -> None:
        self._waiting: dict[Origin, list[Transfer]] = {}

    def put(self, transfer: Transfer) -> None:
        """Its request has ended."""
        origin = _origin(transfer.ask.target)
        waiting = self._waiting.get(origin)
        if waiting is None:
            self._waiting[origin] = [transfer]
        else:
            waiting.append(transfer)

    def take(self, target: Target) -> Transfer | None:
        """One that waits, `None` where none does."""
        origin = _origin(target)
        waiting = self._waiting.get(origin)
        if waiting is None:
            if not self._waiting:
                return None
            origin, waiting = next(iter(self._waiting.items()))
        transfer = waiting.pop()
        if not waiting:
            del self._waiting[origin]
        return transfer

    def drain(self) -> Iterator[Transfer]:
        """Take all of them."""
        waiting, self._waiting = self._waiting, {}
        return chain.from_iterable(waiting.values())


def _origin(target: Target) -> Origin:
    return target.scheme, target.host, target.port
