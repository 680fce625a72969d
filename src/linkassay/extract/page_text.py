"""What a page shows, taken down tag by tag: without a tree, so that deep nesting costs nothing."""

from __future__ import annotations

from linkassay.extract.page_start_tag import GLUED, HEADINGS, TEMPLATE, StartTag
from linkassay.extract.page_tags import plain

_ENDED_BY_ITSELF = frozenset(("p", "li", "dt", "dd", "tr", "td", "th", "option", "optgroup"))
"""The next start tag of the name ends the element too (WHATWG HTML, 13.1.2.4)."""


class ShownText:
    """Takes the pieces of a page in their order.

    What an element hides that never ends counts as shown, but for a template. `heading` is the
    first h1 with text. `add` takes text as it was written, with its character references.
    """

    __slots__ = ("_depth", "_heading_at", "_hidden_at", "_pieces", "add", "heading", "hidden_in")

    def __init__(self) -> None:
        self.heading: str | None = None
        self.hidden_in = ""
        """The name of the element by which nothing is shown now, else an empty string."""
        self._pieces: list[str] = []
        self.add = self._pieces.append
        self._heading_at: int | None = None
        self._depth = self._hidden_at = 0

    def start_tag(self, tag: StartTag) -> None:
        """A start tag at which a new word begins."""
        name = tag.name
        self.add(" ")
        if self.hidden_in:
            if name != self.hidden_in:
                return
            if name not in _ENDED_BY_ITSELF:
                self._depth += 1
                return
            self._show_again()
        if name in HEADINGS:
            self._end_heading()
            if name == "h1" and self.heading is None:
                self._heading_at = len(self._pieces)
        if tag.hides:
            self.hidden_in, self._depth, self._hidden_at = name, 1, len(self._pieces)

    def end_tag(self, name: str) -> None:
        """An end tag."""
        if name in GLUED:
            return
        self.add(" ")
        if name == self.hidden_in:
            self._depth -= 1
            if not self._depth:
                self._show_again()
        elif name == "h1":
            self._end_heading()

    def finish(self) -> str:
        """All that is shown, its references read, white space as it was written."""
        if self.hidden_in == TEMPLATE:
            self._show_again()
        self._end_heading()
        return plain("".join(self._pieces))

    def _show_again(self) -> None:
        del self._pieces[self._hidden_at :]
        self.hidden_in = ""

    def _end_heading(self) -> None:
        if self._heading_at is not None and self.heading is None:
            self.heading = folded(plain("".join(self._pieces[self._heading_at :])))
        self._heading_at = None


def folded(text: str) -> str | None:
    """Text with single blanks; `None` where it has nothing else."""
    return " ".join(text.split()) or None
