"""Shares with their uncertainty."""

from __future__ import annotations

from math import sqrt

Z95 = 1.959964
"""The two-sided 95 % point of the normal distribution."""


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a proportion (E. B. Wilson, JASA 22, 1927): both ends within 0..1."""
    if of == 0:
        return 0.0, 1.0
    share, square = hits / of, Z95 * Z95
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z95 * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def share(hits: int, of: int) -> str:
    """`432/444 97.3 % [95.3, 98.5]`; where nothing was counted, that."""
    if of == 0:
        return "0/0"
    low, high = wilson(hits, of)
    return f"{hits}/{of} {100 * hits / of:.1f} % [{100 * low:.1f}, {100 * high:.1f}]"
