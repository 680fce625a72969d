"""The report of a run: where it is written, and what it means for the exit code."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from linkassay.cli import output, progress
from linkassay.cli.also import Output
from linkassay.cli.environment import Environment
from linkassay.cli.job import Job, job_of
from linkassay.cli.options import Options
from linkassay.errors import Exit, LinkassayError, UsageError
from linkassay.model import FailOn, Outcome, Report

if TYPE_CHECKING:
    from linkassay.ledger.store import SqliteLedger
    from linkassay.report import Telling

Told = tuple[Report, LinkassayError | None]
"""A report, and why it is not the end of the matter."""


def report(environment: Environment, run: str | None, options: Options) -> Exit:
    """Report on a run of the ledger, the newest unless one is named."""
    from linkassay.ledger import open_ledger

    job = job_of(environment, options).remembering()
    job.check_targets()
    path, wait = existing(job.ledger), environment.busy_seconds
    with open_ledger(path, busy_seconds=wait, readonly=True) as ledger:
        name = ledger.run_meant(run) if run else newest(ledger, path)
        return finish(job, _told_again(job, ledger, name))


def existing(ledger: Path | None) -> Path:
    """The ledger that is to be looked at; raises `UsageError` where there is none.

    Opening a ledger that is not there would begin one."""
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


def newest(ledger: SqliteLedger, path: Path) -> str:
    """The name of the newest run; raises `UsageError` where there is none."""
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
    fail_on = FailOn.NEVER if job.options.baseline else job.settings.fail_on
    code = judge.exit_code(report, fail_on, job.settings.standing)
    if code is Exit.NOTHING and job.base is not None:
        code = Exit.CLEAN
    if failure is None:
        return code
    output.complain(failure)
    return code if code is Exit.USAGE else Exit.UNTRUSTWORTHY


def _deliver(job: Job, told: Report) -> None:
    """Write each report. One that cannot be written takes none of the others with it.

    Raises the first failure once all were tried.
    """
    failures: list[LinkassayError] = []
    for one in job.outputs:
        try:
            _write(job, told, one)
        except LinkassayError as failure:
            failures.append(failure)
    for other in failures[1:]:
        output.complain(other)
    if failures:
        raise failures[0]


def _write(job: Job, told: Report, wanted: Output) -> None:
    from linkassay.report import FORMATS, write

    with written(job, wanted.file, FORMATS[wanted.format].encoding) as (out, telling):
        if job.options.baseline and wanted.format == "text":
            out(_baseline(told))
        else:
            write(told, wanted.format, out, telling)


def _baseline(told: Report) -> str:
    """One line in place of the report of a run whose findings are taken as they are."""
    from linkassay.report import verdict

    complete = told.run.outcome is Outcome.COMPLETE and told.counts.documents
    kept = complete and told.run.remembers
    until = " Later runs tell what is new beside it." if kept else ""
    return f"Baseline: {verdict(told)}{until}\n"


@contextmanager
def written(
    job: Job, target: Path | None, encoding: str | None
) -> Iterator[tuple[output.Out, Telling]]:
    """Where something is written to, a file or stdout, and how it is to be told."""
    from linkassay.report import Show, Telling

    environment, asked = job.environment, job.options.color
    colour = asked == "always" or (asked == "auto" and environment.colour and target is None)
    telling = Telling(environment.width, colour, Show(job.options.show))
    with output.to_stdout(encoding) if target is None else output.to_file(target) as out:
        yield out, telling
