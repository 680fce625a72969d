"""How observations are interpreted, as a table, typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.model import Candidates, ConditionName, Confidence, ErrorKind, State, Strike
from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One condition: what it weighs, and the state of a link of which nothing else is known.

    `silent` says why no rule speaks of it; `None` where exactly one rule does. `candidates` tells
    that it speaks against the address itself, so that the candidates of a wrapped one are asked.
    """

    name: ConditionName
    confidence: Confidence
    initial_state: State
    source: str
    strike: Strike = Strike.NONE
    proves_life: bool = False
    silent: str | None = None
    candidates: Candidates | None = None


@dataclass(frozen=True, slots=True)
class StatusRow:
    """What a final status means; `None` leaves the condition's own value."""

    status: frozenset[int]
    condition: ConditionName
    source: str
    confidence: Confidence | None = None
    strike: Strike | None = None


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """What an error means; `says` completes "The link …", `redirected` does after a redirect."""

    error: ErrorKind
    condition: ConditionName
    says: str
    redirected: str | None = None


@cache
def conditions() -> Mapping[ConditionName, ConditionRow]:
    """Every condition by its name; raises `ValueError` where the table is not whole."""
    found = {row.name: row for row in rows("conditions", "condition", ConditionRow)}
    require_whole(found, ConditionName, "condition")
    return found


@cache
def statuses() -> Mapping[int, StatusRow]:
    """Every status that does not simply follow its class."""
    listed = rows("conditions", "status", StatusRow)
    return {status: row for row in listed for status in row.status}


@cache
def errors() -> Mapping[ErrorKind, ErrorRow]:
    """Every kind of error; raises `ValueError` where the table is not whole."""
    found = {row.error: row for row in rows("conditions", "error", ErrorRow)}
    require_whole(found, ErrorKind, "error")
    return found


def require_whole(found: Iterable[StrEnum], names: Iterable[StrEnum], kind: str) -> None:
    """Raises `ValueError` naming the members of a closed vocabulary that have no row."""
    missing = sorted(set(names) - set(found))
    if missing:
        raise ValueError(
            f"tables/conditions.toml has no [[{kind}]] row for: {', '.join(missing)}; add it there"
        )
