"""Data made safe for whoever reads it: what cannot be seen, and what a CI runner would obey.

A runner reads commands out of a program's output. GitHub's obeys a line that starts, after blanks,
with `::` ("Workflow commands for GitHub Actions"), and its runner still obeys `##[` anywhere in a
line; Azure Pipelines obeys `##vso[` and formats `##[` ("Logging commands"); TeamCity obeys
`##teamcity[` ("Service messages").
"""

from __future__ import annotations

import re
import unicodedata

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories that move the cursor, end a line or turn the writing direction (Unicode, 4.5)."""

COMMAND = re.compile(r"#(?=#\w*\[)")
"""The first character of what a runner obeys anywhere in a line."""

COMMAND_START = re.compile(r"\s*:(?=:)")
"""The beginning of a line that a runner obeys, up to the first colon."""

_BLANKS = re.compile(r"[ \t\r\n]+")


def unseen(character: str) -> bool:
    """Whether a character is one of those that a terminal obeys instead of showing."""
    return unicodedata.category(character) in UNSEEN


def mark(character: str) -> str:
    r"""A character written visibly: `\u{1b}`."""
    return f"\\u{{{ord(character):x}}}"


def escape(text: str) -> str:
    r"""`text` with every control or format character written visibly as `\u{1b}`.

    So is the first character of what a CI runner would obey in it, or if a line began with it.
    """
    return "".join(disarm_start(COMMAND.sub(lambda found: mark(found[0]), visible(text))))


def visible(text: str) -> str:
    r"""`text` with every control or format character written visibly as `\u{1b}`, and no more."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(mark(one) if unseen(one) else one for one in text)


def folded(text: str) -> str:
    """`text` on one line: runs of blanks, tabs and line ends folded into one blank."""
    return _BLANKS.sub(" ", text).strip()


def disarm_start(row: str) -> tuple[str, str]:
    """The beginning of a line, up to a colon that a runner would obey and made safe; the rest."""
    found = COMMAND_START.match(row)
    return (row[: found.end() - 1] + mark(":"), row[found.end() :]) if found else ("", row)


def line(text: str) -> str:
    """`text` on one line: runs of blanks, tabs and line ends folded, then escaped."""
    return escape(folded(text))
