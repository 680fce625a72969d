"""How observations are read, as a table, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from linkassay.model import State, Strike, Sureness, Trouble
from linkassay.tables import read


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One condition: what it weighs, and the state of a link seen only so."""

    name: str
    sureness: Sureness
    strike: Strike
    look: State
    revives: bool
    source: str


@dataclass(frozen=True, slots=True)
class StatusRow:
    """What a final status means; `None` leaves the condition's own value."""

    condition: str
    sureness: Sureness | None
    strike: Strike | None


@dataclass(frozen=True, slots=True)
class TroubleRow:
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
            Sureness(row["sureness"]),
            Strike(row.get("strike", Strike.NONE)),
            State(row["look"]),
            row.get("revives", False),
            row["source"],
        )
        for row in read("conditions")["condition"]
    }


@cache
def statuses() -> Mapping[int, StatusRow]:
    """Every status that does not simply follow its class."""
    return {
        status: StatusRow(
            row["condition"],
            Sureness(row["sureness"]) if "sureness" in row else None,
            Strike(row["strike"]) if "strike" in row else None,
        )
        for row in read("conditions")["status"]
        for status in row["status"]
    }


@cache
def troubles() -> Mapping[Trouble, TroubleRow]:
    """Every trouble; a test proves that none is missing."""
    return {
        Trouble(row["trouble"]): TroubleRow(
            row["condition"], row["says"], row.get("redirected", row["says"])
        )
        for row in read("conditions")["trouble"]
    }
