"""How much one document may take, from its size.

Measured on 651 real pages (102 MB; CPU of an ordinary server core): none took more than 0.51 s
(331 kB) or 16 MiB; above 64 kB the dearest took 1.6 s a MB. The first two seconds are what
docs/design.md promises of a small hostile document, the rest is three times the dearest real page.
"""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024

BASE_SECONDS, SECONDS_PER_MIB, MOST_SECONDS = 2.0, 8.0, 60.0
BASE_MEMORY, MEMORY_PER_BYTE, MOST_MEMORY = 192 * MIB, 48, 768 * MIB
WALL_PER_SECOND = 10.0
"""Time that may pass for each second of CPU: a machine that does other things too is no fault of
the document."""

BASE_ANSWER, ANSWER_PER_BYTE, MOST_ANSWER = 8 * MIB, 4, 9 * MIB
"""What is kept of one document, as `transcript` counts it: 12,000 citations of long addresses, and
20,000 of short ones. So the parent grows by at most 64 MiB, from taking the answer to writing the
report."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of CPU, seconds that may pass, bytes of memory on top of what a worker has, and bytes
    of what it may answer."""

    cpu: float
    wall: float
    memory: int
    answer: int = BASE_ANSWER


def limits_for(size: int) -> Limits:
    """The limits for a document of `size` bytes."""
    cpu = min(BASE_SECONDS + SECONDS_PER_MIB * size / MIB, MOST_SECONDS)
    memory = min(BASE_MEMORY + MEMORY_PER_BYTE * size, MOST_MEMORY)
    answer = min(BASE_ANSWER + ANSWER_PER_BYTE * size, MOST_ANSWER)
    return Limits(cpu, cpu * WALL_PER_SECOND, memory, answer)
