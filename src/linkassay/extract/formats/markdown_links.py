"""Where the address of a Markdown link stands: in its brackets, or in its definition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from linkassay.extract.formats.markdown_events import MarkdownEvents
from linkassay.urls.local import is_web

_GAP = re.compile(r"[ \t]*(?:(?:\r\n|\n|\r)[ \t>]*)?")
"""What may stand before a destination: blanks and one line end, with the marks of a quotation."""
_LABEL = re.compile(r"\[(?P<label>(?:[^\[\]\\]|\\.){1,999})\]:", re.DOTALL)
"""The label of a definition (CommonMark, section 4.7)."""
_SIGN = re.compile(r"\\.|[()\x00-\x20]", re.DOTALL)
"""What may end a destination, or keep a bracket from doing so."""
_WEB_DEFINITION = re.compile(r"\]:\s*(?:>\s*)?<?(?:(?:https?|ftp):|//)", re.IGNORECASE)


def destination(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range of the link destination that begins, after white space, at `start`.

    Either `<…>` on one line, or up to white space with round brackets in balance (CommonMark,
    section 6.3). `None` where there is none before `end`.
    """
    gap = _GAP.match(text, start, end)
    at = gap.end() if gap else start
    if text.startswith("<", at):
        close = text.find(">", at, end)
        return (at + 1, close) if close >= 0 else None
    first, depth = at, 0
    for sign in _SIGN.finditer(text, first, end):
        at = sign.start()
        depth += (sign[0] == "(") - (sign[0] == ")")
        if depth < 0 or sign[0] <= " ":
            break
    else:
        at = end
    return (first, at) if at > first else None


@dataclass(frozen=True, slots=True)
class Definition:
    """A link reference definition: its range, and that of the address in it."""

    start: int
    end: int
    place: tuple[int, int]
    address: str


class Definitions:
    """The definitions of a text, and which of them its links use."""

    def __init__(self, text: str, events: MarkdownEvents) -> None:
        self._text = text
        self._found: dict[str, Definition] = {}
        self._used: set[str] = set()
        for label, address, start, end in events.definitions():
            mark = _LABEL.match(text, start, end)
            place = destination(text, mark.end(), end) if mark else None
            definition = Definition(start, end, place or (start, end), address)
            self._found.setdefault(_folded(label), definition)

    @property
    def are_all(self) -> bool:
        """Whether nothing else in the text looks like a definition of an address to cite."""
        web = sum(1 for item in self._found.values() if is_web(item.address))
        return len(_WEB_DEFINITION.findall(self._text)) <= web

    def use(self, label: str) -> Definition | None:
        """The definition that a link of this label goes by."""
        folded = _folded(label)
        self._used.add(folded)
        return self._found.get(folded)

    def unused(self, read: Iterable[tuple[int, int]]) -> list[Definition]:
        """Those no link uses, and those of a label that was defined before, in order.

        `read` are the ranges of the text's blocks, in order: a definition stands in none of them.
        """
        if not self._found:
            return []
        known = [item for label, item in self._found.items() if label not in self._used]
        taken = sorted([*read, *((item.start, item.end) for item in self._found.values())])
        return sorted([*known, *self._again(taken)], key=lambda item: item.start)

    def _again(self, taken: Iterable[tuple[int, int]]) -> Iterator[Definition]:
        """Definitions that stand outside the ranges `taken`."""
        position = 0
        for start, end in [*taken, (len(self._text), len(self._text))]:
            for mark in _LABEL.finditer(self._text, position, max(position, start)):
                place = destination(self._text, mark.end(), start)
                if place is not None:
                    yield Definition(mark.start(), place[1], place, self._text[slice(*place)])
            position = max(position, end)


def _folded(label: str) -> str:
    """A label as labels are compared (CommonMark, section 4.7)."""
    return " ".join(label.split()).casefold()
