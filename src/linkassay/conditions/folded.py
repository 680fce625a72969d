"""Words of any language in a form in which they can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from linkassay.tables.romanization import plain_letters

_ASCII = [chr(code) for code in range(128)]
_WORDS = "".join(char.lower() if char.isalnum() else " " for char in _ASCII).encode() + b" " * 128
"""What to write for each byte of an ASCII text to have its words between blanks."""
_BETWEEN = re.compile(r"[|｜•·»«›‹]|(?<=\s)[-–—−~/]+(?=\s)|_|--")


def folded(text: str) -> str:
    """A text without case and accents; ı is an i, ł an l, ß is ss."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return bare.translate(plain_letters())


def words(text: str) -> list[str]:
    """The folded words of a text; of scripts without blanks, each sign. Apostrophes part words."""
    if text.isascii():
        return text.encode().translate(_WORDS).decode().split()
    return _word().findall(folded(text))


def title_parts(text: str) -> list[str]:
    """What stands in a title between the signs that part it from the name of its site."""
    return [part for part in _BETWEEN.split(text) if words(part)]


def is_unspaced(word: str) -> bool:
    """Whether a word of `words` is one sign of a script that writes no blanks."""
    return len(word) == 1 and not word.isascii() and _word().fullmatch(word) is not None


@cache
def _word() -> re.Pattern[str]:
    return re.compile(
        # Scripts that write no blanks between words: each sign is one.
        "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
        # Scripts of India, whose vowel signs are no letters to `re`.
        "|[\u0900-\u0dff]+"
        r"|[^\W_\u0900-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff]+"
    )
