"""The results of a SARIF log: findings in files (section 3.27)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linkassay.model import Finding, Span, Standing
from linkassay.report.escape import line
from linkassay.report.file_places import file_uri
from linkassay.report.plain_lines import plain_lines
from linkassay.report.sarif.messages import message
from linkassay.report.sarif.rules import LEVELS

MOST_RELATED = 10
"""So many places of evidence are named beside a result."""

BASELINE: Mapping[Standing, str | None] = {
    Standing.NEW: "new",
    Standing.WORSE: "updated",
    Standing.RETURNED: "new",
    Standing.KNOWN: "unchanged",
    Standing.CARRIED: "unchanged",
    Standing.FIXED: None,
    Standing.RETIRED: None,
    Standing.GONE: None,
    Standing.ACCEPTED: "unchanged",
    Standing.SUPPRESSED: "unchanged",
}
"""How a result stands beside the run before (section 3.27.24). Those that are closed are no results
(`absent` would be one, and not each viewer hides it)."""

SUPPRESSED: Mapping[Standing, str] = {
    Standing.ACCEPTED: "accepted by the configuration",
    Standing.SUPPRESSED: "suppressed",
}
"""What is told, but counts as settled, and by what."""


def is_told(finding: Finding) -> bool:
    """Whether a finding is a result at all."""
    return BASELINE[finding.standing] is not None and finding.told_with is None


def result(finding: Finding, index: int | None, *, remembers: bool) -> dict[str, Any]:
    """One result. `index` is the place of its rule in the table.

    `remembers` says whether there could be a run before. GitHub adds a hash of the line by itself
    and warns of any other (`primaryLocationLineHash`), unless there is no line.
    """
    fingerprints = {"linkassay/v1": finding.fingerprint}
    if finding.line is None:
        fingerprints["primaryLocationLineHash"] = finding.fingerprint
    told = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.level],
        "message": message("\n".join(plain_lines(finding))),
        "locations": [{"physicalLocation": _place(finding.document, finding.span)}],
        "relatedLocations": _related(finding) or None,
        "partialFingerprints": fingerprints,
        "baselineState": BASELINE[finding.standing] if remembers else None,
        "suppressions": _suppressions(finding) or None,
        "properties": {
            "confidence": finding.confidence.value,
            "standing": finding.standing.value,
        },
    }
    return {name: value for name, value in told.items() if value is not None}


def artifact(locator: str) -> dict[str, str]:
    """Where a file lies: below the root of the sources, or anywhere."""
    uri = file_uri(locator)
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _place(locator: str, span: Span | None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": artifact(locator)}
    if span is not None and span.line:
        place["region"] = _region(span, span.line)
    return place


def _region(span: Span, line_number: int) -> dict[str, int]:
    region = {
        "startLine": line_number,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {name: value for name, value in region.items() if value is not None}


def _related(finding: Finding) -> list[dict[str, Any]]:
    placed = [item for item in finding.evidence if item.line][:MOST_RELATED]
    return [
        {
            "id": number,
            "message": message(line(item.text)),
            "physicalLocation": {
                "artifactLocation": artifact(finding.document),
                "region": {"startLine": item.line},
            },
        }
        for number, item in enumerate(placed, 1)
    ]


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    """SARIF 2.1.0, 3.35: in the source where a comment of the document says so."""
    said = SUPPRESSED.get(finding.standing)
    if said is None:
        return []
    where, because = finding.suppressed_at, finding.suppressed_because
    beside = where is not None and where.startswith(f"{finding.document}:")
    until = f" until {finding.suppressed_until}" if finding.suppressed_until else ""
    said = line(f"{where}{until}: {because}") if where and because else said
    kind = "inSource" if beside else "external"
    return [{"kind": kind, "status": "accepted", "justification": said}]
