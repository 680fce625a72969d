"""The report of a run: where it is written, and what it means for the exit code."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from linkassay.cli import output, progress
from linkassay.cli.environment import Environment
from linkassay.cli.job import Job, job_of
from linkassay.cli.options import Options
from linkassay.errors import Exit, LinkassayError, UsageError
from linkassay.model import Report

if TYPE_CHECKING:
    from linkassay.ledger.store import SqliteLedger

Told = tuple[Report, LinkassayError | None]
"""A report, and why it is not the end of the matter."""


def report(environment: Environment, run: str | None, options: Options) -> Exit:
    """Report on a run of the ledger, the newest unless one is named."""
    from linkassay.ledger import open_ledger

    job = job_of(environment, options).remembering()
    job.check_target()
    path, wait = _existing(job.ledger), environment.busy_seconds
    with open_ledger(path, busy_seconds=wait) as ledger:
        return finish(job, _told_again(job, ledger, run or _newest(ledger, path)))


def _existing(ledger: Path | None) -> Path:
    """Opening a ledger that is not there would begin one."""
    from linkassay import sources

    if ledger is None or not sources.exists(ledger):
        where = None if ledger is None else str(ledger)
        raise UsageError("there is no ledger", where=where, advice=_OTHER_LEDGER)
    return ledger


def _told_again(job: Job, ledger: SqliteLedger, run: str) -> Told:
    from linkassay.pipeline import Audit
    from linkassay.workers import Workers

    environment = job.environment
    with progress.shown(watched=environment.progress, width=environment.width) as shown:
        work = Audit(
            sources=(),
            articles=(),
            settings=job.settings,
            readers=Workers(),
            fetcher=environment.fetcher(job.settings, environment.now, None, None),
            now=environment.now(),
            run_id=run,
            progress=None if shown is None else shown.count,
        )
        pipeline = environment.pipeline()
        return even_if_broken_off(job, lambda: pipeline.report(run, ledger, work))


_OTHER_LEDGER = "run `linkassay audit` first, or name another file with --ledger FILE"


def _newest(ledger: SqliteLedger, path: Path) -> str:
    for name in ledger.names(1):
        return name
    raise UsageError("there is no run in this ledger", where=str(path), advice=_OTHER_LEDGER)


def even_if_broken_off(job: Job, work: Callable[[], Report]) -> Told:
    """The report that `work` gives, also where it was stopped or could not be stored."""
    from linkassay.pipeline import Interrupted, UnstoredError

    try:
        return work(), None
    except UnstoredError as failure:
        return failure.report, failure
    except Interrupted as stopped:
        return stopped.report, _stopped(job, stopped.report)


def _stopped(job: Job, told: Report) -> LinkassayError:
    if job.ledger is None:
        return LinkassayError(
            "the audit was stopped before its end, and nothing of it is kept",
            advice="with --ledger FILE what was answered is kept, and is not asked again",
        )
    named = job.options.ledger
    again = f"linkassay report {told.run.name}"
    again += "" if named is None else f" --ledger {shlex.quote(str(named))}"
    goes_on = "the same command goes on with it; " if job.settings.resume_days else ""
    return LinkassayError(
        f"the audit was stopped before its end; run {told.run.name} is kept as far as it came",
        where=str(job.ledger),
        advice=f"{goes_on}`{again}` shows what is there",
    )


def finish(job: Job, told: Told) -> Exit:
    """Write the report, then say what is wrong with it; the code of both."""
    from linkassay import judge

    report, failure = told
    _deliver(job, report)
    code = judge.exit_code(report, job.settings.fail_on)
    if failure is None:
        return code
    output.complain(failure)
    return code if code is Exit.USAGE else Exit.UNTRUSTWORTHY


def _deliver(job: Job, told: Report) -> None:
    from linkassay.report import Telling, write

    environment, options = job.environment, job.options
    colour = options.color == "always" or (
        options.color == "auto" and environment.colour and job.target is None
    )
    # RFC 8259 section 8.1: JSON is UTF-8, whatever a terminal speaks.
    spoken = "utf-8" if options.format == "json" else None
    with output.to_stdout(spoken) if job.target is None else output.to_file(job.target) as out:
        write(told, options.format, out, Telling(width=environment.width, colour=colour))
