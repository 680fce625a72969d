"""Small stand-ins for a text, by which two texts are compared without either."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import sqrt

HASH_BITS = 63
"""Bits of a hash: SQLite's integers have a sign."""

HALF = 0.5
"""A document is a copy where more than this of it, or of the other one, stands in both."""

Z = 1.96
"""A bound of this many standard deviations holds in 97.5 of 100 samples."""


def bits_apart(one: str, other: str) -> int:
    """In how many bits two similarity hashes of pages (`PageFacts.sketch`) differ.

    Both are hexadecimal digits; raises `ValueError` for anything else.
    """
    return (int(one, 16) ^ int(other, 16)).bit_count()


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a text stands in another: `shared` of `of` sampled shingles.

    `exact` where the sample is the whole text.
    """

    shared: int
    of: int
    exact: bool = False

    @property
    def ratio(self) -> float:
        """The estimate, 0 to 1; 0 where nothing was sampled."""
        return self.shared / self.of if self.of else 0.0

    @property
    def at_least(self) -> float:
        """What the share is at least, in 97.5 of 100 samples.

        The lower end of Wilson's interval (E. B. Wilson, Probable Inference, the Law of Succession,
        and Statistical Inference, 1927); of a whole text its share itself.
        """
        if self.exact or not self.of:
            return self.ratio
        n, p = self.of, self.ratio
        middle = p + Z * Z / (2 * n)
        around = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        return (middle - around) / (1 + Z * Z / n)


@dataclass(frozen=True, slots=True)
class Sketch:
    """The hashes of a text's shingles that lie below 2 ** (63 - level), in ascending order.

    So a higher level takes half as many of them, and two sketches are compared at the higher level
    of both. Level 0 has all shingles. (FracMinHash: L. C. Irber and others, Lightweight
    compositional analysis of metagenomes with FracMinHash and minimum metagenome covers, 2022.)
    """

    level: int
    hashes: tuple[int, ...]

    def share_in(self, other: Sketch, ignored: Collection[int] = ()) -> Share:
        """How much of this text stands in the other; `ignored` are hashes that count for none."""
        level = max(self.level, other.level)
        end = 1 << (HASH_BITS - level)
        left_out = frozenset(ignored)
        mine = {one for one in self.hashes if one < end} - left_out
        shared = mine & set(other.hashes)
        return Share(len(shared), len(mine), exact=level == 0)
