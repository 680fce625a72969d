"""Code quality for GitLab: the subset of the Code Climate format that its merge requests show.

Each violation has a description, the name of its check, a fingerprint, a severity, a path and a
line ("Code Quality", GitLab's documentation). Violations of one fingerprint are shown once; ours
tells findings apart and survives edits. The path must lead to a file of the repository:
findings in documents that are no files (an article's address, standard input) are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from linkassay.model import Finding, Level, Report
from linkassay.report.escape import line
from linkassay.report.file_places import is_file
from linkassay.report.important import Leading
from linkassay.report.json_text import json_text
from linkassay.report.limits import VIOLATIONS
from linkassay.report.plain_lines import clipped
from linkassay.report.telling import Telling
from linkassay.report.words import count

MOST_BYTES = 1_500
"""Longer descriptions are cut."""

SEVERITIES: Mapping[Level, str] = {
    Level.ERROR: "major",
    Level.WARNING: "minor",
    Level.NOTE: "info",
}
"""`critical` and `blocker` are left to what breaks a program."""


def write(report: Report, out: Callable[[str], object], _telling: Telling) -> None:
    """Write one array, each violation as it comes; what there is no room for is its last one."""
    leading = Leading(report.findings, VIOLATIONS, _wanted)
    path, before = "", "["
    for finding in leading:
        path = path or finding.document
        out(f"{before}\n  {json_text(_violation(finding), 1)}")
        before = ","
    if leading.left_out:
        out(f"{before}\n  {json_text(_rest(leading.left_out, path), 1)}")
    out("[]\n" if before == "[" else "\n]\n")


def _wanted(finding: Finding) -> bool:
    return finding.standing.is_open and finding.told_with is None and is_file(finding.document)


def _violation(finding: Finding) -> dict[str, Any]:
    url = "" if finding.url is None or finding.url in finding.message else f" {finding.url}"
    return {
        "description": clipped(line(f"{finding.message}{url}"), MOST_BYTES),
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": SEVERITIES[finding.level],
        "location": {"path": finding.document, "lines": {"begin": finding.line or 1}},
    }


def _rest(left_out: int, path: str) -> dict[str, Any]:
    more = count(left_out, "more finding")
    verb = "matters" if left_out == 1 else "matter"
    return {
        "description": f"{more} that {verb} less: `--format json` tells all",
        "check_name": "linkassay",
        "fingerprint": "linkassay-more",
        "severity": SEVERITIES[Level.NOTE],
        "location": {"path": path, "lines": {"begin": 1}},
    }
