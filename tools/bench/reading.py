"""Pace of reading on one core: the citations alone, and all that a document says.

Beside it `lychee --dump` on the same files, where `make bench-peers` has installed it.
"""

from __future__ import annotations

import tempfile
import time
from collections import deque
from pathlib import Path

from bench.corpus import KINDS, sources
from bench.measure import cost
from bench.programs import lychee
from bench.sizes import Size

FILES, FULL_FILES = 1_000, 20_000
"""Of about 10 kB each."""


def main(size: Size) -> None:
    """Print the table."""
    files = FULL_FILES if size is Size.FULL else FILES
    print(f"Reading {files:,} generated documents, MB of source per second of CPU, one core")
    beside = "  lychee --dump" if lychee() else ""
    print(f"  {'':24} {'MB':>6} {'citations only':>15} {'full reading':>13}{beside}")
    for kind in KINDS:
        _row(kind, files)


def _row(kind: str, files: int) -> None:
    size = sum(len(source.data) for source in sources(kind, files)) / 1e6
    quick, whole = _seconds(kind, files)
    peer = _peer_seconds(kind, files)
    title = f"{files * KINDS[kind].files // 100:,} files of {kind}"
    beside = f"{size / peer:15.0f}" if peer else ""
    print(f"  {title:24} {size:6.1f} {size / quick:15.1f} {size / whole:13.1f}{beside}", flush=True)


def _seconds(kind: str, files: int) -> tuple[float, float]:
    """CPU of the citations alone, and of all that is said."""
    from linkassay.extract import citations, extract

    quick = whole = 0.0
    for source in sources(kind, files):
        begin = time.process_time()
        deque(citations(source), maxlen=0)
        between = time.process_time()
        deque(extract(source), maxlen=0)
        quick += between - begin
        whole += time.process_time() - between
    return quick, whole


def _peer_seconds(kind: str, files: int) -> float | None:
    """CPU of lychee, on all its threads together."""
    program = lychee()
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        for source in sources(kind, files):
            file = Path(folder, source.locator)
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(source.data)
        return cost([program, *_DUMP, folder, folder], patience=600).cpu


_DUMP = ("--dump", "--offline", "--no-progress", "--root-dir")
