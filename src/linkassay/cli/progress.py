"""One line of stderr: what is being done, whom is waited for, and how long that will take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from linkassay.cli import output
from linkassay.model import Waiting, WaitReason
from linkassay.report.layout import fitted

_OBJECTS: Mapping[str, str] = {"read": "document", "asked": "link", "judged": "document"}
"""What is counted at each step of an audit."""

_BETWEEN = 0.1
"""Seconds between two changes of the line: more often nobody can read it."""

_SOON = 3.0
"""Seconds: whoever waits less needs no word on it."""

_REASONS: Mapping[WaitReason, str] = {
    WaitReason.GAP: "",
    WaitReason.CRAWL_DELAY: ", as its robots.txt asks",
    WaitReason.SLOW: ", since it answers slowly",
    WaitReason.REFUSED: ", since it answered 429",
    WaitReason.PAUSE: " after the pause that it asks for",
    WaitReason.SILENT: "",
}
"""Why a host takes so long, behind its pace."""


class Progress:
    """The line: counts, then the host on which the end depends most.

    `say` takes what is written to the terminal, of `width` columns.
    """

    def __init__(self, say: Callable[[str], None], *, width: int) -> None:
        self._say = say
        self._width = max(width - 1, 1)
        self._shown = 0
        self._due = 0.0
        self._counts = ""
        self._waiting = ""

    def count(self, what: str, done: int, total: int) -> None:
        """So many are `read`, `asked` or `judged`, of so many (0: not known)."""
        self._counts = counted(what, done, total)
        if what == "judged" or (what == "asked" and done in (0, total)):
            self._waiting = ""
        self._show(at_once=done == total)

    def read(self, locator: str) -> None:
        """This document is taken up; a large one takes its time."""
        self._waiting = f"reading {locator}"
        self._show(at_once=False)

    def wait(self, waiting: Waiting) -> None:
        """On this host the end of the asking depends."""
        self._waiting = waited(waiting)
        self._show(at_once=True)

    def wipe(self) -> None:
        """Leave the line as it was found."""
        if self._shown:
            self._say(f"\r{' ' * self._shown}\r")
            self._shown = 0

    def _show(self, *, at_once: bool) -> None:
        now = time.monotonic()
        if now < self._due and not at_once:
            return
        self._due = now + _BETWEEN
        line, size = fitted("; ".join(filter(None, (self._counts, self._waiting))), self._width)
        self._say(f"\r{line}{' ' * (self._shown - size)}")
        self._shown = size


@contextmanager
def shown(*, watched: bool, width: int) -> Iterator[Progress | None]:
    """The line while somebody watches stderr, wiped after; else `None`."""
    if not watched:
        yield None
        return
    progress = Progress(output.mutter, width=width)
    try:
        yield progress
    finally:
        progress.wipe()


def counted(what: str, done: int, total: int) -> str:
    """`1 document read`, `12 of 40 links asked`."""
    of, plural = (f" of {total:,}", total) if total else ("", done)
    return f"{done:,}{of} {_OBJECTS[what]}{'' if plural == 1 else 's'} {what}"


def waited(waiting: Waiting) -> str:
    """`www.example.org: about 2 min for 120 links, one every 1 s`; empty where it is soon over.

    What matters least stands last, where a narrow terminal cuts.
    """
    if waiting.seconds < _SOON:
        return ""
    if waiting.reason is WaitReason.SILENT:
        return f"{waiting.host} has been silent for {lasting(waiting.seconds)}"
    links = f"{waiting.links:,} link{'' if waiting.links == 1 else 's'}"
    pace = f", one every {lasting(waiting.each)}" if waiting.links > 1 else ""
    why = _REASONS[waiting.reason]
    return f"{waiting.host}: about {lasting(waiting.seconds)} for {links}{pace}{why}"


def lasting(seconds: float) -> str:
    """`0.4 s`, `12 s`, `2 min`, `3 h`: no finer than anybody waits."""
    if seconds < 10:
        return f"{seconds:.1f}".removesuffix(".0") + " s"
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.0f} h"
