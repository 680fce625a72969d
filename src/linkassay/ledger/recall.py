"""What earlier runs say, as far as deciding needs it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from linkassay.ledger.content import from_moment
from linkassay.model import (
    Condition,
    Confidence,
    Evidence,
    Finding,
    History,
    Level,
    PastCheck,
    Span,
    Standing,
    Strike,
)

_CHECKS = """
select l.url, k.checked, k.condition, k.confidence, k.reason, k.strike
from json_each(:wanted) w join links l on l.url = w.value join checks k on k.link_id = l.id
join run_ends e on e.run_id = k.run_id and e.outcome = 'complete'
join runs r on r.id = k.run_id
order by l.url, k.checked, r.started, k.id
"""

_FINDINGS = """
select d.locator, f.finding_key, f.rule, f.level, f.confidence, f.url, f.message, f.advice,
  f.evidence, f.explanation, f.gap_days, f.has_span, f.line, f."column", f.start_offset,
  f.end_offset
from json_each(:wanted) w join documents d on d.locator = w.value
join open_findings o on o.document_id = d.id join findings f on f.id = o.finding_id
order by d.locator, f.run_id desc, f.position
"""


def recall(connection: sqlite3.Connection, locators: Sequence[str], urls: Sequence[str]) -> History:
    """The earlier checks of links (oldest first) and what is open in documents.

    Runs that never closed, and runs in which no host answered, tell nothing about a link.
    """
    checks: dict[str, list[PastCheck]] = {}
    for url, checked, name, confidence, reason, strike in _ask(connection, _CHECKS, urls):
        condition = Condition(name, Confidence(confidence), reason, Strike(strike))
        checks.setdefault(url, []).append(PastCheck(from_moment(checked), condition))
    findings: dict[str, list[Finding]] = {}
    for row in _ask(connection, _FINDINGS, locators):
        findings.setdefault(row[0], []).append(_finding(*row))
    return History(
        checks={url: tuple(found) for url, found in checks.items()},
        findings={locator: tuple(found) for locator, found in findings.items()},
    )


def _ask(
    connection: sqlite3.Connection, query: str, wanted: Sequence[str]
) -> Iterable[tuple[Any, ...]]:
    return connection.execute(query, {"wanted": json.dumps(list(dict.fromkeys(wanted)))})


def _finding(
    locator: str,
    key: str,
    rule: str,
    level: str,
    confidence: str,
    url: str | None,
    message: str,
    advice: str,
    evidence: str,
    explanation: str | None,
    gap_days: int | None,
    has_span: int,
    line: int | None,
    column: int | None,
    start: int | None,
    end: int | None,
) -> Finding:
    return Finding(
        id=key,
        rule=rule,
        level=Level(level),
        confidence=Confidence(confidence),
        document=locator,
        span=Span(line, column, start, end) if has_span else None,
        url=url,
        message=message,
        advice=advice,
        evidence=tuple(Evidence(e["kind"], e["text"], e["line"]) for e in json.loads(evidence)),
        explanation=explanation,
        gap_days=gap_days,
        standing=Standing.KNOWN,
    )
