"""Pace of the facts of fetched pages on one core: ordinary pages, and pages that are hard to read.

A page of 100 kB is to take 10 ms, one of 256 KiB never more than 300 ms.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from bench.corpus import sources
from bench.sizes import Size

PAGES = 900
RUNS = 3

HARD: Mapping[str, str] = {
    "anchors": "<a>",
    "hidden elements": "<div hidden>",
    "meta elements": "<meta a=b>",
    "headings": "<h1>a</h1>",
    "references": "&a",
    "linked data": '<script type="application/ld+json">{"@type":"Article","headline":"a"}</script>',
    "letters that become eighteen": "\ufdfa",
    "words": "a1 b2 c3 d4 ",
}
"""What fills 256 KiB, by name."""


def main(_size: Size) -> None:
    """Print the table."""
    from linkassay.extract.page import MOST_BYTES, page_facts

    ordinary = [source.data for source in sources("HTML", PAGES)]
    page_facts(ordinary[0])
    spent = _seconds(ordinary)
    size = sum(map(len, ordinary))
    print("Facts of fetched pages, CPU of one core")
    print(
        f"  {len(ordinary)} generated pages of {size / len(ordinary) / 1000:.0f} kB: "
        f"{spent / len(ordinary) * 1e6:,.0f} µs a page, {spent / size * 1e8:.1f} ms for 100 kB"
    )
    for name, piece in HARD.items():
        data = piece.encode() * (MOST_BYTES // len(piece.encode()))
        print(f"  {'256 KiB of ' + name:44} {_seconds([data]) * 1e3:6.0f} ms", flush=True)


def _seconds(pages: Sequence[bytes]) -> float:
    from linkassay.extract.page import page_facts

    best = float("inf")
    for _ in range(RUNS):
        clock = time.process_time()
        for data in pages:
            page_facts(data)
        best = min(best, time.process_time() - clock)
    return best
