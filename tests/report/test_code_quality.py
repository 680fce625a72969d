"""GitLab's report on code quality, held against the fields that its documentation describes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema

from linkassay.model import Level, Standing
from linkassay.report.limits import VIOLATIONS
from report.golden import RUN, brief_report, golden_report
from report.listreport import ListReport
from report.snapshots import written

SOME = next(brief_report("credit-without-link").findings())

VIOLATION = {
    "type": "object",
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "additionalProperties": False,
    "properties": {
        "description": {"type": "string", "minLength": 1},
        "check_name": {"type": "string", "minLength": 1},
        "fingerprint": {"type": "string", "minLength": 1},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "required": ["path", "lines"],
            "additionalProperties": False,
            "properties": {
                # Relative to the repository, and without `./`.
                "path": {"type": "string", "pattern": "^[^/.]"},
                "lines": {
                    "type": "object",
                    "required": ["begin"],
                    "additionalProperties": False,
                    "properties": {"begin": {"type": "integer", "minimum": 1}},
                },
            },
        },
    },
}


def _told(told: ListReport) -> list[dict[str, Any]]:
    violations = json.loads(written(told, "code-quality"))
    jsonschema.validate(violations, {"type": "array", "items": VIOLATION})
    assert len({item["fingerprint"] for item in violations}) == len(violations)
    return violations


def test_each_open_finding_in_a_file_is_one_violation() -> None:
    told = golden_report()
    open_now = [
        item.fingerprint
        for item in told.findings()
        if item.standing.is_open and item.told_with is None and "://" not in item.document
    ]
    assert [item["fingerprint"] for item in _told(told)] == open_now


def test_a_report_of_nothing_is_an_empty_array() -> None:
    assert _told(ListReport(RUN)) == []


def test_severities() -> None:
    told = [replace(SOME, level=level, fingerprint=level.value) for level in Level]
    severities = [item["severity"] for item in _told(ListReport(RUN, all_findings=(*told,)))]
    assert severities == ["info", "minor", "major"]


def test_a_long_description_is_cut() -> None:
    (told,) = _told(ListReport(RUN, all_findings=(replace(SOME, message="漢" * 10_000),)))
    assert len(told["description"].encode()) <= 1_500


def test_above_the_limit_the_least_important_are_counted() -> None:
    known = replace(SOME, standing=Standing.KNOWN)
    findings = [replace(known, fingerprint=str(number)) for number in range(VIOLATIONS + 2)]
    findings.append(replace(SOME, fingerprint="news"))
    told = _told(ListReport(RUN, all_findings=tuple(findings)))
    assert len(told) == VIOLATIONS + 1
    assert "news" in {item["fingerprint"] for item in told}
    assert told[-1]["description"].startswith("3 more findings that matter less")
