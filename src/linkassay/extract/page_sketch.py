"""A similarity hash of a page's words: pages that show nearly the same differ in few bits.

M. Charikar, Similarity Estimation Techniques from Rounding Algorithms, 2002; G. Manku, A. Jain and
A. Das Sarma, Detecting Near-Duplicates for Web Crawling, 2007.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

BITS = 64


def sketch_of(words: Sequence[str]) -> str | None:
    """The 64 bits as 16 hex digits; `None` of no words.

    Of each bit it holds what most of the different words' hashes have there. Numbers are alike, so
    that dates and counters change little. Single words part pages as well as shingles of two or
    three do, and leave a page more alike itself with another date or advertisement (measured).
    """
    alike = dict.fromkeys("0" if word.isdigit() else word for word in words)
    if not alike:
        return None
    digests = [
        blake2b(word.encode("utf-8", "replace"), digest_size=BITS // 8).digest() for word in alike
    ]
    return f"{_majority(digests):0{BITS // 4}x}"


def _majority(digests: Sequence[bytes]) -> int:
    """The number that has in each place the bit that more than half of the digests have there."""
    together = int.from_bytes(b"".join(digests))
    every = ((1 << (BITS * len(digests))) - 1) // ((1 << BITS) - 1)
    half = len(digests) // 2
    return sum(
        1 << place for place in range(BITS) if (together & (every << place)).bit_count() > half
    )
