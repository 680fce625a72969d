"""Runs a command and reads what it cost, from the kernel's own account of that child."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PATIENCE = 120.0
"""Seconds after which a measured command is stopped: the bench always ends."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall clock and CPU (user + system), peak memory in MiB, and the exit code."""

    wall: float
    cpu: float
    memory: float
    code: int

    @property
    def doubt(self) -> str:
        """A word where an audit ended otherwise than with 0 or 1: its figures mean nothing."""
        return "" if self.code in (0, 1) else "  did not finish"


def cost(
    command: Sequence[str],
    env: dict[str, str] | None = None,
    *,
    quiet: bool = True,
    patience: float = PATIENCE,
) -> Cost:
    """Run `command` once; `quiet` throws its output away. It is stopped after `patience` s."""
    began = time.monotonic()
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if quiet else None,
        stderr=subprocess.DEVNULL if quiet else None,
        env={**os.environ, **(env or {})},
    )
    while True:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid:
            break
        if time.monotonic() - began > patience:
            child.kill()
        time.sleep(0.001)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Cost(
        wall=time.monotonic() - began,
        cpu=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss / 1024,
        code=child.returncode,
    )


def median(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, Cost]:
    """The median cost of each command over `runs` rounds; the commands of a round take turns,
    so that a busy minute falls on all of them. One round more, the first, is thrown away: it
    fills caches."""
    seen: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            once = cost(command)
            if turn:
                seen[name].append(once)
    return {
        name: Cost(
            wall=statistics.median(c.wall for c in costs),
            cpu=statistics.median(c.cpu for c in costs),
            memory=max(c.memory for c in costs),
            code=costs[-1].code,
        )
        for name, costs in seen.items()
    }
