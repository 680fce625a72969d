"""What makes a request by libcurl this one: whom it goes to, and what is sent."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from linkassay.fetch.curl.library import pycurl
from linkassay.fetch.curl.options import Pairs, written
from linkassay.fetch.exchanges import Ask
from linkassay.fetch.target import Target

Way = tuple[str, str, int, str]
"""Where a connection leads: scheme, host, port and address."""


def way_of(target: Target, address: str) -> Way:
    """Where a connection for a target leads that is made to this address."""
    return target.scheme, target.host, target.port, address


class Directions:
    """Turns one handle to one request after the other. What holds from the last is not set again.

    With `keep_alive` no request asks that its connection be closed.
    """

    __slots__ = ("_easy", "_host", "_keep_alive", "_lends", "_lines", "_milliseconds", "_way")

    def __init__(self, easy: Any, *, keep_alive: bool) -> None:
        self._easy = easy
        self._keep_alive = keep_alive
        self._lends = False
        self._host = ""
        self._way: Way | None = None
        self._lines: Pairs | None = None
        self._milliseconds = 0

    def give(self, ask: Ask, way: Way, seconds: float) -> None:
        """Set what makes a request this one, to be made of the address of a way.

        Raises `pycurl.error`, `ValueError` and `UnicodeError` for what libcurl cannot ask.
        """
        try:
            if way != self._way:
                self._turn(way)
            lines = ask.lines if isinstance(ask.lines, tuple) else tuple(ask.lines)
            if lines != self._lines:
                sent = [self._host, *written(lines, keep_alive=self._keep_alive)]
                self._easy.setopt(pycurl.HTTPHEADER, sent)
                self._lines = lines
            self._easy.setopt(pycurl.REQUEST_TARGET, ask.target.path)
            milliseconds = max(int(seconds * 1000), 1)
            if milliseconds != self._milliseconds:
                self._easy.setopt(pycurl.TIMEOUT_MS, milliseconds)
                self._milliseconds = milliseconds
        except BaseException:
            self._forget()
            raise

    def lend(self, *, kept: bool) -> None:
        """Say whether a request may use a connection that was kept, and leave its own to others."""
        if kept is not self._lends:
            self._easy.setopt(pycurl.FRESH_CONNECT, int(not kept))
            self._easy.setopt(pycurl.FORBID_REUSE, int(not kept))
            self._lends = kept

    def _turn(self, way: Way) -> None:
        """To another host, port or address. The `Host` line is another one, too."""
        scheme, host, port, address = way
        url, self._host = _origin(scheme, host, port)
        there = f"[{address}]" if ":" in address else address
        self._lines = None
        self._easy.setopt(pycurl.URL, url)
        self._easy.setopt(pycurl.CONNECT_TO, [f"::{there}:{port}"])
        self._way = way

    def _forget(self) -> None:
        """Nothing is known of what the handle is turned to: all is set for the next request."""
        self._way = self._lines = None
        self._milliseconds = 0


@lru_cache(maxsize=4096)
def _origin(scheme: str, host: str, port: int) -> tuple[str, str]:
    """An address without its path, and the `Host` line."""
    name = f"[{host}]" if ":" in host else host
    return f"{scheme}://{name}:{port}/", f"Host: {Target(scheme, host, port, '/').authority}"
