"""Runs a command and reads what it cost: wall clock, CPU and memory of it and all its children."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.tree import Peak

PATIENCE = 120.0
"""Seconds after which a measured command is stopped: the bench always ends."""
LOOK_AGAIN = 0.1
"""Seconds after which it is asked again whether to go on."""
LAST_WORDS = 5.0
"""Seconds that a stopped command has for ending in order."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall clock and CPU (user + system), peak memory in MiB, and the exit code.

    CPU is that of the command and of all children that it waited for. Memory is that of the
    largest process, or of all together where they were watched. `late` is whether it was stopped.
    """

    wall: float
    cpu: float
    memory: float
    code: int
    late: bool = False

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
    folder: Path | None = None,
    watched: bool = False,
    until: Callable[[], bool] | None = None,
) -> Cost:
    """Run `command` once; `quiet` throws its output away.

    After `patience` seconds it is asked to end, and then stopped with all that it began. `watched`
    gives the memory of all processes together, sampled. It is stopped once `until` holds, too.
    """
    began = time.monotonic()
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if quiet else None,
        stderr=subprocess.DEVNULL if quiet else None,
        env={**os.environ, **(env or {})},
        cwd=folder,
        start_new_session=True,
    )
    peak = Peak(child.pid) if watched else None
    if peak is not None:
        peak.start()
    late, looked = False, 0.0
    try:
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            gone = time.monotonic() - began
            if until is not None and gone > looked + LOOK_AGAIN:
                looked = gone
                if until():
                    _end(child.pid, signal.SIGKILL)
            if gone > patience + LAST_WORDS:
                _end(child.pid, signal.SIGKILL)
            elif gone > patience and not late:
                late = True
                child.terminate()
            time.sleep(min(0.001 + gone / 100, 0.02))
    except BaseException:
        _end(child.pid, signal.SIGKILL)
        raise
    finally:
        if peak is not None:
            peak.stop()
    child.returncode = os.waitstatus_to_exitcode(status)
    _end(child.pid, signal.SIGKILL)  # children that outlived it
    return Cost(
        wall=time.monotonic() - began,
        cpu=usage.ru_utime + usage.ru_stime,
        memory=peak.mib if peak is not None and peak.mib else usage.ru_maxrss / 1024,
        code=child.returncode,
        late=late,
    )


def _end(group: int, how: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, how)


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
    return {name: middle(costs) for name, costs in seen.items()}


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure; the largest memory, and the last exit code."""
    return Cost(
        wall=statistics.median(c.wall for c in costs),
        cpu=statistics.median(c.cpu for c in costs),
        memory=max(c.memory for c in costs),
        code=costs[-1].code,
        late=any(c.late for c in costs),
    )
