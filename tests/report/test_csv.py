"""The table of findings: what other programs read in it, and what a spreadsheet runs of it."""

from __future__ import annotations

import csv
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from linkassay.model import Finding
from linkassay.report.shapes import shape_of
from report.golden import RUN, brief_report, golden_report
from report.listreport import ListReport
from report.snapshots import written

SOME = next(brief_report("credit-without-link").findings())


def _rows(told: ListReport) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(written(told, "csv"), newline="")))


def test_the_columns_are_the_fields_of_the_contract() -> None:
    assert list(_rows(golden_report())[0]) == [item.name for item in shape_of(Finding).fields]


def test_each_finding_is_a_row() -> None:
    told = golden_report()
    rows = _rows(told)
    assert [row["fingerprint"] for row in rows] == [
        # Those of the standings begin with a dash, as a formula may.
        f"'{item.fingerprint}" if item.fingerprint.startswith("-") else item.fingerprint
        for item in told.findings()
    ]
    assert [row["line"] for row in rows] == [str(item.line or "") for item in told.findings()]
    assert {row["level"] for row in rows} == {"error", "warning", "note"} & {
        item.level.value for item in told.findings()
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_a_spreadsheet_runs_no_cell(start: str) -> None:
    """OWASP, "CSV Injection"."""
    told = ListReport(RUN, all_findings=(replace(SOME, message=f"{start}1+1", advice=start),))
    (row,) = _rows(told)
    assert row["message"] == f"'{start}1+1"
    assert row["advice"] == f"'{start}"


def test_a_blank_before_a_formula_does_not_hide_it() -> None:
    (row,) = _rows(ListReport(RUN, all_findings=(replace(SOME, message="\t =1+1"),)))
    assert row["message"] == "'=1+1"


def test_a_report_of_nothing_has_its_columns() -> None:
    assert written(ListReport(RUN), "csv").count("\r\n") == 1


def test_sqlite_utils_reads_it(tmp_path: Path) -> None:
    (tmp_path / "findings.csv").write_text(written(golden_report(), "csv"), newline="")
    words = ["memory", str(tmp_path / "findings.csv"), "select count(*) from findings", "--csv"]
    command = [sys.executable, "-m", "sqlite_utils", *words]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told.split()[-1] == str(len(golden_report().all_findings))
