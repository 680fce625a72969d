"""Two runs of the ledger side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linkassay.cli.environment import Environment
from linkassay.cli.job import job_of
from linkassay.cli.options import Options
from linkassay.cli.reporting import existing, newest, written
from linkassay.errors import Exit, UsageError
from linkassay.model import Outcome

if TYPE_CHECKING:
    from linkassay.ledger.store import SqliteLedger


_LOOKED_AT = 20
"""So many runs are looked at for the newest one that was finished."""


def diff(environment: Environment, older: str | None, newer: str | None, options: Options) -> Exit:
    """Compare two runs, by default the newest and the one before it that read the same corpus."""
    from linkassay.ledger import open_ledger
    from linkassay.report import write_diff

    job = job_of(environment, options).remembering()
    job.check_targets()
    path, wait = existing(job.ledger), environment.busy_seconds
    with open_ledger(path, busy_seconds=wait, readonly=True) as ledger:
        runs = _meant(ledger, path, older, newer)
        encoding = None if options.format == "text" else "utf-8"
        with written(job, job.outputs[0].file, encoding) as (out, telling):
            write_diff(ledger.diff(*runs), options.format, out, telling)
    return Exit.CLEAN


def _meant(
    ledger: SqliteLedger, path: Path, older: str | None, newer: str | None
) -> tuple[str, str]:
    """The names of both runs. Raises `UsageError` where they are one, or not finished."""
    last = _finished(ledger, path) if newer is None else ledger.run_meant(newer)
    first = ledger.before(last) if older is None else ledger.run_meant(older)
    if first is None:
        raise UsageError(
            f"there is no run before {last} that read the same corpus",
            where=str(path),
            advice="name two runs, or run the audit again",
        )
    if first == last:
        raise UsageError("two different runs are wanted", where=last, advice="name an older one")
    for name in (first, last):
        if not _is_finished(ledger, name):
            raise UsageError(
                "an unfinished run cannot be compared",
                where=name,
                advice=f"`linkassay report {name}` shows what is there",
            )
    return first, last


def _finished(ledger: SqliteLedger, path: Path) -> str:
    """The newest run that was finished; where there is none, the newest."""
    names = (name for name in ledger.names(_LOOKED_AT) if _is_finished(ledger, name))
    return next(names, None) or newest(ledger, path)


def _is_finished(ledger: SqliteLedger, name: str) -> bool:
    return ledger.report(name).run.outcome is not Outcome.UNFINISHED
