"""Files as a ledger: in the order of their seals, each taken whole, none taken twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from linkassay.errors import UsageError
from linkassay.ledger.beginning import LockMaker
from linkassay.ledger.exchange.arrivals import Arrival, conflicting, in_order, take
from linkassay.ledger.exchange.files import (
    HOSTS,
    RUNS,
    SEALED,
    head_of_file,
    is_name,
    opened,
)
from linkassay.ledger.exchange.host_import import take_hosts
from linkassay.ledger.exchange.lines import BrokenFileError
from linkassay.ledger.keys import Keys
from linkassay.ledger.transactions import Transactions


@dataclass(frozen=True, slots=True)
class Imported:
    """The names of runs that were taken, and of those that the ledger had already."""

    taken: tuple[str, ...]
    there: tuple[str, ...]
    unfinished: tuple[str, ...]


@dataclass
class _Counts:
    taken: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Export:
    """The files of an export: those of runs, and those about hosts."""

    runs: tuple[Path, ...]
    hosts: tuple[Path, ...]


def import_files(
    transactions: Transactions,
    keys: Keys,
    export: Export,
    lock_of: LockMaker | None,
    apply: Callable[[], None],
) -> Imported:
    """Take the runs of an export that the ledger does not hold, the earliest first.

    `apply` brings the current state up to date after each. Raises `BrokenFileError` for a file that
    is not what was exported, and `UsageError` where a run before is missing, or where the ledger
    holds another run of the same name; what was taken before stays.
    """
    # A run is one transaction; what does not fit into the cache is written before its end.
    transactions.connection.execute("pragma cache_spill = on")
    counts = _Counts()
    files = [_file(path) for path in export.runs]
    _check_conflicts(transactions.connection, files)
    ordered, orphans = in_order(transactions.connection, files)
    for file in ordered:
        taken = take(transactions, keys, file, lock_of)
        apply()
        told = counts.taken if taken else counts.there
        told.append(file.name)
        if taken and file.root is None:
            counts.unfinished.append(file.name)
    if orphans:
        raise _missing(orphans[0])
    for path in export.hosts:
        with transactions.chunk() as connection, opened(path) as lines:
            take_hosts(connection, keys, lines)
    return Imported(tuple(counts.taken), tuple(counts.there), tuple(counts.unfinished))


def find_export(paths: Iterable[Path]) -> Export:
    """The files in folders, and those that are named; raises `UsageError` where there are none."""
    runs: list[Path] = []
    hosts: list[Path] = []
    for path in paths:
        if not path.exists():
            what, advice = "there is no such file or folder", "`linkassay ledger export` makes one"
            raise UsageError(what, where=str(path), advice=advice)
        if not path.is_dir():
            (hosts if path.name == HOSTS else runs).append(path)
            continue
        folder = path / RUNS if (path / RUNS).is_dir() else path
        inside = sorted(folder.glob(f"*{SEALED}"))
        if not inside:
            what, advice = (
                "there is no export in this folder",
                "`linkassay ledger export` makes one",
            )
            raise UsageError(what, where=str(path), advice=advice)
        runs += inside
        hosts += [path / HOSTS] if (path / HOSTS).is_file() else []
    return Export(tuple(dict.fromkeys(runs)), tuple(dict.fromkeys(hosts)))


def _file(path: Path) -> Arrival:
    head = head_of_file(path)
    name = head.get("run")
    if not is_name(name):
        raise BrokenFileError(
            "the run in this file has no name that a run can have", where=str(path)
        )
    root, previous = (_hash(path, head.get(key)) for key in ("root", "previous"))
    return Arrival(str(name), root, previous, str(path), partial(opened, path))


def _hash(path: Path, value: object) -> bytes | None:
    try:
        return None if value is None else bytes.fromhex(str(value))
    except ValueError as error:
        raise BrokenFileError("the file names no root", where=str(path)) from error


def _check_conflicts(connection: sqlite3.Connection, files: Sequence[Arrival]) -> None:
    """Before anything is changed: no run may be told in two ways."""
    doubtful = conflicting(connection, files)
    for file in files:
        if file.name in doubtful:
            raise UsageError(
                f"there are two different runs '{file.name}': their rows have other roots",
                where=file.where,
                advice="`linkassay ledger verify` says whether the ledger's own was changed",
            )


def _missing(file: Arrival) -> UsageError:
    root = "" if file.previous is None else file.previous.hex()[:12]
    return UsageError(
        f"the run before '{file.name}' is missing (its root begins with {root})",
        where=file.where,
        advice="import the whole folder, or the earlier runs first",
    )
