"""Connections that wait for the next request to their host, and what came on them meanwhile.

libcurl looks at a kept connection before it uses it, but not always: one that lay idle for a tenth
of a second gave a late second answer to the next request (8.23, in the tests). So it is looked at
here.
"""

from __future__ import annotations

from linkassay.fetch.curl.sockets import waiting_in
from linkassay.fetch.target import Target

Key = tuple[str, str, int, str]


class Kept:
    """The sockets that wait, by where they lead: scheme, host, port and address."""

    def __init__(self) -> None:
        self._idle: dict[Key, set[int]] = {}
        self._spoilt: set[Key] = set()

    def add(self, target: Target, address: str, number: int) -> None:
        """A request has ended, and its socket waits; -1 says that it does not."""
        if number >= 0:
            self._idle.setdefault(_key(target, address), set()).add(number)

    def may_serve(self, target: Target, address: str) -> bool:
        """Whether what waits may serve a request.

        Where anything came that nobody had asked for, nothing that leads there is used again.
        """
        key = _key(target, address)
        if key not in self._spoilt and any(map(_has_more, self._idle.pop(key, ()))):
            self._spoilt.add(key)
        return key not in self._spoilt


def _key(target: Target, address: str) -> Key:
    return target.scheme, target.host, target.port, address


def _has_more(number: int) -> bool:
    try:
        return waiting_in(number) > 0
    except OSError:  # closed meanwhile
        return False
