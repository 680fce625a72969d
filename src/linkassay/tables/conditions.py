"""How observations are interpreted, as a table, typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.model import ConditionName, Confidence, ErrorKind, State, Strike
from linkassay.tables import load


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One condition: what it weighs, and the state of a link of which nothing else is known.

    `silent` says why no rule speaks of it; `None` where exactly one rule does.
    """

    name: ConditionName
    confidence: Confidence
    strike: Strike
    initial_state: State
    proves_life: bool
    silent: str | None
    source: str


@dataclass(frozen=True, slots=True)
class StatusRow:
    """What a final status means; `None` leaves the condition's own value."""

    condition: ConditionName
    confidence: Confidence | None
    strike: Strike | None


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """What an error means; `says` completes "The link …", `redirected` does after a redirect."""

    condition: ConditionName
    says: str
    redirected: str


@cache
def conditions() -> Mapping[ConditionName, ConditionRow]:
    """Every condition by its name; raises `ValueError` where the table is not whole."""
    rows = {
        ConditionName(row["name"]): ConditionRow(
            ConditionName(row["name"]),
            Confidence(row["confidence"]),
            Strike(row.get("strike", Strike.NONE)),
            State(row["initial_state"]),
            row.get("proves_life", False),
            row.get("silent"),
            row["source"],
        )
        for row in load("conditions")["condition"]
    }
    require_whole(rows, ConditionName, "condition")
    return rows


@cache
def statuses() -> Mapping[int, StatusRow]:
    """Every status that does not simply follow its class."""
    return {
        status: StatusRow(
            ConditionName(row["condition"]),
            Confidence(row["confidence"]) if "confidence" in row else None,
            Strike(row["strike"]) if "strike" in row else None,
        )
        for row in load("conditions")["status"]
        for status in row["status"]
    }


@cache
def errors() -> Mapping[ErrorKind, ErrorRow]:
    """Every kind of error; raises `ValueError` where the table is not whole."""
    rows = {
        ErrorKind(row["error"]): ErrorRow(
            ConditionName(row["condition"]), row["says"], row.get("redirected", row["says"])
        )
        for row in load("conditions")["error"]
    }
    require_whole(rows, ErrorKind, "error")
    return rows


def require_whole(rows: Iterable[StrEnum], names: Iterable[StrEnum], kind: str) -> None:
    """Raises `ValueError` naming the members of a closed vocabulary that have no row."""
    missing = sorted(set(names) - set(rows))
    if missing:
        raise ValueError(
            f"tables/conditions.toml has no [[{kind}]] row for: {', '.join(missing)}; add it there"
        )
