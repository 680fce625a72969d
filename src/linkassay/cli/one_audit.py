"""One audit, put together: its documents, readers, fetcher, clock and ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING

from linkassay.cli import cycles, output, progress, reporting
from linkassay.cli.clustering import asking
from linkassay.cli.job import Job
from linkassay.errors import LinkassayError
from linkassay.model import Document, Repair, Report, Settings
from linkassay.ports import Ledger

if TYPE_CHECKING:
    from linkassay.sources import Corpus

Repairs = Callable[["Corpus"], Callable[[Document, Sequence[Repair]], None]]
"""Gives for a corpus what takes the repairs of its documents."""


def read_now(job: Job, document: str, opened: ExitStack) -> Report:
    """The report on one file without a ledger; it reads from what `opened` holds."""
    from linkassay.ledger import open_private

    told, failure = _asked(job, [document], None, opened.enter_context(open_private()))
    if failure is not None:
        raise failure
    return told


def audited(
    job: Job,
    arguments: Sequence[str],
    key: bytes | None,
    opened: ExitStack,
    repairs: Repairs | None = None,
) -> reporting.Told:
    """The audit; without a ledger that is locked or too full to begin with, or lost on the way.

    The report reads from the ledger that `opened` holds.
    """
    from linkassay.ledger import FullError, LockedError, open_ledger, open_private
    from linkassay.pipeline import AbandonedError

    path, wait = job.ledger, job.environment.busy_seconds
    try:
        ledger = open_private() if path is None else open_ledger(path, busy_seconds=wait)
        return _asked(job, arguments, key, opened.enter_context(ledger), repairs)
    except (LockedError, FullError, AbandonedError) as error:
        lost = LinkassayError(error.what, where=error.where, advice=error.advice)
    private = opened.enter_context(open_private())
    told, failure = _asked(job, arguments, key, private, repairs)
    return told, failure or lost


def _asked(
    job: Job,
    arguments: Sequence[str],
    key: bytes | None,
    ledger: Ledger,
    repairs: Repairs | None = None,
) -> reporting.Told:
    from linkassay import sources
    from linkassay.cli.own_code import own_code
    from linkassay.pipeline import Audit
    from linkassay.tables.controls import control_pages
    from linkassay.workers import Hands, Workers

    environment, moment = job.environment, job.options.now
    clock = environment.now if moment is None else lambda: moment
    now = clock()
    run = environment.run_id(now)
    articles = [item for item in arguments if sources.is_url(item)]
    corpus = corpus_of(job, [item for item in arguments if item not in articles])
    with (
        progress.shown(watched=environment.progress, width=environment.width) as shown,
        Workers(job.settings.jobs, key=key) as readers,
        asking(
            job,
            environment.fetcher(job.settings, clock, key, None if shown is None else shown.wait),
            clock,
            key,
            run,
        ) as fetcher,
    ):
        controls = job.settings.controls
        work = Audit(
            sources=corpus,
            articles=articles,
            settings=job.settings,
            readers=readers,
            fetcher=fetcher,
            now=now,
            run_id=run,
            arguments=[*corpus.names(), *articles],
            reopen=corpus.reopen,
            exists=corpus.exists,
            find=corpus.find,
            open_beside=corpus.open_beside,
            site_root=corpus.locator_of(job.settings.site_root),
            secret_key=key,
            ended=clock,
            progress=None if shown is None else shown.count,
            reading=None if shown is None else shown.read,
            base=None if job.base is None else job.base.source,
            base_had=None if job.base is None else job.base.had,
            whole=job.whole,
            base_name=None if job.base is None else job.base.name,
            repairs=None if repairs is None else repairs(corpus),
            controls=control_pages() if controls is None else controls,
            wait=environment.sleep,
            code=own_code,
            hands=Hands(job.settings.jobs),
        )
        pipeline = environment.pipeline()
        cycles.work()
        told = reporting.even_if_broken_off(job, lambda: pipeline.audit(work, ledger))
    for folder in corpus.without_documents:
        output.note(f"note: no document was found in {folder}")
    if job.base is not None and not told[0].counts.documents:
        output.note(f"note: no document changed since {job.base.name}")
    _note_expired(job.settings, now.date())
    return told


def _note_expired(settings: Settings, today: date) -> None:
    """What is no longer accepted is found again, and somebody must know why."""
    from linkassay import conditions

    for entry in settings.hosts:
        if entry.accept and conditions.has_expired(entry, today):
            words = f"what is accepted of {entry.host} ({', '.join(entry.accept)})"
            output.note(f"note: {words} expired on {entry.expires} and no longer counts")


def corpus_of(job: Job, paths: Sequence[str]) -> Corpus:
    """The documents that these files and folders hold."""
    from linkassay import sources

    environment, name = job.environment, job.options.stdin_name
    return sources.Corpus(
        paths,
        start=environment.folder,
        root=sources.corpus_root(environment.folder, job.configured, paths),
        stdin=environment.stdin,
        max_bytes=job.settings.max_source_bytes,
        include=job.settings.include,
        exclude=job.settings.exclude,
        gitignore=job.settings.gitignore,
        only=None if job.base is None else job.base.is_changed,
        stdin_name=sources.STDIN if name is None else sources.document_name(name),
    )
