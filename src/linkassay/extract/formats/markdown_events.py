"""The parser's events, their ranges counted in characters of the source.

pulldown-cmark counts UTF-8 bytes; one table for the whole text turns them into characters.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

import pyromark

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_GFM
)
_BEGINS_CHARACTER = bytes(not 0x80 <= byte < 0xC0 for byte in range(256))
"""For each byte, 1 where a character begins with it and 0 inside one (RFC 3629, section 3)."""

Event = tuple[str, Any, int, int]
"""What it is, its payload, and its range (start, end) in the text."""


class MarkdownEvents:
    """The events of `text[begin:]` in order, and its link reference definitions."""

    def __init__(self, text: str, begin: int) -> None:
        self._source = text[begin:] if begin else text
        self._at = _characters(self._source, begin)

    def __iter__(self) -> Iterator[Event]:
        at = self._at
        for event, span in pyromark.events_with_range(self._source, options=_OPTIONS):
            if isinstance(event, str):
                yield event, None, at[span["start"]], at[span["end"]]
            else:
                for name, payload in event.items():
                    yield name, payload, at[span["start"]], at[span["end"]]

    def raw(self) -> Iterator[tuple[Any, Any]]:
        """The events as the parser gives them; `place` reads their ranges."""
        return pyromark.events_with_range(self._source, options=_OPTIONS)

    def place(self, span: Mapping[str, Any]) -> tuple[int, int]:
        """A range of the parser in characters of the text."""
        return self._at[span["start"]], self._at[span["end"]]

    def definitions(self) -> list[tuple[str, str, int, int]]:
        """Label, destination and range of each definition that counts, in order."""
        if "]:" not in self._source:
            return []
        found = pyromark.reference_definitions(self._source, options=_OPTIONS)
        return [
            (label, item["dest"], self._at[item["span"]["start"]], self._at[item["span"]["end"]])
            for label, item in found.items()
        ]


def _characters(source: str, begin: int) -> Sequence[int]:
    """For each byte offset of a text that begins at `begin`, the offset in characters."""
    if source.isascii():
        return range(begin, begin + len(source) + 1)
    begins = source.encode("utf-8", "replace").translate(_BEGINS_CHARACTER)
    return array("I", accumulate(begins, initial=begin))
