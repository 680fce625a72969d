"""Runs that come from elsewhere: which are told in two ways, what order they have, each taken whole
or not at all, none taken twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from linkassay.ledger.beginning import LockMaker, lock_for
from linkassay.ledger.exchange.lines import Line
from linkassay.ledger.exchange.run_import import RunImport
from linkassay.ledger.keys import Keys
from linkassay.ledger.transactions import Transactions


@dataclass(frozen=True, slots=True)
class Arrival:
    """A run as it is told elsewhere; `where` names the place in errors.

    One that is not sealed has no root. `lines` opens what is told of it.
    """

    name: str
    root: bytes | None
    previous: bytes | None
    where: str
    lines: Callable[[], AbstractContextManager[Iterator[Line]]]


_HELD = "select r.id, e.root from runs r left join seals e on e.run_id = r.id where r.name = ?"


def conflicting(connection: sqlite3.Connection, arrivals: Sequence[Arrival]) -> Collection[str]:
    """The names under which there are two different sealed runs, here or among those that come."""
    roots: dict[str, set[bytes]] = {}
    for one in arrivals:
        if one.root is None:
            continue
        if one.name not in roots:
            held = connection.execute(_HELD, (one.name,)).fetchone()
            roots[one.name] = {held[1]} if held and held[1] else set()
        roots[one.name].add(one.root)
    return {name for name, found in roots.items() if len(found) > 1}


def in_order(
    connection: sqlite3.Connection, arrivals: Sequence[Arrival]
) -> tuple[Sequence[Arrival], Sequence[Arrival]]:
    """Sealed runs behind those that they name, then unsealed ones; and those that name none that
    is there or comes."""
    waiting = sorted(
        (one for one in arrivals if one.root is not None), key=lambda one: (one.name, one.where)
    )
    known = {root for (root,) in connection.execute("select root from seals")} | {None}
    ordered: list[Arrival] = []
    while ready := [one for one in waiting if one.previous in known]:
        ordered += ready
        known |= {one.root for one in ready}
        waiting = [one for one in waiting if one not in ready]
    unsealed = sorted((one for one in arrivals if one.root is None), key=lambda one: one.name)
    ordered += [one for one in unsealed if one.previous in known]
    return ordered, [*waiting, *(one for one in unsealed if one.previous not in known)]


def take(
    transactions: Transactions, keys: Keys, arrival: Arrival, lock_of: LockMaker | None
) -> bool:
    """Take one run, unless the ledger holds it; whether it was taken. Raises `BrokenFileError`."""
    held = transactions.connection.execute(_HELD, (arrival.name,)).fetchone()
    if held is not None and (arrival.root is None or held[1] is not None):
        return False
    lock = lock_for(arrival.name, lock_of, transactions.where)
    try:
        with transactions.chunk() as connection, arrival.lines() as lines:
            RunImport(connection, keys, held[0] if held else 0).take(lines)
    finally:
        keys.forget()
        if lock is not None:
            lock.release()
    return True
