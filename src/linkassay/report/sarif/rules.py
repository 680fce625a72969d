"""The rules of a SARIF log, each with its story (reportingDescriptor, section 3.49)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linkassay.model import Confidence, Level, RuleEntry
from linkassay.report.rule_help import first_sentence
from linkassay.report.sarif.messages import message

LEVELS: Mapping[Level, str] = {
    Level.ERROR: "error",
    Level.WARNING: "warning",
    Level.NOTE: "note",
}
_SEVERITIES: Mapping[Level, str] = {
    Level.ERROR: "error",
    Level.WARNING: "warning",
    Level.NOTE: "recommendation",
}
"""`problem.severity` and `precision` are properties that GitHub's code scanning shows."""

_PRECISIONS: Mapping[Confidence, str] = {
    Confidence.CERTAIN: "very-high",
    Confidence.PROBABLE: "high",
    Confidence.SUSPECTED: "medium",
}


def descriptor(entry: RuleEntry) -> dict[str, Any]:
    """One rule; its page has no address, so the help is told in full."""
    rule, notes = entry.rule, entry.notes
    parts = (
        ("Why it matters", notes.matters),
        ("What to do", notes.do),
        ("When it is wrong", notes.wrong),
    )
    return {
        "id": rule.slug,
        "name": "".join(word.capitalize() for word in rule.slug.split("-")),
        "shortDescription": message(first_sentence(notes.says)),
        "fullDescription": message(notes.says),
        "help": {
            "text": "\n\n".join(f"{heading}: {words}" for heading, words in parts),
            "markdown": "\n\n".join(f"**{heading}**\n\n{words}" for heading, words in parts),
        },
        "defaultConfiguration": {"level": LEVELS[rule.level]},
        "properties": {
            "tags": ["citations", "maintainability"],
            "precision": _PRECISIONS[rule.confidence],
            "problem.severity": _SEVERITIES[rule.level],
        },
    }
