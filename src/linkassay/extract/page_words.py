"""The words of a page: how many it shows, and in the form in which they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from hashlib import sha256

from linkassay.tables.romanization import plain_letters

_JOINED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"  # Japanese
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese
)
_SYLLABLES = "\uac00-\ud7a3"
"""Korean: words have blanks between them, and endings that stand directly behind."""

CHARACTERS_A_WORD = 2
"""Characters of a script without blanks that count as one word (our own choice)."""

_JOINED_LETTER = re.compile(f"[{_JOINED}]")
_SPACED_WORD = re.compile(r"[^\W_]\S*")
_ASCII = [chr(code) for code in range(128)]
_BLANKS = "".join(" " if char.isspace() else char for char in _ASCII).encode() + b" " * 128
_SIGNS = "".join(char for char in _ASCII if not char.isalnum() and not char.isspace()).encode()
"""With these taken out of an ASCII text nothing is left of its pieces without a word."""
_WORDS = "".join(char.lower() if char.isalnum() else " " for char in _ASCII).encode() + b" " * 128
"""What to write for each byte of an ASCII text to have its words between blanks."""
_WORD = re.compile(f"[{_JOINED}{_SYLLABLES}]|[^\\W_{_JOINED}{_SYLLABLES}]+")

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670]+")
"""Accents of Latin, Greek and Cyrillic letters, points of Hebrew and Arabic ones."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0640]+")
"""Soft hyphens, joiners, marks of direction, the Arabic stroke that only fills a line."""

HASH_DIGITS = 16


def word_count(text: str) -> int:
    """How many words a text has: pieces between blanks that hold a letter or a digit.

    Of scripts without blanks two characters count as a word.
    """
    if text.isascii():
        return len(text.encode().translate(_BLANKS, _SIGNS).split())
    apart, letters = _JOINED_LETTER.subn(" ", _INVISIBLE.sub("", text))
    return len(_SPACED_WORD.findall(apart)) + -(-letters // CHARACTERS_A_WORD)


def compared_words(text: str) -> list[str]:
    """The words of a text as they are compared: in one case, without accents or signs.

    Each character of a script without blanks, and each Korean syllable, is a word of its own.
    """
    if text.isascii():
        return text.encode().translate(_WORDS).decode().split()
    folded = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)).casefold()
    plain = plain_letters()
    folded = _without_accent().sub(lambda letter: plain[ord(letter[0])], _MARKS.sub("", folded))
    return _WORD.findall(unicodedata.normalize("NFC", folded))


@cache
def _without_accent() -> re.Pattern[str]:
    """The letters of `plain_letters`; they are few in a text, so looking for them is quicker."""
    return re.compile(f"[{''.join(map(chr, plain_letters()))}]")


def spaced(words: Sequence[str]) -> str:
    """Words with a blank around each, so that phrases are found as whole words."""
    return f" {' '.join(words)} "


def text_hash(words: Sequence[str]) -> str | None:
    """The first 16 hex digits of the SHA-256 of some words; `None` of none."""
    if not words:
        return None
    return sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()[:HASH_DIGITS]
