"""`python -m bench [--quick | --full] [SCENARIO…]`: figures, one scenario after the other.

Nothing here passes or fails. `--full` takes the sizes that the goals speak of, and minutes to
hours. Without a name all scenarios run but those that measure one room alone; an unknown name tells
them all. Each has a process of its own: the peak memory of a child counts what its parent held when
it began (getrusage(2): `ru_maxrss` is kept over execve), so this one stays small.
"""

from __future__ import annotations

import os
import subprocess
import sys

from bench import programs, web
from bench.scenarios import SCENARIOS
from bench.sizes import Size
from bench.table import HEAD

USAGE = 2
"""The exit code for a name that is none."""


def main(arguments: list[str]) -> int:
    """Run what is named."""
    size = Size.USUAL
    for flag in Size:
        if f"--{flag}" in arguments:
            size = flag
    names = [word for word in arguments if not word.startswith("--")]
    unknown = [name for name in names if name not in SCENARIOS]
    if unknown:
        known = "\n".join(f"  {name:14} {one.about}" for name, one in SCENARIOS.items())
        print(f"no such scenario: {', '.join(unknown)}. There are:\n{known}", file=sys.stderr)
        return USAGE
    if "--one" in arguments:
        SCENARIOS[names[0]].run(size)
        return 0
    beside = "lychee" if programs.lychee() else "no lychee here (make bench-peers)"
    print(
        f"{size}; {os.cpu_count()} cores (load {os.getloadavg()[0]:.1f}) shared with the server:"
        f" {web.name()}; beside us: {beside}"
    )
    print(HEAD, flush=True)
    for name in names or [name for name, one in SCENARIOS.items() if one.usual]:
        command = [sys.executable, "-m", "bench", "--one", f"--{size}", name]
        subprocess.run(command, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
