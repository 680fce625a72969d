"""A page of wrapped, indented lines; the one place that drives rich."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

from linkassay.report.escape import line as one_line

MEASURE = 100
"""Lines of prose longer than this are tiring to read, however wide the window is."""

NARROWEST = 24

Piece = tuple[str, str]
"""Words and their style: `("warning", "yellow bold")`; the style `""` is plain."""


class Page:
    """Collects lines and gives them as one string.

    Everything handed in is data: it is escaped and never read as markup. A word of plain letters
    that is wider than the page, an address mostly, stays whole so that it can be copied: it gets a
    line of its own and the terminal folds it.
    """

    def __init__(self, *, width: int, colour: bool) -> None:
        self._width = max(NARROWEST, min(width, MEASURE))
        self._file = StringIO()
        self._console = Console(
            file=self._file,
            width=self._width,
            force_terminal=colour,
            force_jupyter=False,
            color_system="standard" if colour else None,
            no_color=not colour,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )

    def say(self, *pieces: Piece, indent: int = 0, hang: int = 2) -> None:
        """One paragraph; its second and later lines stand `hang` columns further in.

        The pieces are parted by one blank each; empty ones are left out.
        """
        shown = [(one_line(words), style) for words, style in pieces if words]
        text = Text(" ").join(Text(words, style=style) for words, style in shown)
        indents = (indent, indent + hang)
        for number, row in enumerate(_rows(text, *(self._width - left for left in indents))):
            left = Text(" " * indents[min(number, 1)])
            self._console.print(left.append_text(row), soft_wrap=True)

    def gap(self) -> None:
        """An empty line."""
        self._file.write("\n")

    def text(self) -> str:
        """The whole page."""
        return self._file.getvalue()


def _rows(text: Text, first: int, later: int) -> Iterator[Text]:
    """`text` cut at blanks into rows of at most `first`, then `later` columns."""
    room = first
    row = Text()
    for word in (part for whole in text.split(" ") for part in _foldable(whole, later)):
        # A word too wide for any row stands after its bullet, not below it.
        bullet = len(row) == 1 and cell_len(word.plain) > later
        if row and not bullet and cell_len(row.plain) + 1 + cell_len(word.plain) > room:
            yield row
            row, room = word, later
        else:
            row = row.append(" ").append_text(word) if row else word
    yield row


def _foldable(word: Text, room: int) -> list[Text]:
    """A word, or its parts where it is too wide and not plain letters (Chinese has no blanks)."""
    if word.plain.isascii() or cell_len(word.plain) <= room:
        return [word]
    ends: list[int] = []
    for part in chop_cells(word.plain, room)[:-1]:
        ends.append((ends[-1] if ends else 0) + len(part))
    return list(word.divide(ends))
