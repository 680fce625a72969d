"""What a page shows, taken down tag by tag: without a tree, so that deep nesting costs nothing."""

from __future__ import annotations

import re

from linkassay.extract.formats.html_open_tags import VOID
from linkassay.extract.page_tags import attributes_of, plain

_GLUED = frozenset(
    (
        "b",
        "big",
        "em",
        "font",
        "i",
        "mark",
        "nobr",
        "s",
        "small",
        "strong",
        "sub",
        "sup",
        "u",
        "wbr",
    )
)
"""Tags that may stand within a word; at all others a new one begins."""

TEMPLATE = "template"
_UNSHOWN = frozenset((TEMPLATE, "select", "datalist", "svg", "video", "audio", "canvas", "object"))
"""Elements whose text a browser does not show, or of which it shows one choice."""

_NEVER_HIDDEN = VOID | {"html", "body", "main", "article"}
"""Elements without text, and those which a page hides until a script of it is ready."""

_ENDED_BY_ITSELF = frozenset(("p", "li", "dt", "dd", "tr", "td", "th", "option", "optgroup"))
"""The next start tag of the name ends the element too (WHATWG HTML, 13.1.2.4)."""

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HIDES = re.compile(r"display\s*:\s*none", re.IGNORECASE)


class ShownText:
    """Takes the pieces of a page in their order.

    What an element hides that never ends counts as shown, but for a template. `heading` is the
    first h1 with text.
    """

    def __init__(self) -> None:
        self.heading: str | None = None
        self._pieces: list[str] = []
        self._heading_at: int | None = None
        self._hidden, self._depth, self._hidden_at = "", 0, 0

    @property
    def hidden_in(self) -> str:
        """The name of the element by which nothing is shown now, else an empty string."""
        return self._hidden

    def add(self, text: str) -> None:
        """Text as it was written, with its character references."""
        self._pieces.append(text)

    def start_tag(self, name: str, rest: str) -> None:
        """A start tag; `rest` is what of it stands behind the name."""
        if name in _GLUED:
            return
        self._pieces.append(" ")
        if self._hidden:
            if name != self._hidden:
                return
            if name not in _ENDED_BY_ITSELF:
                self._depth += 1
                return
            self._show_again()
        if name in _HEADINGS:
            self._end_heading()
            if name == "h1" and self.heading is None:
                self._heading_at = len(self._pieces)
        if _is_unshown(name, rest):
            self._hidden, self._depth, self._hidden_at = name, 1, len(self._pieces)

    def end_tag(self, name: str) -> None:
        """An end tag."""
        if name in _GLUED:
            return
        self._pieces.append(" ")
        if name == self._hidden:
            self._depth -= 1
            if not self._depth:
                self._show_again()
        elif name == "h1":
            self._end_heading()

    def finish(self) -> str:
        """All that is shown, its references read, white space as it was written."""
        if self._hidden == TEMPLATE:
            self._show_again()
        self._end_heading()
        return plain("".join(self._pieces))

    def _show_again(self) -> None:
        del self._pieces[self._hidden_at :]
        self._hidden = ""

    def _end_heading(self) -> None:
        if self._heading_at is not None and self.heading is None:
            self.heading = folded(plain("".join(self._pieces[self._heading_at :])))
        self._heading_at = None


def folded(text: str) -> str | None:
    """Text with single blanks; `None` where it has nothing else."""
    return " ".join(text.split()) or None


def _is_unshown(name: str, rest: str) -> bool:
    if name in _UNSHOWN:
        return not rest.endswith("/>")
    if name in _NEVER_HIDDEN:
        return False
    if name == "dialog":
        return "open" not in attributes_of(rest)
    small = rest.lower()
    if "hidden" not in small and "none" not in small:
        return False
    attributes = attributes_of(rest)
    return "hidden" in attributes or _HIDES.search(attributes.get("style", "")) is not None
