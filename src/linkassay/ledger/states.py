"""States and conditions of links as cells, and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from linkassay.ledger.codec import Cell, from_moment, listed, moment, since
from linkassay.model import (
    Condition,
    ConditionName,
    Confidence,
    LinkState,
    PastCheck,
    State,
    Strike,
)

_PAST = """
select k.checked, k.condition, k.confidence, k.strike from checks k
join seals e on e.run_id = k.run_id where k.link_id = ? and k.checked <= ? order by k.checked, k.id
"""

_CONDITIONS = {str(word): word for word in ConditionName}
_CONFIDENCES = {str(word): word for word in Confidence}
_STRIKES = {str(word): word for word in Strike}
_STATES = {str(word): word for word in State}
_UNKNOWN = LinkState()

_REMEMBERED = 1024
"""So many conditions and states are kept: the same ones are told of very many links."""


@lru_cache(_REMEMBERED)
def condition_from(name: str, confidence: str, strike: str, reason: str | None = None) -> Condition:
    """A condition from its cells."""
    return Condition(_CONDITIONS[name], _CONFIDENCES[confidence], reason or "", _STRIKES[strike])


def is_well(condition: Condition) -> bool:
    """Whether nothing is to be said of it: it needs no reason in the ledger."""
    return condition.name is ConditionName.OK and condition.confidence is Confidence.CERTAIN


def state_from(cells: Sequence[Any]) -> LinkState:
    """A state from the columns of its fields, in their order; unknown where nothing is stored."""
    return _UNKNOWN if cells[0] is None else _state(*cells)


@lru_cache(_REMEMBERED)
def _state(
    state: str, strikes: int, began: str | None, days: str, cause: str | None, falls: str
) -> LinkState:
    """Most links of a run stand alike."""
    listed_days = json.loads(days) if days and days != "[]" else ()
    fallen = json.loads(falls) if falls and falls != "[]" else ()
    return LinkState(
        _STATES[state],
        strikes,
        since(began),
        tuple((date.fromisoformat(day), _STRIKES[kind]) for day, kind in listed_days),
        None if cause is None else _CONDITIONS[cause],
        tuple(date.fromisoformat(day) for day in fallen),
    )


def state_cells(state: LinkState) -> tuple[Cell, ...]:
    """The cells of a state's fields, in their order."""
    return (
        state.state.value,
        state.strikes,
        None if state.since is None else moment(state.since),
        listed([[day.isoformat(), kind.value] for day, kind in state.strike_days]),
        None if state.cause is None else state.cause.value,
        listed([day.isoformat() for day in state.falls]),
    )


def past_checks(connection: sqlite3.Connection, link: int, until: str) -> list[PastCheck]:
    """The checks of a link in sealed runs up to a moment, in the order of time."""
    return [
        PastCheck(from_moment(checked), condition_from(name, confidence, strike))
        for checked, name, confidence, strike in connection.execute(_PAST, (link, until))
    ]
