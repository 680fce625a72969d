"""Data made safe for a terminal: what cannot be seen is written out."""

from __future__ import annotations

import re
import unicodedata

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories that move the cursor, end a line or turn the writing direction (reliability 5)."""

_BLANKS = re.compile(r"[ \t\r\n]+")


def unseen(character: str) -> bool:
    """Whether a character is one of those that a terminal obeys instead of showing."""
    return unicodedata.category(character) in UNSEEN


def escape(text: str) -> str:
    r"""`text` with every control or format character written visibly as `\u{1b}`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"\\u{{{ord(one):x}}}" if unseen(one) else one for one in text)


def line(text: str) -> str:
    """`text` on one line: runs of blanks, tabs and line ends folded, then escaped."""
    return escape(_BLANKS.sub(" ", text).strip())
