"""Writes the snapshots anew: `python tests/report/renew.py`.

Then look at `git diff tests/report`: what changed there is what every user will see change.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def renew() -> None:
    """Write each snapshot from the rules as they are now."""
    from report.snapshots import SNAPSHOTS

    for name, told in SNAPSHOTS.items():
        (HERE / name).write_text(told(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
    renew()
