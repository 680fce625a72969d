"""Checks, date conflicts and findings of a finished run as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable

from linkassay.ledger.content import Scalar, day, listed, moment
from linkassay.ledger.heard import is_link, put_link, put_observation
from linkassay.ledger.read import put_clue, put_document
from linkassay.ledger.rows import Key, Rows
from linkassay.model import Conflict, Finding, LinkCheck, Report, Run, Standing


def put_run(rows: Rows, run: Run) -> Key:
    """A run as it began."""
    return rows.put(
        "runs",
        {
            "started": moment(run.started),
            "name": run.id,
            "offline": int(run.offline),
            "rules": listed(run.rules),
            "allowed_addresses": listed(run.allowed_addresses),
            "settings_digest": run.settings_digest,
        },
    )


def put_run_end(rows: Rows, run: Key, report: Report) -> Key:
    """How the run ended: its own row, because the log only grows."""
    tally = [finding.standing for finding in report.findings]
    return rows.put(
        "run_ends",
        {
            "finished": moment(report.run.finished or report.run.started),
            "outcome": "network-down" if report.network_down else "complete",
            "documents": len(report.documents),
            "links": len(report.links),
            "open_findings": len(tally) - tally.count(Standing.FIXED),
            "new_findings": tally.count(Standing.NEW),
            "fixed_findings": tally.count(Standing.FIXED),
            "tool": f"{report.tool.name} {report.tool.version}",
        },
        {"run_id": run},
    )


def put_check(rows: Rows, run: Run, run_key: Key, check: LinkCheck) -> Key | None:
    """How this run reads a link, or `None` where it does not."""
    seen, condition = check.observation, check.condition
    if condition is None:
        return None
    return rows.put(
        "checks",
        {
            "checked": moment(seen.when if seen else run.started),
            "condition": condition.name,
            "confidence": str(condition.confidence),
            "strike": str(condition.strike),
            "reason": condition.reason,
            "state": str(check.state.state),
            "strikes": check.state.strikes,
            "since": moment(check.state.since) if check.state.since else None,
        },
        {
            "run_id": run_key,
            "link_id": put_link(rows, check.link.url),
            "observation_id": put_observation(rows, run_key, seen) if seen else None,
        },
    )


def put_conflict(rows: Rows, run: Key, version: Key, conflict: Conflict) -> None:
    """A date conflict, its claiming clue and the clues that speak against it."""
    holds = conflict.explanation
    tried = [
        {"name": one.name, "holds": one.holds, "marks": list(one.marks), "proof": one.proof}
        for one in conflict.tried
    ]
    key = rows.put(
        "conflicts",
        {
            "claimed": day(conflict.claimed.days.earliest),
            "latest_allowed": day(conflict.latest_allowed),
            "gap_days": conflict.gap_days,
            "explanation": holds.name if holds else None,
            "decided": int(conflict.decided),
            "tried": listed(tried),
            "url": conflict.url,
        },
        {
            "run_id": run,
            "version_id": version,
            "link_id": put_link(rows, conflict.url),
            "claimed_clue_id": put_clue(rows, version, conflict.claimed),
        },
    )
    for clue in conflict.against:
        rows.put(
            "conflict_clues", {}, {"conflict_id": key, "clue_id": put_clue(rows, version, clue)}
        )


def put_findings(
    rows: Rows, run: Key, findings: Iterable[Finding]
) -> list[tuple[Finding, Key, Key]]:
    """The run's one ordered list; gives each finding with its row and its document's.

    A finding about a malformed address keeps its text in `url` and names no link.
    """
    stored = []
    for position, finding in enumerate(findings, 1):
        document = put_document(rows, finding.document)
        link = put_link(rows, finding.url) if finding.url and is_link(finding.url) else None
        parents = {"run_id": run, "document_id": document, "link_id": link}
        values = _finding(finding) | {"position": position}
        stored.append((finding, rows.put("findings", values, parents), document))
    return stored


def _finding(finding: Finding) -> dict[str, Scalar]:
    evidence = [{"kind": e.kind, "text": e.text, "line": e.line} for e in finding.evidence]
    span = finding.span
    return {
        "line": finding.line,
        "level": str(finding.level),
        "rule": finding.rule,
        "message": finding.message,
        "standing": str(finding.standing),
        "confidence": str(finding.confidence),
        "advice": finding.advice,
        "explanation": finding.explanation,
        "gap_days": finding.gap_days,
        "evidence": json.dumps(evidence, ensure_ascii=False),
        "url": finding.url,
        "has_span": int(span is not None),
        "column": span.column if span else None,
        "start_offset": span.start if span else None,
        "end_offset": span.end if span else None,
        "finding_key": finding.id,
    }
