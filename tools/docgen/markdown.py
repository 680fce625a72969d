"""The little Markdown that the pages need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

GENERATED = "<!-- written by `make docs`; change the code instead -->\n"


def cell(text: str) -> str:
    """Text for one cell of a table: on one line, pipes escaped."""
    return " ".join(text.split()).replace("|", "\\|")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A pipe table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cell(text) for text in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def fenced(text: str, language: str = "") -> str:
    """A code block whose fence is longer than any run of backticks inside (CommonMark 4.5)."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"
