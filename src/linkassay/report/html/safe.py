"""Data made safe for a page: shown as it is, never obeyed."""

from __future__ import annotations

from html import escape as in_html

from linkassay.report.escape import COMMAND, COMMAND_START, folded, visible

LONGEST = 2_000
"""So many letters of one text are shown."""


class Html(str):
    """Text that is HTML already, as templates recognise it."""

    __slots__ = ()

    def __html__(self) -> str:
        """Itself: there is nothing to be escaped."""
        return str(self)


def safe(value: object) -> object:
    """A value as HTML on one line: blanks folded, what cannot be seen visible, long ones cut.

    What a CI runner would obey is written by its number, so that a reader of the page sees it as
    it was and a runner that reads the file does not. What is HTML already stays as it is.
    """
    if hasattr(value, "__html__"):
        return value
    text = folded(str(value))
    if len(text) > LONGEST:
        text = f"{text[:LONGEST].rstrip()}… ({len(text):,} characters)"
    html = COMMAND.sub("&#35;", in_html(visible(text)))
    if start := COMMAND_START.match(html):
        html = f"{html[: start.end() - 1]}&#58;{html[start.end() :]}"
    return Html(html)
