"""The elements of a page that its markup calls a date, with what stands in them.

The `time` element, microdata and class names say so. Microdata state; what the others amount to is
read by `extract/stated_days.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from linkassay.extract.metadata import clock_of
from linkassay.extract.parsed import MarkedDay

_NAMED = re.compile(
    r"(?:^|[-_])(?:date|datum|fecha|data|datetime|time|timestamp|time-stamp|pubdate|pub-date"
    r"|published|publi[sc]h(?:ed|ing)?-?(?:date|at|on|time|day)|publication-?date|posted|posted-on"
    r"|post-?date|post-?time|dateline|create-?date|created|creation|meta-?data|date-?time|publi"
    r"|article-?date|news-?date|day)(?:\d|$|[-_])",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"comment|related|teaser|event|calendar|picker|birth|expir|reply|archive|upcoming|input|range"
    r"|countdown|current|today|now|header-date|weather|listing|start|end",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FIGURES = re.compile(r"\d\d(?!\d)")
"""A text without the figures of a year says "2 days ago" at most: then the value counts."""

LONGEST = 160
"""Characters of a marked element that is read (our own choice: a longer one holds more)."""
MOST_NESTED, MOST_MARKED = 6, 200
"""So many marked elements, one in the other and in all, are read (our own choice)."""


@dataclass(slots=True)
class _Open:
    """A marked element that is being read."""

    node: Any
    block: int
    names: tuple[str, ...]
    value: str
    words: list[str] = field(default_factory=list)
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class StatedProperty:
    """A property of microdata whose value a reader sees: its name, value and place."""

    name: str
    value: str
    start: int
    end: int


class DayGatherer:
    """Takes elements and text in document order.

    `found` are the elements that are called a date, `stated` what microdata state in what a reader
    sees.
    """

    def __init__(self) -> None:
        self.found: list[MarkedDay] = []
        self.stated: list[StatedProperty] = []
        self._open: list[_Open] = []

    def enter(self, node: Any, block: int, *, own: bool, of_page: bool) -> None:
        """An element begins in the block of this number.

        `own` is whether the page speaks for itself there, `of_page` whether its microdata speak of
        the page.
        """
        if self._open:
            self._add(" ")
        attributes = node.attrs
        if not own or not (attributes or node.name == "time"):
            return
        if len(self.found) >= MOST_MARKED or len(self._open) >= MOST_NESTED:
            return
        names = tuple(_properties(attributes)) if of_page and node.name not in _STATING else ()
        if names or node.name == "time" or _is_named(_called(attributes)):
            self._open.append(_Open(node, block, names, _value(attributes)))

    def take(self, text: str, start: int) -> None:
        """Text that a reader sees, and where it starts in the source."""
        if self._open and not text.isspace():
            self._add(text, start)

    def leave(self, node: Any) -> None:
        """An element ends."""
        if not self._open:
            return
        self._add(" ")
        if self._open[-1].node is node:
            done = self._open.pop()
            text = " ".join("".join(done.words).split())
            if done.start is None or done.end is None or not 4 <= len(text) <= LONGEST:
                return
            for name in done.names:
                value = done.value or text
                self.stated.append(StatedProperty(name, value, done.start, done.end))
            shown = text if _FIGURES.search(text) or not done.value else done.value
            if _FIGURES.search(shown):
                self.found.append(MarkedDay(shown, done.block, done.start, done.end))

    def _add(self, text: str, start: int | None = None) -> None:
        for one in self._open:
            one.words.append(text)
            if start is not None:
                lead = len(text) - len(text.lstrip())
                one.start = start + lead if one.start is None else one.start
                one.end = start + len(text.rstrip())


_STATING = frozenset(("meta", "link", "time"))
"""Elements whose properties are read with what the page states (`html_statements`)."""


def _properties(attributes: Any) -> Iterator[str]:
    for name in (attributes.get("itemprop") or "").lower().split():
        if clock_of(name) is not None:
            yield name


def _value(attributes: Any) -> str:
    """What an element states beside its text: as `time` does, in microdata's and hAtom's way."""
    named = (attributes or {}).get
    return (named("content") or named("datetime") or named("title") or "").strip()


def _called(attributes: Any) -> str:
    attributes = attributes or {}
    return " ".join(
        attributes[key] for key in ("class", "id", "data-testid") if attributes.get(key)
    )


@lru_cache(maxsize=4096)
def _is_named(written: str) -> bool:
    """Whether one of an element's names is a date's."""
    return any(
        _NAMED.search(parted) is not None and _OTHER.search(parted) is None
        for parted in (_CAMEL.sub("-", name) for name in written.split())
    )
