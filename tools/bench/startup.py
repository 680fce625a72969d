"""What it costs to start: `--help`, and an offline check of the seed.

Goals on an idle core: 150 ms and 400 ms of CPU. Machines differ and are shared, so each figure
stands beside a bare interpreter and an interpreter that imports click, measured in the same run.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.measure import median

ROOT = Path(__file__).resolve().parents[2]
RUNS = 15


def seed() -> Path | None:
    """The document of the seed example, else the first plain text in seeds/."""
    places = (ROOT.parent / "shared/seeds", ROOT / "seeds")
    return next((file for place in places for file in sorted(place.glob("*.txt"))), None)


def main() -> None:
    """Print the table."""
    python = sys.executable
    program = [python, "-m", "linkassay"]
    commands = {
        "python -c pass": [python, "-c", "pass"],
        'python -c "import click"': [python, "-c", "import click"],
        "linkassay --help": [*program, "--help"],
    }
    document = seed()
    if document is not None:
        commands["linkassay check --offline (seed)"] = [
            *program,
            "check",
            "--offline",
            str(document),
        ]
    costs = median(commands, RUNS)
    bare, click = costs["python -c pass"].cpu, costs['python -c "import click"'].cpu
    print(f"Start-up, median of {RUNS} runs (CPU is user + system)")
    print(f"  {'':34} {'CPU ms':>7} {'wall ms':>8} {'x python':>9} {'x click':>8}  exit")
    for name, c in costs.items():
        print(
            f"  {name:34} {c.cpu * 1000:7.0f} {c.wall * 1000:8.0f}"
            f" {c.cpu / bare:9.1f} {c.cpu / click:8.1f}  {c.code:4}{c.doubt}"
        )


if __name__ == "__main__":
    main()
