"""Links over time: how each stood before a run, and what the run makes of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from linkassay import conditions
from linkassay.ledger.answers import since
from linkassay.ledger.codec import Cell, from_moment, listed, moment
from linkassay.ledger.tables import TABLES
from linkassay.model import (
    Condition,
    ConditionName,
    Confidence,
    LinkState,
    PastCheck,
    Settled,
    State,
    Strike,
    Unsettled,
)

WINDOW = 1000
"""So many links are settled at a time."""

_UNSETTLED = """
select k.link_id, l.url, k.looked, k.condition, k.confidence, k.strike, k.reason,
  s.state, s.strikes, s.since, s.strike_days, s.last_checked,
  (select count(*) from looks m where m.run_id = k.run_id and m.link_id = k.link_id)
from looks k join links l on l.id = k.link_id left join link_state s on s.link_id = k.link_id
where k.run_id = :run and k.n = 1 and k.link_id > :after
order by k.link_id limit :window
"""

_PAST = """
select k.checked, k.condition, k.confidence, k.strike from checks k
join seals e on e.run_id = k.run_id where k.link_id = ? and k.checked <= ? order by k.checked, k.id
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One link to be settled, with its keys."""

    link: int
    item: Unsettled


def unsettled(connection: sqlite3.Connection, run: int) -> Iterator[Sequence[Row]]:
    """The links that were looked at in a run, in chunks."""
    after = 0
    while True:
        rows = connection.execute(
            _UNSETTLED, {"run": run, "after": after, "window": WINDOW}
        ).fetchall()
        if not rows:
            return
        yield [_row(connection, row) for row in rows]
        after = rows[-1][0]


def _row(connection: sqlite3.Connection, row: Sequence[str | int | None]) -> Row:
    link, url, looked, name, confidence, strike, reason, *state, last_checked, looks = row
    condition = Condition(
        ConditionName(str(name)),
        Confidence(str(confidence)),
        str(reason or ""),
        Strike(str(strike)),
    )
    backdated = last_checked is not None and str(looked) < str(last_checked)
    before = (
        conditions.state(past_checks(connection, int(str(link)), str(looked)))
        if backdated
        else state_from(state)
    )
    item = Unsettled(str(url), from_moment(str(looked)), condition, before, int(str(looks)))
    return Row(int(str(link)), item)


def state_from(row: Sequence[str | int | None]) -> LinkState:
    """A state from `state, strikes, since, strike_days`; unknown where nothing is stored."""
    state, strikes, began, days = row
    if state is None:
        return LinkState()
    listed_days = json.loads(str(days)) if days and days != "[]" else ()
    return LinkState(
        State(str(state)),
        int(str(strikes)),
        since(None if began is None else str(began)),
        tuple((date.fromisoformat(day), Strike(kind)) for day, kind in listed_days),
    )


def past_checks(connection: sqlite3.Connection, link: int, until: str) -> list[PastCheck]:
    """The checks of a link in sealed runs up to a moment, in the order of time."""
    return [
        PastCheck(
            from_moment(checked),
            Condition(ConditionName(name), Confidence(confidence), "", Strike(strike)),
        )
        for checked, name, confidence, strike in connection.execute(_PAST, (link, until))
    ]


def check_row(run: str, run_key: int, link: int, check: Settled) -> tuple[Cell, ...]:
    """The row of a check, with its leaf."""
    condition, state = check.condition, check.state
    told: tuple[Cell, ...] = (
        moment(check.when),
        condition.name.value,
        condition.confidence.value,
        condition.strike.value,
        state.state.value,
        state.strikes,
        None if state.since is None else moment(state.since),
    )
    return (run_key, link, *told, leaf("check", run, check.url, *told))


def leaf(kind: str, *content: Cell) -> bytes:
    """The hash of one row: SHA-256 over its kind and its content, natural keys instead of numbers.

    The first byte tells a leaf from an inner node (RFC 9162, 2.1.1).
    """
    told = [item.hex() if isinstance(item, bytes) else item for item in content]
    text = json.dumps([kind, *told], separators=(",", ":"))
    return sha256(b"\x00" + text.encode()).digest()


def days_cell(state: LinkState) -> str:
    """The days of strikes as one cell."""
    return listed([[day.isoformat(), kind.value] for day, kind in state.strike_days])


def change_row(run: int, link: int, check: Settled) -> tuple[Cell, ...]:
    """The row of a change."""
    return (link, run, moment(check.when), check.before.value, check.state.state.value)


CHECK_INSERT = TABLES["checks"].insert
CHANGE_INSERT = TABLES["changes"].insert
