"""Rows in colour; the one place that drives rich's console, loaded when there is colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import StringIO

from rich.console import Console
from rich.text import Text


def painter(width: int) -> Callable[[Sequence[tuple[str, str]], int, int], str]:
    """What paints rows for a terminal of so many columns.

    It gives the row from a first to a last character of pieces (`layout.Piece`), parted by one
    blank each.
    """
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=True,
        force_jupyter=False,
        color_system="standard",
        no_color=False,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )

    def paint(pieces: Sequence[tuple[str, str]], start: int, end: int) -> str:
        text = Text(" ").join(Text(words, style=style) for words, style in pieces)
        with console.capture() as captured:
            console.print(text[start:end], soft_wrap=True, end="")
        return captured.get()

    return paint
