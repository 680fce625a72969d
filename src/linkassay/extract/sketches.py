"""The sketch of a document's prose: what of it is compared with other documents.

A shingle is five words in a row (A. Z. Broder, On the resemblance and containment of documents,
1997). Which ones are kept depends on the shingle alone, so that two texts that share them keep the
same ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
_QUOTED = re.compile(r'“[^“”]*”|„[^“”„]*[“”]|«[^«»]*»|"[^"]*"')
"""What stands in quotation marks is somebody else's by the text's own word."""

_WITH_BLANK = (1).__add__

_REST_BITS = HASH_BITS - 32


def sketch_of(texts: Iterable[str]) -> Sketch | None:
    """The sketch of passages as one text; `None` where it is too short.

    Case, punctuation and what stands in quotation marks do not count.
    """
    level, end, words = 0, 1 << 32, 0
    kept: dict[int, bytes] = {}
    carried: list[bytes] = []
    for text in texts:
        found = " ".join(_WORD.findall(_QUOTED.sub(" ", text).casefold()))
        if not found:
            continue
        fresh = found.encode("utf-8", "surrogatepass").split(b" ")
        words += len(fresh)
        row = carried + fresh
        data = b" ".join(row)
        bounds = [0, *accumulate(map(_WITH_BLANK, map(len, row)))]
        for start, after in zip(bounds, bounds[WORDS:], strict=False):
            shingle = data[start : after - 1]
            key = crc32(shingle)
            if key < end:
                kept[key] = shingle
                if len(kept) > MOST_HASHES:
                    level, end = level + 1, end >> 1
                    kept = {key: one for key, one in kept.items() if key < end}
        carried = row[1 - WORDS :]
    if words < FEWEST_WORDS:
        return None
    return Sketch(level, tuple(sorted(_hash(key, shingle) for key, shingle in kept.items())))


def _hash(key: int, shingle: bytes) -> int:
    """A hash whose first 32 bits are the checksum by which shingles are chosen."""
    rest = int.from_bytes(blake2b(shingle, digest_size=4).digest())
    return key << _REST_BITS | rest >> (32 - _REST_BITS)
