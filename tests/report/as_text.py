"""The example report and its first finding, told as text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from linkassay.model import Finding
from report.golden import golden_report
from report.listreport import ListReport
from report.snapshots import written

GOLDEN = golden_report()
FOUND = next(GOLDEN.findings())


def text(told: ListReport, **how: Any) -> str:
    return written(told, "text", **how)


def flat(told: ListReport, **more: Any) -> str:
    return " ".join(text(told, **more).split())


def of(*findings: Finding) -> ListReport:
    return replace(GOLDEN, all_findings=findings)
