"""How the time of reading grows with a hostile document: time(2n) / time(n), wanted below 2.3."""

from __future__ import annotations

import time

from bench.hostile import DOCUMENTS, Document
from bench.sizes import Size

WANTED = 2.3
RUNS = 3


def main(_size: Size) -> None:
    """Print the table."""
    print(f"Hostile documents read whole, CPU of the best of {RUNS} runs")
    print(f"  {'':36} {'n':>7} {'s at n':>8} {'2n / n':>7}")
    for name, (make, size) in DOCUMENTS.items():
        small, large = _seconds(make(size // 2)), _seconds(make(size))
        growth = large / small
        mark = "  above the goal" if growth > WANTED else ""
        print(f"  {name:36} {size:7,} {large:8.2f} {growth:7.2f}{mark}", flush=True)


def _seconds(document: Document) -> float:
    from linkassay.extract import extract
    from linkassay.model import Source

    locator, data = document
    best = float("inf")
    for _ in range(RUNS):
        clock = time.process_time()
        for _reading in extract(Source(locator, data)):
            pass
        best = min(best, time.process_time() - clock)
    return best
