"""How observations are read, as a table, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from linkassay.model import Confidence, ErrorKind, State, Strike
from linkassay.tables import load


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One condition: what it weighs, and the state of a link seen only so."""

    name: str
    confidence: Confidence
    strike: Strike
    look: State
    revives: bool
    source: str


@dataclass(frozen=True, slots=True)
class StatusRow:
    """What a final status means; `None` leaves the condition's own value."""

    condition: str
    confidence: Confidence | None
    strike: Strike | None


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """What a trouble means; `says` completes "The link …", `redirected` does after a redirect."""

    condition: str
    says: str
    redirected: str


@cache
def conditions() -> Mapping[str, ConditionRow]:
    """Every condition by its name."""
    return {
        row["name"]: ConditionRow(
            row["name"],
            Confidence(row["confidence"]),
            Strike(row.get("strike", Strike.NONE)),
            State(row["look"]),
            row.get("revives", False),
            row["source"],
        )
        for row in load("conditions")["condition"]
    }


@cache
def statuses() -> Mapping[int, StatusRow]:
    """Every status that does not simply follow its class."""
    return {
        status: StatusRow(
            row["condition"],
            Confidence(row["confidence"]) if "confidence" in row else None,
            Strike(row["strike"]) if "strike" in row else None,
        )
        for row in load("conditions")["status"]
        for status in row["status"]
    }


@cache
def errors() -> Mapping[ErrorKind, ErrorRow]:
    """Every trouble; a test proves that none is missing."""
    return {
        ErrorKind(row["error"]): ErrorRow(
            row["condition"], row["says"], row.get("redirected", row["says"])
        )
        for row in load("conditions")["error"]
    }
