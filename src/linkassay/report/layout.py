"""Wrapped, indented lines, as wide as a terminal shows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len, chop_cells, set_cell_size

from linkassay.report.escape import disarm_start
from linkassay.report.escape import line as one_line

MEASURE = 100
"""Lines of prose longer than this are tiring to read, however wide the window is."""

NARROWEST = 24

Piece = tuple[str, str]
"""Words and their style: `("warning", "yellow bold")`; the style `""` is plain."""

_OF_WORDS = frozenset(("Lu", "Ll", "Mn", "Nd", "Pi", "Pf", "Pd", "Po"))
"""General categories of Unicode: letters with a case, their accents, numbers, quotes and points."""

_WORD = re.compile(r"[^ ]+")


class TextLayout:
    """Lays out paragraphs and hands each to `out` as soon as it is added.

    Everything handed in is data: it is escaped and never read as markup. A word that is
    wider than the page, an address or a path mostly, stays whole so that it can be copied: it gets
    a line of its own and the terminal folds it.
    """

    def __init__(self, out: Callable[[str], object], *, width: int, colour: bool) -> None:
        self._out = out
        self.width = max(NARROWEST, min(width, MEASURE))
        self._paint = _painter(self.width) if colour else None
        self.rows = 0
        """So many rows were written, empty ones too."""

    def add(self, *pieces: Piece, indent: int = 0, hang: int = 2) -> None:
        """One paragraph; its second and later lines stand `hang` columns further in.

        The pieces are parted by one blank each; empty ones are left out, and nothing is added where
        all of them are.
        """
        shown = [(one, style) for words, style in pieces if (one := one_line(words))]
        text = " ".join(words for words, _ in shown)
        if not text:
            return
        indents = (indent, indent + hang)
        cuts = _cuts(text, *(self.width - left for left in indents))
        for number, (start, end) in enumerate(cuts):
            # Data that was harmless inside its paragraph may begin a line now.
            head, row = disarm_start(text[start:end])
            if self._paint is not None:
                row = self._paint(shown, end - len(row), end)
            self._write(f"{' ' * indents[min(number, 1)]}{head}{row}\n")

    def row(self, text: str, style: str) -> None:
        """One line of a table that is laid out and made safe already."""
        head, row = disarm_start(text)
        if self._paint is not None and style:
            row = self._paint([(row, style)], 0, len(row))
        self._write(f"{head}{row}\n")

    def blank_line(self) -> None:
        """An empty line."""
        self._write("\n")

    def _write(self, row: str) -> None:
        self.rows += 1
        self._out(row)


def fitted(text: str, width: int) -> tuple[str, int]:
    """Data made safe on one line and cut with `…` to so many columns; and how many it has."""
    words = one_line(text)
    if cell_len(words) > width:
        words = set_cell_size(words, max(width - 1, 0)).rstrip() + "…"
    return words, cell_len(words)


def _painter(width: int) -> Callable[[Sequence[Piece], int, int], str]:
    """Loaded when there is colour: most reports go into a pipe or a file."""
    from linkassay.report.colour import painter

    return painter(width)


def _cuts(text: str, first: int, later: int) -> Iterator[tuple[int, int]]:
    """Where to cut `text` at blanks: rows of at most `first`, then `later` columns."""
    room, start, end, used = first, 0, 0, 0
    for begin, stop in _words(text, later):
        size = cell_len(text[begin:stop])
        # A word too wide for any row stands after its bullet, not below it.
        bullet = end - start == 1 and size > later
        if end and not bullet and used + 1 + size > room:
            yield start, end
            room, start, used = later, begin, size
        else:
            used += size + (1 if end else 0)
        end = stop
    yield start, end


def _words(text: str, room: int) -> Iterator[tuple[int, int]]:
    """Where each word stands; a wide one of a script without blanks (Chinese) in parts."""
    for found in _WORD.finditer(text):
        word, at = found[0], found.start()
        if cell_len(word) <= room or _is_one(word):
            yield found.span()
            continue
        for part in chop_cells(word, room):
            yield at, at + len(part)
            at += len(part)


def _is_one(word: str) -> bool:
    """Whether a word is one however long: letters that have a case, and the signs around them."""
    return word.isascii() or all(
        one.isascii() or unicodedata.category(one) in _OF_WORDS for one in word
    )
