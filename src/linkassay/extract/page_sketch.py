"""A similarity hash of a page's words: pages that show nearly the same differ in few bits.

M. Charikar, Similarity Estimation Techniques from Rounding Algorithms, 2002; G. Manku, A. Jain and
A. Das Sarma, Detecting Near-Duplicates for Web Crawling, 2007.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

BITS = 64


def sketch_of(words: Sequence[str]) -> str | None:
    """The 64 bits as 16 hex digits; `None` of no words.

    Of each bit it holds what most of the different words' hashes have there. Numbers are alike, so
    that dates and counters change little. Single words part pages as well as shingles of two or
    three do, and leave a page more alike itself with another date or advertisement (measured).
    """
    alike = set(words)
    numbers = set(filter(str.isdigit, alike))
    if numbers:
        alike = (alike - numbers) | {"0"}
    if not alike:
        return None
    return f"{_majority(map(_spread, alike), len(alike)):0{BITS // 4}x}"


_LANE = 4
"""Bytes in which the different words that have a bit are counted."""
_MOST = (1 << (8 * _LANE - 1)) - 1
_ONES = int.from_bytes((b"\0" * (_LANE - 1) + b"\1") * BITS)
_IN_LANES = tuple(
    b"".join(b"\0" * (_LANE - 1) + bytes([int(bit)]) for bit in f"{byte:08b}")
    for byte in range(256)
)
"""The bits of a byte, each in a lane."""
_TOP_BIT = bytes([ord("0")] * 128 + [ord("1")] * 128)
"""Whether the first byte of a lane has its highest bit, as a digit."""


@lru_cache(maxsize=4096)
def _spread(word: str) -> int:
    """The bits of a word's hash, each in a lane of its own."""
    digest = blake2b(word.encode("utf-8", "replace"), digest_size=BITS // 8).digest()
    return int.from_bytes(b"".join([_IN_LANES[byte] for byte in digest]))


def _majority(spread: Iterable[int], count: int) -> int:
    """The number that has in each place the bit that more than half of so many have there.

    All lanes are counted at once; what lifts the half of them to the most that a lane holds without
    its highest bit lifts more than a half above that.
    """
    lifted = sum(spread) + _ONES * (_MOST - count // 2)
    return int(lifted.to_bytes(BITS * _LANE)[::_LANE].translate(_TOP_BIT), 2)
