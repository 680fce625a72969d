"""`linkassay ledger …`: what the commands do, and what they say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from linkassay.cli import output
from linkassay.cli.environment import Environment
from linkassay.cli.job import job_of
from linkassay.cli.options import Options
from linkassay.errors import Exit, LedgerError, LinkassayError, UsageError
from linkassay.report.escape import line

if TYPE_CHECKING:
    from linkassay.ledger.exchange import Exported, Imported, Merged
    from linkassay.ledger.statistics import Statistics
    from linkassay.ledger.store import SqliteLedger

_MOST_FLAWS = 50
"""So many flaws are told one by one."""

_MOST_NAMES = 3


def export(environment: Environment, folder: Path | None, options: Options) -> Exit:
    """Write the ledger as text into a folder, its own unless one is named."""
    path = _path(environment, options)
    target = path.parent if folder is None else environment.folder / folder
    with _to_read(environment, path) as ledger:
        done = ledger.export(target)
    output.say("\n".join(_exported(done, _shown(environment, target))) + "\n")
    return Exit.CLEAN


def _exported(done: Exported, folder: str) -> Iterator[str]:
    changed = "written" if done.state else "as it was"
    yield f"{folder}: {_runs(len(done.written))} written, {done.kept:,} kept; " + (
        f"state.ndjson {changed}"
    )
    if done.unfinished:
        yield f"  unfinished, to be written again next time: {_names(done.unfinished)}"
    if done.foreign:
        yield (
            f"  files of runs that are not in this ledger: {_names(done.foreign)};"
            " `linkassay ledger import` takes them"
        )


def import_(environment: Environment, paths: Sequence[Path], options: Options) -> Exit:
    """Take runs out of an export, that of the ledger's own folder unless others are named."""
    from linkassay.ledger import open_ledger
    from linkassay.ledger.exchange import find_export

    path = _path(environment, options)
    files = find_export([environment.folder / one for one in paths] or [path.parent])
    with open_ledger(path, busy_seconds=environment.busy_seconds) as ledger:
        done = ledger.import_files(files)
    output.say("\n".join(_imported(done, _shown(environment, path))) + "\n")
    return Exit.CLEAN


def _imported(done: Imported, path: str) -> Iterator[str]:
    yield f"{path}: {_runs(len(done.taken))} taken, {len(done.there):,} there already"
    if done.unfinished:
        yield f"  unfinished, so that the next audit may go on: {_names(done.unfinished)}"


def merge(environment: Environment, others: Sequence[Path], options: Options) -> Exit:
    """Take the finished runs of other ledgers."""
    from linkassay.ledger import open_ledger

    path = _path(environment, options)
    with ExitStack() as opened:
        read = [
            opened.enter_context(_other(environment, path, environment.folder / one))
            for one in dict.fromkeys(others)
        ]
        ledger = open_ledger(path, busy_seconds=environment.busy_seconds)
        done = opened.enter_context(ledger).merge(read)
    output.say("\n".join(_merged(done, _shown(environment, path))) + "\n")
    if done.conflicting or done.orphaned:
        raise LinkassayError(
            f"{_runs(len(done.conflicting) + len(done.orphaned))} could not be merged",
            advice="`linkassay ledger verify --ledger FILE` says of each ledger whether it was"
            " changed; what it holds stays there",
        )
    return Exit.CLEAN


def _other(environment: Environment, path: Path, other: Path) -> SqliteLedger:
    """Another ledger, opened to be read; raises `UsageError` and `LedgerError`."""
    from linkassay import sources
    from linkassay.ledger import LockedError, open_ledger

    if not sources.exists(other):
        advice = "name the files of other ledgers, such as other/audit.db"
        raise UsageError("there is no ledger", where=str(other), advice=advice)
    if sources.exists(path) and other.samefile(path):
        advice = "name another ledger, or another file to merge into with --ledger FILE"
        raise UsageError("a ledger is not merged into itself", where=str(other), advice=advice)
    try:
        return open_ledger(other, busy_seconds=environment.busy_seconds, readonly=True)
    except LockedError:
        raise
    except LedgerError as error:
        advice = "nothing was merged; name ledgers that this linkassay can read"
        raise LedgerError(error.what, where=error.where, advice=advice) from error


def _merged(done: Merged, path: str) -> Iterator[str]:
    yield f"{path}: {_runs(len(done.taken))} taken, {len(done.there):,} there already"
    if done.unfinished:
        yield f"  left out, since they are not finished: {_names(done.unfinished)}"
    if done.conflicting:
        yield f"  left out, since there are two different ones: {_names(done.conflicting)}"
    if done.orphaned:
        yield f"  left out, since the run before is missing: {_names(done.orphaned)}"


def verify(environment: Environment, options: Options) -> Exit:
    """Say what is not as it was sealed."""
    path = _path(environment, options)
    with _to_read(environment, path) as ledger:
        found = ledger.flaws()
        shown = list(islice(found, _MOST_FLAWS))
        more = sum(1 for _ in found)
        counted = ledger.statistics()
    for flaw in shown:
        output.say(f"{line(flaw.where)}: {line(flaw.what)}\n")
    if more:
        output.say(f"and {more:,} more\n")
    if shown:
        raise LinkassayError(
            "the ledger is not what was sealed",
            where=str(path),
            advice="build it anew from its export: `linkassay ledger import DIR --ledger FILE`",
        )
    open_runs = f"; {counted.unfinished:,} unfinished" if counted.unfinished else ""
    output.say(f"{_shown(environment, path)}: {_runs(counted.sealed)} as sealed{open_runs}\n")
    return Exit.CLEAN


def stats(environment: Environment, options: Options) -> Exit:
    """Say how big the ledger is."""
    path = _path(environment, options)
    with _to_read(environment, path) as ledger:
        told = ledger.statistics()
    output.say("\n".join(_told(told, _shown(environment, path))) + "\n")
    return Exit.CLEAN


def _told(told: Statistics, path: str) -> Iterator[str]:
    yield f"{path}: {_size(told.size)}"
    span = f", {told.first[:10]} to {told.last[:10]}" if told.first and told.last else ""
    open_runs = f" and {told.unfinished:,} unfinished" if told.unfinished else ""
    yield f"{_runs(told.sealed)} sealed{open_runs}{span}"
    tables = [table for table in told.tables if table.rows]
    if not tables:
        return
    yield ""
    name = max(len(table.name) for table in tables)
    rows = max(len(f"{table.rows:,}") for table in tables)
    for table in tables:
        size = "" if table.size is None else f"  {_size(table.size):>9}"
        unit = "row " if table.rows == 1 else "rows"
        yield f"{table.name:<{name}}  {table.rows:>{rows},} {unit}{size}"


def _shown(environment: Environment, path: Path) -> str:
    """A path as a reader here would write it."""
    below = path.is_relative_to(environment.folder)
    return line(str(path.relative_to(environment.folder) if below else path))


def _path(environment: Environment, options: Options) -> Path:
    job = job_of(environment, options).remembering()
    return job.ledger or environment.folder


def _to_read(environment: Environment, path: Path) -> SqliteLedger:
    from linkassay import sources
    from linkassay.ledger import open_ledger

    if not sources.exists(path):
        raise UsageError(
            "there is no ledger",
            where=str(path),
            advice="run `linkassay audit` first, or name another file with --ledger FILE",
        )
    return open_ledger(path, busy_seconds=environment.busy_seconds, readonly=True)


def _runs(count: int) -> str:
    return "1 run" if count == 1 else f"{count:,} runs"


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(line(name) for name in names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{shown} and {more:,} more" if more > 0 else shown


_UNITS = ("B", "kB", "MB", "GB")


def _size(size: float) -> str:
    """Bytes for a reader: `512 B`, `38.5 MB`."""
    for unit in _UNITS:
        if size < 1000 or unit == _UNITS[-1]:
            break
        size /= 1000
    return f"{size:.0f} {unit}" if unit == "B" or size >= 100 else f"{size:.1f} {unit}"
