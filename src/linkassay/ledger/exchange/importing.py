"""Files as a ledger: in the order of their seals, each taken whole, none taken twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from linkassay.errors import UsageError
from linkassay.ledger.beginning import LockMaker, lock_for
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
from linkassay.ledger.exchange.run_import import RunImport
from linkassay.ledger.keys import Keys
from linkassay.ledger.transactions import Transactions


@dataclass(frozen=True, slots=True)
class Imported:
    """The names of runs that were taken, and of those that the ledger had already."""

    taken: tuple[str, ...]
    there: tuple[str, ...]
    unfinished: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    run: str
    root: bytes | None
    previous: bytes | None


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
    for file in _in_order(transactions.connection, files):
        taken = _take(transactions, keys, file, lock_of)
        apply()
        told = counts.taken if taken else counts.there
        told.append(file.run)
        if taken and file.root is None:
            counts.unfinished.append(file.run)
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


def _file(path: Path) -> _File:
    head = head_of_file(path)
    name = head.get("run")
    if not is_name(name):
        raise BrokenFileError(
            "the run in this file has no name that a run can have", where=str(path)
        )
    return _File(path, str(name), _hash(path, head.get("root")), _hash(path, head.get("previous")))


def _hash(path: Path, value: object) -> bytes | None:
    try:
        return None if value is None else bytes.fromhex(str(value))
    except ValueError as error:
        raise BrokenFileError("the file names no root", where=str(path)) from error


_HELD = "select r.id, e.root from runs r left join seals e on e.run_id = r.id where r.name = ?"


def _check_conflicts(connection: sqlite3.Connection, files: Sequence[_File]) -> None:
    """Before anything is changed: no run may be told in two ways."""
    roots: dict[str, bytes] = {}
    for file in files:
        if file.root is None:
            continue
        held = connection.execute(_HELD, (file.run,)).fetchone()
        there = held[1] if held else None
        if roots.setdefault(file.run, there or file.root) != file.root:
            raise UsageError(
                f"there are two different runs '{file.run}': their rows have other roots",
                where=str(file.path),
                advice="`linkassay ledger verify` says whether the ledger's own was changed",
            )


def _in_order(connection: sqlite3.Connection, files: Sequence[_File]) -> Iterator[_File]:
    """Sealed runs behind those that they name, then unsealed ones, whose base is then there."""
    waiting = sorted(
        (file for file in files if file.root is not None), key=lambda one: (one.run, str(one.path))
    )
    known = {root for (root,) in connection.execute("select root from seals")} | {None}
    while waiting:
        ready = [one for one in waiting if one.previous in known]
        if not ready:
            raise _missing(waiting[0])
        yield from ready
        known |= {one.root for one in ready}
        waiting = [one for one in waiting if one not in ready]
    for one in sorted((file for file in files if file.root is None), key=lambda one: one.run):
        if one.previous not in known:
            raise _missing(one)
        yield one


def _missing(file: _File) -> UsageError:
    root = "" if file.previous is None else file.previous.hex()[:12]
    return UsageError(
        f"the run before '{file.run}' is missing (its root begins with {root})",
        where=str(file.path),
        advice="import the whole folder, or the earlier runs first",
    )


def _take(transactions: Transactions, keys: Keys, file: _File, lock_of: LockMaker | None) -> bool:
    """Take one file, unless the ledger holds its run; whether it was taken."""
    held = transactions.connection.execute(_HELD, (file.run,)).fetchone()
    if held is not None and (file.root is None or held[1] is not None):
        return False
    lock = lock_for(file.run, lock_of, transactions.where)
    try:
        with transactions.chunk() as connection, opened(file.path) as lines:
            RunImport(connection, keys, held[0] if held else 0).take(lines)
    finally:
        keys.forget()
        if lock is not None:
            lock.release()
    return True
