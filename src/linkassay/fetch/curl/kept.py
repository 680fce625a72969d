"""Connections that wait for the next request to their host, and what came on them meanwhile.

libcurl looks at a kept connection before it uses it, but not always: one that lay idle for a tenth
of a second gave a late second answer to the next request (8.23, in the tests). So it is looked at
here.
"""

from __future__ import annotations

from linkassay.fetch.curl.directions import Way
from linkassay.fetch.curl.sockets import waiting_in


class Kept:
    """The sockets that wait, by where they lead."""

    def __init__(self) -> None:
        self._idle: dict[Way, set[int]] = {}
        self._spoilt: set[Way] = set()

    def add(self, way: Way, number: int) -> None:
        """A request has ended, and its socket waits; -1 says that it does not."""
        if number >= 0:
            self._idle.setdefault(way, set()).add(number)

    def may_serve(self, way: Way) -> bool:
        """Whether what waits may serve a request.

        Where anything came that nobody had asked for, nothing that leads there is used again.
        """
        if way in self._spoilt:
            return False
        for number in self._idle.pop(way, ()):
            if _has_more(number):
                self._spoilt.add(way)
                return False
        return True


def _has_more(number: int) -> bool:
    try:
        return waiting_in(number) > 0
    except OSError:  # closed meanwhile
        return False
