"""A ledger written as files: those of sealed runs once, what tells of now each time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from linkassay.ledger.exchange.files import (
    HOSTS,
    RUNS,
    STATE,
    UNSEALED,
    check_file,
    file_of_run,
    write_packed,
    write_plain,
)
from linkassay.ledger.exchange.run_lines import StoredRun, lines_of_run, stored_runs
from linkassay.ledger.exchange.state_lines import host_lines, state_lines
from linkassay.ledger.exchange.told import Told


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did: names of runs whose files it wrote, and how many were there already.

    `unfinished` are runs that are not sealed; their files are replaced each time. `foreign` are
    files of runs that the ledger does not hold. `state` says whether the state differs from before.
    """

    written: tuple[str, ...]
    kept: int
    unfinished: tuple[str, ...]
    foreign: tuple[str, ...]
    state: bool


def export(connection: sqlite3.Connection, folder: Path) -> Exported:
    """Write every run and the present state of a ledger into a folder.

    A file of a sealed run that is there already is checked and left as it is. Raises
    `BrokenFileError` where it is damaged or tells another run, and `UsageError` where the folder
    cannot be written.
    """
    runs = stored_runs(connection)
    sealed = [run for run in runs if run.root is not None]
    unfinished = [run for run in runs if run.root is None]
    told = Told(connection)
    written = [run.name for run in sealed if _write_sealed(connection, told, run, folder)]
    for run in unfinished:
        target = file_of_run(folder, run.name, sealed=False)
        write_packed(target, lines_of_run(connection, told, run))
    for run in sealed:
        file_of_run(folder, run.name, sealed=False).unlink(missing_ok=True)
    write_plain(folder / HOSTS, host_lines(connection))
    return Exported(
        tuple(written),
        len(sealed) - len(written),
        tuple(run.name for run in unfinished),
        tuple(_foreign(folder, runs)),
        write_plain(folder / STATE, state_lines(connection)),
    )


def _write_sealed(connection: sqlite3.Connection, told: Told, run: StoredRun, folder: Path) -> bool:
    target = file_of_run(folder, run.name, sealed=True)
    if target.exists():
        check_file(target, run.root)
        return False
    return write_packed(target, lines_of_run(connection, told, run))


def _foreign(folder: Path, runs: list[StoredRun]) -> Iterator[str]:
    ours = {file_of_run(folder, run.name, sealed=run.root is not None).name for run in runs}
    for path in sorted((folder / RUNS).glob(f"*{UNSEALED[5:]}")):
        if path.name not in ours:
            yield path.name
