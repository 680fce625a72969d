"""The sketch of a document's prose: what of it is compared with other documents.

A shingle is five words in a row (A. Z. Broder, On the resemblance and containment of documents,
1997). Which ones are kept depends on the shingle alone, so that two texts that share them keep the
same ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate
from zlib import crc32

from linkassay.model import HASH_BITS, Sketch

WORDS = 5
"""Words of a shingle."""

FEWEST_WORDS = 100
"""A text with fewer is too short to be anybody's copy: notices, forms and lists are alike."""

MOST_HASHES = 64
"""Half a kilobyte a document; at a share of a half the standard deviation is 6 to 9 points."""

_WORD = re.compile(r"\w+")
_ASCII_WORDS = bytes(code if _WORD.match(chr(code)) else 0x20 for code in range(256))
"""For each ASCII character itself where it may be of a word, else a blank."""
_QUOTED = re.compile(r'“[^“”]*”|„[^“”„]*[“”]|«[^«»]*»|"[^"]*"')
"""What stands in quotation marks is somebody else's by the text's own word."""

_AT_ONCE = 16 * 1024
"""Characters that are looked at together."""

_WITH_BLANK = (1).__add__

_REST_BITS = HASH_BITS - 32


def sketch_of(texts: Iterable[str]) -> Sketch | None:
    """The sketch of passages as one text; `None` where it is too short.

    Case, punctuation and what stands in quotation marks do not count.
    """
    level, end, words = 0, 1 << 32, 0
    kept: dict[int, bytes] = {}
    carried: list[bytes] = []
    for text in _joined(texts):
        fresh = _words(text)
        words += len(fresh)
        row = carried + fresh
        shingles = _shingles(row)
        low = [(key, at) for at, key in enumerate(map(crc32, shingles)) if key < end]
        for key, at in low:
            if key < end:
                kept[key] = shingles[at]
                if len(kept) > MOST_HASHES:
                    level, end = level + 1, end >> 1
                    kept = {key: one for key, one in kept.items() if key < end}
        carried = row[1 - WORDS :]
    if words < FEWEST_WORDS:
        return None
    return Sketch(level, tuple(sorted(_hash(key, shingle) for key, shingle in kept.items())))


def _joined(texts: Iterable[str]) -> Iterator[str]:
    """The texts without what they quote, many at once."""
    some: list[str] = []
    size = 0
    for text in texts:
        some.append(text if text.isascii() and '"' not in text else _QUOTED.sub(" ", text))
        size += len(text)
        if size > _AT_ONCE:
            yield " ".join(some)
            some, size = [], 0
    yield " ".join(some)


def _words(text: str) -> list[bytes]:
    if text.isascii():
        return text.casefold().encode().translate(_ASCII_WORDS).split()
    found = " ".join(_WORD.findall(text.casefold()))
    return found.encode("utf-8", "surrogatepass").split(b" ") if found else []


def _shingles(row: Sequence[bytes]) -> list[bytes]:
    """All shingles of words in a row."""
    data = b" ".join(row)
    bounds = [0, *accumulate(map(_WITH_BLANK, map(len, row)))]
    return [data[at : after - 1] for at, after in zip(bounds, bounds[WORDS:], strict=False)]


def _hash(key: int, shingle: bytes) -> int:
    """A hash whose first 32 bits are the checksum by which shingles are chosen."""
    rest = int.from_bytes(blake2b(shingle, digest_size=4).digest())
    return key << _REST_BITS | rest >> (32 - _REST_BITS)
