"""SARIF 2.1.0 (OASIS Standard, 27 March 2020): findings in files, for code scanning and editors.

Findings in documents that are no files (an article's address, standard input) are no results; they
are counted in the run's properties, like those that there is no room for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from linkassay.model import Finding, Report, Run
from linkassay.report.file_places import is_file
from linkassay.report.important import Leading
from linkassay.report.json_text import json_text
from linkassay.report.limits import SARIF_RESULTS
from linkassay.report.sarif.invocations import invocation
from linkassay.report.sarif.results import is_told, result
from linkassay.report.sarif.rules import descriptor
from linkassay.report.shapes import plain_value
from linkassay.report.telling import Telling
from linkassay.rules import catalogue

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
"""The standard's own schema, by which editors know what they read."""

Out = Callable[[str], object]


def write(report: Report, out: Out, _telling: Telling) -> None:
    """Write one log with one run, each result as it comes."""
    rules = [slug for slug in report.run.rules if slug in catalogue()]
    out(f'{{\n  "$schema": {json_text(SCHEMA, 1)},\n  "version": "2.1.0",\n  "runs": [\n    {{')
    _member("tool", {"driver": _driver(report.run, rules)}, out, "")
    _member("automationDetails", {"id": f"linkassay/{report.run.name}"}, out)
    _member("invocations", [invocation(report)], out)
    _member("columnKind", "unicodeCodePoints", out)
    elsewhere = sum(is_told(item) and not is_file(item.document) for item in report.findings())
    leading = Leading(report.findings, SARIF_RESULTS, _wanted)
    _results(leading, rules, report.run.remembers, out)
    counts = plain_value(report.counts)
    left_out = {"noRoom": leading.left_out, "notInFiles": elsewhere}
    _member("properties", {"counts": counts, "leftOut": left_out}, out)
    out("\n    }\n  ]\n}\n")


def _wanted(finding: Finding) -> bool:
    return is_told(finding) and is_file(finding.document)


def _driver(run: Run, rules: list[str]) -> dict[str, Any]:
    name, _, version = run.tool.partition(" ")
    driver = {"name": name or "linkassay", "version": version or None}
    told = {key: value for key, value in driver.items() if value}
    return told | {"rules": [descriptor(catalogue()[slug]) for slug in rules]}


def _results(leading: Leading, rules: list[str], remembers: bool, out: Out) -> None:
    indexes = {slug: index for index, slug in enumerate(rules)}
    before = ',\n      "results": ['
    for finding in leading:
        told = result(finding, indexes.get(finding.rule), remembers=remembers)
        out(f"{before}\n        {json_text(told, 4)}")
        before = ","
    out("\n      ]" if before == "," else f"{before}]")


def _member(name: str, value: Any, out: Out, before: str = ",") -> None:
    out(f'{before}\n      "{name}": {json_text(value, 3)}')
