"""No regular expression of ours does more than linear work (docs/design.md, Hostile input)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from patterns.pumps import pumped
from patterns.steps import Counter, TooManyStepsError

ROOT = Path(__file__).parents[2]
TIMES = 32
"""How often a piece is repeated; then twice as often."""
MOST_TEXTS = 48
MOST_GROWTH = 1.5
"""Of the steps for each character: 1 is linear work, 2 is quadratic."""
FEW_STEPS = 25

BOUNDED = {
    "linkassay.extract.decode": "searched for in the first 1,024 bytes",
    "linkassay.extract.addresses.ends": "searched for in four characters",
    "linkassay.extract.addresses.finding": "part of a pattern that is tried at the beginning alone",
    "linkassay.extract.names": "searched for in 300 characters at most",
    "linkassay.extract.signed_lines": "searched for in lines of a byline, 160 characters at most",
    "linkassay.extract.titles": "searched for in 1,000 characters at most, white space folded",
    "linkassay.extract.page": "tried again only behind the next angle bracket",
    "linkassay.extract.formats.html_nodes": "read in marks that we have written ourselves",
}
"""Modules with a pattern whose text has a bound that its form does not show, and why."""


def growth(pattern: str, flags: int, *, anchored: bool = False) -> float:
    """The worst growth of steps for each character, over many texts."""
    texts = pumped(pattern, flags)
    worst = 0.0
    for head, piece, end in texts[:: len(texts) // MOST_TEXTS + 1]:
        costs = []
        for times in (TIMES, 2 * TIMES):
            text = head + piece * times + end
            counter = Counter(pattern, flags, text)
            try:
                costs.append((counter.match() if anchored else counter.scan()) / (len(text) + 1))
            except (TooManyStepsError, RecursionError):
                return float("inf")
        if costs[1] > FEW_STEPS:
            worst = max(worst, costs[1] / max(costs[0], 1.0))
    return worst


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+b", r"\s*\s*x", r"[a-z]*[a-f]*!", r"\s+$", r"(?:\w+,?)*;", r"\[([^\]]*)\]\("],
)
def test_what_is_not_linear_is_found_out(pattern):
    assert growth(pattern, 0) > MOST_GROWTH


@pytest.mark.parametrize("pattern", [r"a+b", r"[^<]*+<", r"(?:[^,]*+,)*+;", r"\b\w+\b"])
def test_what_is_linear_passes_at_one_place(pattern):
    assert growth(pattern, 0, anchored=True) <= MOST_GROWTH


@pytest.mark.slow
def test_no_pattern_of_ours_is_worse_than_linear():
    path = os.pathsep.join(str(ROOT / part) for part in ("src", "tools", "tests"))
    done = subprocess.run(
        [sys.executable, "-m", "patterns.registry"],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    patterns = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(patterns) > 150
    worse = [
        (place, pattern)
        for place, pattern, flags, anchored in patterns
        if place.partition(":")[0] not in BOUNDED
        and growth(pattern, flags, anchored=anchored) > MOST_GROWTH
    ]
    assert worse == []
