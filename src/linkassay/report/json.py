"""The report for programs: JSON, version 1 (docs/json.md, schema.json)."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Any

from linkassay.model import (
    Attribution,
    Citation,
    Clue,
    Dated,
    Finding,
    LinkCheck,
    Report,
    Run,
    Span,
)
from linkassay.report.escape import unseen

FORMAT = "linkassay/1"

Row = dict[str, Any]
"""One JSON object; every key of the contract is there, `None` where nothing is known."""

_SUSPECT = re.compile(r"[^\n\x20-\x7e]")


def render(report: Report) -> str:
    """The document, indented by two, in UTF-8 letters; what cannot be seen is `\\u` escaped."""
    plain = json.dumps(whole(report), ensure_ascii=False, indent=2, allow_nan=False)
    return _SUSPECT.sub(_written_out, plain) + "\n"


def whole(report: Report) -> Row:
    """The report as plain values, keys in the order of the contract."""
    return {
        "format": FORMAT,
        "tool": {"name": report.tool.name, "version": report.tool.version},
        "run": _run(report.run, network_down=report.network_down),
        "documents": [_document(item) for item in report.documents],
        "links": [_link(item) for item in report.links],
        "findings": [_finding(item) for item in report.findings],
        "not_checked": [{"url": item.url, "reason": item.reason} for item in report.not_checked],
        "unread": [
            {"document": item.locator, "problem": item.problem, "advice": item.advice}
            for item in report.unread
        ],
    }


def _written_out(match: re.Match[str]) -> str:
    character = match[0]
    return json.dumps(character)[1:-1] if unseen(character) else character


def _run(run: Run, *, network_down: bool) -> Row:
    return {
        "id": run.id,
        "started": _moment(run.started),
        "finished": _moment(run.finished),
        "offline": run.offline,
        "network_down": network_down,
        "settings_digest": run.settings_digest,
        "allowed_addresses": list(run.allowed_addresses),
        "rules": list(run.rules),
    }


def _document(item: Dated) -> Row:
    reading = item.reading
    return {
        "locator": reading.document.locator,
        "title": reading.document.title,
        "citations": [_citation(one) for one in reading.citations],
        "attributions": [_attribution(one) for one in reading.attributions],
        "clues": [_clue(one) for one in reading.clues],
    }


def _citation(item: Citation) -> Row:
    return {
        "url": item.url,
        "written": item.written,
        "line": item.span.line,
        "column": item.span.column,
        "form": item.form.value,
        "region": item.region.value,
        "anchor": item.anchor,
    }


def _attribution(item: Attribution) -> Row:
    return {
        "class": item.credit.value,
        "text": item.text,
        "outlet": item.outlet,
        "person": item.person,
        "date": _day(item.day),
        "line": item.span.line,
        "links": list(item.links),
    }


def _clue(item: Clue) -> Row:
    return {
        "subject": item.subject,
        "clock": item.clock.value,
        "earliest": _day(item.days.earliest),
        "latest": _day(item.days.latest),
        "source": item.source,
        "rule": item.rule,
        "group": item.group.value,
        "weight": _weight(item),
        "line": _line(item.span),
        "text": item.text,
        "intervals": [[_day(one.earliest), _day(one.latest)] for one in item.days],
    }


def _weight(clue: Clue) -> float:
    """The weaker of the sides that are bounded; the first side's where neither is."""
    sides = []
    if clue.days.earliest is not None:
        sides.append(clue.weight)
    if clue.days.latest is not None:
        sides.append(clue.latest_weight)
    return min(sides, default=clue.weight)


def _link(item: LinkCheck) -> Row:
    seen = item.observation
    return {
        "url": item.link.url,
        "state": item.state.state.value,
        "condition": item.condition.name if item.condition else None,
        "status": seen.status if seen else None,
        "final_url": seen.final_url if seen else None,
        "hops": [
            {
                "url": hop.url,
                "status": hop.status,
                "location": hop.location,
                "peer": hop.peer,
                "seconds": hop.seconds,
            }
            for hop in (seen.hops if seen else ())
        ],
    }


def _finding(item: Finding) -> Row:
    return {
        "id": item.id,
        "rule": item.rule,
        "level": item.level.value,
        "confidence": item.confidence.value,
        "document": item.document,
        "line": item.line,
        "url": item.url,
        "message": item.message,
        "explanation": item.explanation,
        "gap_days": item.gap_days,
        "evidence": [
            {"kind": one.kind, "text": one.text, "line": one.line} for one in item.evidence
        ],
        "standing": item.standing.value,
    }


def _line(span: Span | None) -> int | None:
    return span.line if span else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(when: datetime | None) -> str | None:
    """RFC 3339, with `Z` for UTC."""
    return when.isoformat().replace("+00:00", "Z") if when else None
