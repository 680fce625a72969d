"""How much is measured."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Size(StrEnum):
    """`quick` is for a look while one works, `full` takes the sizes of the goals."""

    QUICK = "quick"
    USUAL = "usual"
    FULL = "full"


PATIENCE: Mapping[Size, float] = {Size.QUICK: 90.0, Size.USUAL: 90.0, Size.FULL: 7200.0}
"""Seconds after which an audit is stopped, and the rest of its time told by extrapolation."""

BUDGET: Mapping[Size, float] = {Size.QUICK: 15.0, Size.USUAL: 30.0, Size.FULL: 600.0}
"""Seconds of a comparison within which another round is begun."""

ROUNDS: Mapping[Size, int] = {Size.QUICK: 3, Size.USUAL: 3, Size.FULL: 5}
"""Rounds of a comparison, where the budget allows."""
