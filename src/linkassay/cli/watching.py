"""`--watch`: look again whenever a document changes, until somebody stops it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path

from linkassay.cli import auditing, one_audit, output
from linkassay.cli.environment import Environment
from linkassay.cli.job import Job, job_of
from linkassay.cli.options import Options
from linkassay.errors import Exit, LinkassayError, UsageError
from linkassay.model import Recheck

Look = Callable[[Environment, Sequence[str], Options], Exit]
"""`auditing.check` or `auditing.audit`."""

POLL = 0.5
"""Seconds between two looks at the files' times."""


def look(once: Look, environment: Environment, arguments: Sequence[str], options: Options) -> Exit:
    """Once, or again and again where the options say so."""
    if options.watch:
        return _watch(once, environment, arguments, options)
    return once(environment, arguments, options)


def _watch(
    once: Look, environment: Environment, arguments: Sequence[str], options: Options
) -> Exit:
    """Report now, and again after each change of a document; Ctrl-C while waiting ends with 0.

    Later reports tell what is new since the one before. A link that was asked is asked again only
    when its time comes, though nothing remembers it beyond the session but a ledger that is named
    or configured. An error of a later look is told, and the watch goes on. Raises `UsageError`
    where no file is to be watched, and all that the first look raises.
    """
    from tempfile import TemporaryDirectory

    environment = replace(environment, stdin=cache(environment.stdin))
    job = job_of(environment, options)
    paths = _watched(job, arguments)
    with ExitStack() as session:
        options = replace(options, recheck=options.recheck or Recheck.DUE.value)
        if job.ledger is None and once is auditing.check:
            folder = session.enter_context(TemporaryDirectory(prefix="linkassay-"))
            options = replace(options, ledger=Path(folder) / "session.db")
        before = _stamp(job, paths)
        once(environment, arguments, options)
        try:
            while True:
                output.note("watching for changes; Ctrl-C ends it")
                before = _changed(job, paths, before)
                output.note(f"---- {environment.now():%H:%M:%S} UTC: changed ----")
                _again(lambda: once(environment, arguments, options))
        except KeyboardInterrupt:
            return Exit.CLEAN


def _watched(job: Job, arguments: Sequence[str]) -> Sequence[str]:
    """The files and folders that are named, listed or configured."""
    from linkassay import sources

    if job.options.base is not None or job.options.baseline:
        other = "--baseline" if job.options.baseline else "--base"
        raise UsageError(
            f"--watch and {other} exclude each other",
            where="--watch",
            advice=f"leave one of them out: a watch tells what is new, {other} ends at once",
        )
    named = auditing.named(job, arguments) or job.settings.corpus
    paths = [one for one in named if one != sources.STDIN and not sources.is_url(one)]
    if not paths:
        raise UsageError(
            "only files and folders can be watched",
            where="--watch",
            advice="name a file or a folder, or leave --watch out",
        )
    return paths


def _changed(job: Job, paths: Sequence[str], before: bytes) -> bytes:
    """Wait until the files are no longer what they were."""
    now = before
    while now == before:
        job.environment.sleep(POLL)
        now = _stamp(job, paths)
    return now


def _stamp(job: Job, paths: Sequence[str]) -> bytes:
    """What changes with any document, from what folders ask for now."""
    return one_audit.corpus_of(job, paths).stamp()


def _again(once: Callable[[], Exit]) -> None:
    """A look whose failure does not end the watch."""
    try:
        once()
    except LinkassayError as error:
        output.complain(error)
