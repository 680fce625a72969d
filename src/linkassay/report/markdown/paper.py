"""Blocks of Markdown one after the other, and how much room is left for more."""

from __future__ import annotations

from collections.abc import Callable

from linkassay.report.pages.budget import Budget

_SLACK = 2_000
"""Bytes that what is only written if it fits leaves for what must be written."""


class Paper:
    """Puts blocks and items of lists one below the other."""

    def __init__(self, out: Callable[[str], object], most: int) -> None:
        self.budget = Budget(out, most)
        self._before = ""
        self._in_list = False

    def block(self, text: str) -> None:
        """A block of its own."""
        self._write(text, "\n")
        self._in_list = False

    def item(self, text: str, *, depth: int = 0) -> None:
        """An item of a list, which the first one begins."""
        self._write(f"{'  ' * depth}- {text}", "" if self._in_list else "\n")
        self._in_list = True

    def item_if_it_fits(self, text: str, *, depth: int = 0) -> None:
        """The same, but nothing where there is little room."""
        if self.fits(text, _SLACK):
            self.item(text, depth=depth)

    def fits(self, text: str, reserve: int) -> bool:
        """Whether a text leaves so much room as is kept for others."""
        return len(text.encode()) + reserve < self.budget.left

    def _write(self, text: str, before: str) -> None:
        self.budget.write(f"{before if self._before else ''}{text}\n")
        self._before = text
