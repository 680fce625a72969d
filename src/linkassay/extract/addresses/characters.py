"""Classes of characters that the rules on addresses share, as the inside of a regular expression's
brackets.
"""

from __future__ import annotations

import re
from functools import cache

TYPOGRAPHIC = "‘’‚‛“”„‟«»‹›…—―⸺"
"""Quotation marks, the ellipsis and long dashes: none of them stands unescaped in an address that
is written out (RFC 3987, 2.2 allows some, text uses them around addresses)."""

WIDE_MARKS = "、。〃〈-】〔-〟〰！（），：；？［］｛｝｜～＂＇＜＞｡-､"
"""Marks of Chinese and Japanese sentences (CJK Symbols and Punctuation, Fullwidth Forms)."""

UNSEEN = "\u200b\u2060-\u2064\ufeff"
"""Marks without width (Unicode general category Cf), but not the joiners U+200C and U+200D, with
which words of many scripts are written."""

TURNING = "\u200e\u200f\u202a-\u202e\u2066-\u206f"
"""Marks of direction (Unicode, Bidi_Control), and the deprecated ones beside them."""

INVISIBLE = rf"{UNSEEN}{TURNING}\u2028\u2029\ufff9-\uffff"
"""What nobody sees: these marks, the separators of lines, notes and what is no character."""

ENDS = rf"\s\x00-\x1f\x7f-\x9f<>`{TYPOGRAPHIC}{WIDE_MARKS}{INVISIBLE}"
"""What no address goes over, marks that nobody sees inside of it aside."""

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u1100-\u11ff\u2e80-\u2fff\u3005-\u3007\u3021-\u30ff\u3100-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff65-\uffdc"
    "\U00020000-\U0003ffff"
)
"""Letters of scripts that set no blank between words, or none before a particle (Korean)."""

ENCLOSING = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
    "\u200e": "\u200e",
    "\u200f": "\u200f",
}
"""The marks of direction that stand before a word, and the one that closes each (UAX #9, 2)."""


def is_unspaced(text: str) -> bool:
    """Whether a text begins with a letter of such a script."""
    return not text.isascii() and unspaced_run().match(text) is not None


@cache
def unspaced_run() -> re.Pattern[str]:
    """Such letters in a row; compiled with the first text that is not all ASCII, which takes time.

    (1 ms, and as much for each other pattern with this class.)
    """
    return re.compile(f"[{UNSPACED}]+")
