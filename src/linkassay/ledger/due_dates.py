"""When each link is due again, worked out when its check is applied."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from linkassay import plan
from linkassay.ledger.codec import from_moment, moment
from linkassay.ledger.states import condition_from
from linkassay.model import Condition, ConditionName, LinkState, State

LIMITED = ConditionName.RATE_LIMITED

_NO_TIME = timedelta()

Before = Sequence[str | None]
"""Condition, time and due date of the check before, each `None` where there was none."""


def due_cell(
    url: str,
    state: LinkState,
    condition: Condition,
    times: tuple[str, str],
    headers: str | None,
    before: Before,
) -> str | None:
    """The cell of the due date; `times` are those of this check and of the first one ever."""
    checked, first = times
    when = from_moment(checked)
    wait = waited = _NO_TIME
    if condition.name is LIMITED:
        asked = dict(json.loads(headers or "[]")).get("retry-after")
        wait, waited = plan.asked_to_wait(asked, when), _waited(before)
    due = plan.due(plan.LastCheck(url, when, state, condition, from_moment(first), wait, waited))
    return None if due is None else moment(due)


def teach(connection: sqlite3.Connection) -> None:
    """SQL's own `due`, for links that have no row of strikes."""
    connection.create_function("due", 11, _due, deterministic=True)


def _due(
    url: str,
    state: str,
    name: str,
    confidence: str,
    strike: str,
    checked: str,
    first: str,
    headers: str | None,
    *before: str | None,
) -> str | None:
    standing, condition = _told(state, name, confidence, strike)
    return due_cell(url, standing, condition, (checked, first), headers, before)


@cache
def _told(state: str, name: str, confidence: str, strike: str) -> tuple[LinkState, Condition]:
    """All words are of closed vocabularies, so there are few of these."""
    return LinkState(State(state)), condition_from(name, confidence, strike)


def _waited(before: Before) -> timedelta:
    """How long the link was left alone because it was rate-limited before."""
    name, checked, due = before
    if name != LIMITED or checked is None or due is None:
        return timedelta()
    return from_moment(due) - from_moment(checked)
