"""How much of a page is left to be filled."""

from __future__ import annotations

from collections.abc import Callable


class Budget:
    """Counts the bytes that go through it (UTF-8); `left` is what remains of `most`."""

    def __init__(self, out: Callable[[str], object], most: int) -> None:
        self._out = out
        self.left = most

    def write(self, text: str) -> None:
        """Hand a piece on."""
        self.left -= len(text.encode())
        self._out(text)
