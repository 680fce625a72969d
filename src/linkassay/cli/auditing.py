"""The commands that audit: what is named, audited, reported, mended."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from linkassay.cli import output, reporting
from linkassay.cli.call_checks import check_corpus, checked
from linkassay.cli.environment import Environment
from linkassay.cli.job import AUDIT_DEFAULTS, Job, job_of
from linkassay.cli.listed import listed
from linkassay.cli.one_audit import Repairs, audited
from linkassay.cli.options import Options
from linkassay.errors import Exit, UsageError
from linkassay.model import NEWS, FailOn, Settings

if TYPE_CHECKING:
    pass


def check(environment: Environment, arguments: Sequence[str], options: Options) -> Exit:
    """Report on the named documents; remember only where a ledger is named or configured."""
    defaults = Settings(standing=NEWS) if options.base else None
    job = job_of(environment, options, defaults).against_base()
    paths = named(job, arguments)
    if options.base and not (paths or options.files_from):
        paths = (".",)
    if not (paths or options.files_from):
        raise UsageError(
            "no document is named", advice="name a file, a folder, an address, or - for stdin"
        )
    return _run(job, paths) if paths else _nothing_listed(options)


def audit(environment: Environment, arguments: Sequence[str], options: Options) -> Exit:
    """Report on the named paths, else on the configured corpus; always remember.

    What was asked not long ago is left alone, and what was known before fails nothing, unless the
    caller or the configuration wants more.
    """
    job = job_of(environment, options, AUDIT_DEFAULTS).remembering().against_base()
    paths = named(job, arguments)
    if options.files_from and not paths:
        return _nothing_listed(options)
    if not paths:
        check_corpus(environment.folder, job.settings)
    return _run(replace(job, whole=not paths and job.base is None), paths or job.settings.corpus)


def named(job: Job, arguments: Sequence[str]) -> Sequence[str]:
    """The arguments, and what a list names besides."""
    file = job.options.files_from
    return arguments if file is None else (*arguments, *listed(job.environment, file, arguments))


def _nothing_listed(options: Options) -> Exit:
    """A change that touches no document is no mistake."""
    output.note(f"note: {options.files_from} lists no document; nothing was audited")
    return Exit.CLEAN


def repair(job: Job, arguments: Sequence[str], repairs: Repairs) -> Exit:
    """Audit, and hand over what can be mended; no report is written.

    The code is `CLEAN` where the audit could be trusted, whatever it found.
    """
    from linkassay import judge

    if not arguments:
        check_corpus(job.environment.folder, job.settings)
    arguments = arguments or job.settings.corpus
    key = checked(job, arguments)
    with ExitStack() as opened:
        told, failure = audited(job, arguments, key, opened, repairs)
        code = judge.exit_code(told, FailOn.NEVER)
        if failure is not None:
            output.complain(failure)
            return Exit.UNTRUSTWORTHY
        return code


def _run(job: Job, arguments: Sequence[str]) -> Exit:
    key = checked(job, arguments)
    # A ledger that is locked is found out when standard input has been read.
    environment = replace(job.environment, stdin=cache(job.environment.stdin))
    job = replace(job, environment=environment)
    with ExitStack() as opened:
        return reporting.finish(job, audited(job, arguments, key, opened))
