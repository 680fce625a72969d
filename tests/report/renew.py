"""Writes the snapshots anew: `PYTHONPATH=src:tests python tests/report/renew.py`.

Then look at `git diff tests/report`: what changed there is what every user will see change.
"""

from pathlib import Path

from linkassay import report
from report.golden import golden_report

if __name__ == "__main__":
    for name, ending in (("text", "txt"), ("json", "json")):
        target = Path(__file__).parent / f"golden.{ending}"
        told = report.render(golden_report(), name, width=80, colour=False)
        target.write_text(told, encoding="utf-8")
