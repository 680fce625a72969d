"""A process with all its descendants: their CPU now, and their memory, sampled.

Linux tells both of processes that still run: a clock for each (clock_getcpuclockid(3)) and the
proportional share of memory (proc(5), smaps_rollup), by which pages that processes have in common
count once. Elsewhere only what has ended is counted, and memory is the largest process alone.
"""

from __future__ import annotations

import os
import resource
import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

_PROC = Path("/proc")
_CPU_CLOCK = 2
"""The kind of clock that counts the CPU of a process (CPUCLOCK_SCHED of the kernel's headers)."""
LOOK_AGAIN = 0.5
"""Seconds after which new descendants are looked for: a look takes some milliseconds."""


def descendants(root: int, parents: Mapping[int, int]) -> set[int]:
    """Who descends from `root`, by who is the child of whom."""
    found: set[int] = set()
    layer = {root}
    while layer:
        layer = {child for child, parent in parents.items() if parent in layer} - found
        found |= layer
    return found


def running() -> dict[int, int]:
    """Every process with its parent; nothing where the system does not tell."""
    found = {}
    for entry in _PROC.glob("[0-9]*"):
        try:
            told = (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        found[int(entry.name)] = int(told[1])
    return found


class Others:
    """Seconds of CPU of the descendants of this process, those that have ended among them."""

    def __init__(self) -> None:
        self._children: set[int] = set()
        self._looked = float("-inf")

    def __call__(self) -> float:
        now = time.monotonic()
        if now - self._looked > LOOK_AGAIN:
            self._children = descendants(os.getpid(), running())
            self._looked = now
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = ended.ru_utime + ended.ru_stime
        for child in tuple(self._children):
            try:
                spent += time.clock_gettime((~child << 3) | _CPU_CLOCK)
            except OSError:
                self._children.discard(child)
        return spent


def memory(processes: Iterable[int]) -> float:
    """MiB that these hold together."""
    total = 0
    for process in processes:
        try:
            lines = (_PROC / str(process) / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


class Peak(threading.Thread):
    """Watches the memory of a process and its descendants until it is told to stop."""

    def __init__(self, root: int, every: float = 0.5) -> None:
        super().__init__(daemon=True)
        self._root, self._every = root, every
        self._over = threading.Event()
        self.mib = 0.0
        self.most = 0
        """Processes at once."""

    def run(self) -> None:
        while not self._over.wait(self._every):
            alive = {self._root, *descendants(self._root, running())}
            self.mib = max(self.mib, memory(alive))
            self.most = max(self.most, len(alive))

    def stop(self) -> None:
        self._over.set()
        self.join()
