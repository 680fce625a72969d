"""Other ledgers merged into one: the sealed runs that it does not hold, told without files.

Which runs come depends on no order of the ledgers, and merged again nothing changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from linkassay.ledger.beginning import LockMaker
from linkassay.ledger.exchange.arrivals import Arrival, conflicting, in_order, take
from linkassay.ledger.exchange.host_import import take_hosts
from linkassay.ledger.exchange.lines import Line, Row
from linkassay.ledger.exchange.run_lines import StoredRun, rows_of_run, stored_runs
from linkassay.ledger.exchange.state_lines import host_rows
from linkassay.ledger.exchange.told import Told
from linkassay.ledger.keys import Keys
from linkassay.ledger.transactions import Transactions


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, by names of runs: those taken, and those that the ledger had already.

    Left out are `conflicting` ones, of which there are two with other roots, `orphaned` ones, whose
    line of runs before is not here, and `unfinished` ones, which are not sealed.
    """

    taken: tuple[str, ...]
    there: tuple[str, ...]
    conflicting: tuple[str, ...]
    orphaned: tuple[str, ...]
    unfinished: tuple[str, ...]


def merge(
    transactions: Transactions,
    keys: Keys,
    others: Mapping[str, sqlite3.Connection],
    lock_of: LockMaker | None,
    apply: Callable[[], None],
) -> Merged:
    """Take the sealed runs of other ledgers (path -> connection), and what they know of hosts.

    `apply` brings the current state up to date after each run. Raises `BrokenFileError` where the
    rows of a run are not those that were sealed; what was taken before stays.
    """
    # A run is one transaction; what does not fit into the cache is written before its end.
    transactions.connection.execute("pragma cache_spill = on")
    arrivals = [one for where, other in others.items() for one in _arrivals(where, other)]
    sealed = [one for one in arrivals if one.root is not None]
    doubtful = conflicting(transactions.connection, sealed)
    ordered, orphaned = in_order(
        transactions.connection, [one for one in sealed if one.name not in doubtful]
    )
    taken: list[str] = []
    for one in ordered:
        if take(transactions, keys, one, lock_of):
            taken.append(one.name)
            apply()
    for where, other in others.items():
        with transactions.chunk() as connection:
            take_hosts(connection, keys, _lines(where, host_rows(other)))
    return Merged(
        tuple(taken),
        _names(one for one in ordered if one.name not in taken),
        tuple(sorted(doubtful)),
        _names(orphaned),
        _names(one for one in arrivals if one.root is None),
    )


def _names(arrivals: Iterator[Arrival] | Sequence[Arrival]) -> tuple[str, ...]:
    return tuple(sorted({one.name for one in arrivals}))


def _arrivals(where: str, other: sqlite3.Connection) -> Iterator[Arrival]:
    told = Told(other)
    for run in stored_runs(other):
        lines = partial(_told, where, other, told, run)
        yield Arrival(run.name, run.root, run.previous, where, lines)


@contextmanager
def _told(
    where: str, other: sqlite3.Connection, told: Told, run: StoredRun
) -> Iterator[Iterator[Line]]:
    yield _lines(f"{where}, run '{run.name}'", rows_of_run(other, told, run))


def _lines(where: str, rows: Iterator[Row]) -> Iterator[Line]:
    return (Line(where, number, row) for number, row in enumerate(rows, 1))
