"""One audit from the command line: collect, audit, report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from linkassay.cli import output, progress, reporting
from linkassay.cli.credentials import check_credentials
from linkassay.cli.environment import SECRET_KEY, Environment
from linkassay.cli.job import AUDIT_DEFAULTS, Job, job_of
from linkassay.cli.listed import listed
from linkassay.cli.options import Options
from linkassay.errors import Exit, LinkassayError, UsageError
from linkassay.model import NEWS, Document, FailOn, Repair, Report, Settings
from linkassay.ports import Ledger

if TYPE_CHECKING:
    from linkassay.sources import Corpus

Repairs = Callable[["Corpus"], Callable[[Document, Sequence[Repair]], None]]
"""Gives for a corpus what takes the repairs of its documents."""

SHORTEST_KEY = 16
"""Characters of a secret key: a shorter one could be found by trying."""


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
        _check_corpus(environment.folder, job.settings)
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
        _check_corpus(job.environment.folder, job.settings)
    arguments = arguments or job.settings.corpus
    key = _checked(job, arguments)
    with ExitStack() as opened:
        told, failure = _audited(job, arguments, key, opened, repairs)
        code = judge.exit_code(told, FailOn.NEVER)
        if failure is not None:
            output.complain(failure)
            return Exit.UNTRUSTWORTHY
        return code


def _checked(job: Job, arguments: Sequence[str]) -> bytes | None:
    """All that can be wrong with the call is said before a ledger is begun; gives the key."""
    _check_arguments(job, arguments)
    job.check_targets()
    key = _secret_key(job.environment)
    if not job.settings.offline:
        check_credentials(job.settings, job.environment.variables)
    return key


def _run(job: Job, arguments: Sequence[str]) -> Exit:
    key = _checked(job, arguments)
    # A ledger that is locked is found out when standard input has been read.
    environment = replace(job.environment, stdin=cache(job.environment.stdin))
    job = replace(job, environment=environment)
    with ExitStack() as opened:
        return reporting.finish(job, _audited(job, arguments, key, opened))


def read_now(job: Job, document: str, opened: ExitStack) -> Report:
    """The report on one file without a ledger; it reads from what `opened` holds."""
    from linkassay.ledger import open_private

    told, failure = _asked(job, [document], None, opened.enter_context(open_private()))
    if failure is not None:
        raise failure
    return told


def _check_corpus(folder: Path, settings: Settings) -> None:
    """Raise `UsageError` where nothing of the corpus is there."""
    from linkassay import sources

    places = settings.corpus
    if not any(sources.is_url(one) or sources.exists(folder / one) for one in places):
        raise UsageError(
            "there is nothing to audit: the corpus does not exist",
            where=", ".join(places) or None,
            advice="name a PATH, or name your folders as 'corpus' in linkassay.toml",
        )


def _check_arguments(job: Job, arguments: Sequence[str]) -> None:
    """Raise `UsageError` for an article while offline, an empty argument, an address
    of another kind than http, a name for nothing.

    An empty argument is an unset variable of a script, mostly: it would mean the whole folder.
    """
    from linkassay import sources, urls

    if "" in arguments:
        raise UsageError("an empty argument names no document", advice="name a file or a folder")
    foreign = next((item for item in arguments if sources.is_foreign(item)), None)
    if foreign is not None:
        raise UsageError(
            f"an address that begins with {foreign.partition('://')[0]}:// is not read",
            where=urls.secrets.shown(foreign),
            advice="name a file, or an address that begins with https:// or http://",
        )
    article = next((item for item in arguments if sources.is_url(item)), None)
    if article is not None and job.settings.offline:
        raise UsageError(
            "an article on the web cannot be read offline",
            where=urls.secrets.shown(article),
            advice="leave --offline out, or save the article and check the file",
        )
    unlike = next((one for one in arguments if one == sources.STDIN or sources.is_url(one)), None)
    if job.base is not None and unlike is not None:
        raise UsageError(
            "only files have been otherwise before",
            where=unlike,
            advice="leave --base out, or name files and folders",
        )
    if job.options.stdin_name is not None:
        sources.document_name(job.options.stdin_name)
        if sources.STDIN not in arguments:
            raise UsageError(
                "standard input has a name, but is not to be read",
                where="--stdin-name",
                advice="name - as a document too",
            )


def _secret_key(environment: Environment) -> bytes | None:
    """The key from the environment; an empty one (a secret that CI withholds) is none."""
    if not environment.secret:
        return None
    if len(environment.secret) < SHORTEST_KEY:
        raise UsageError(
            f"the secret key is too short: it needs at least {SHORTEST_KEY} characters",
            where=SECRET_KEY,
            advice="make one with `openssl rand -hex 32` and keep it",
        )
    return environment.secret.encode("utf-8", "surrogateescape")


def _audited(
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
    from linkassay.pipeline import Audit
    from linkassay.tables.controls import control_pages
    from linkassay.workers import Workers

    environment, moment = job.environment, job.options.now
    clock = environment.now if moment is None else lambda: moment
    now = clock()
    articles = [item for item in arguments if sources.is_url(item)]
    corpus = corpus_of(job, [item for item in arguments if item not in articles])
    with (
        progress.shown(watched=environment.progress, width=environment.width) as shown,
        Workers(job.settings.jobs, key=key) as readers,
    ):
        controls = job.settings.controls
        work = Audit(
            sources=corpus,
            articles=articles,
            settings=job.settings,
            readers=readers,
            fetcher=environment.fetcher(
                job.settings, clock, key, None if shown is None else shown.wait
            ),
            now=now,
            run_id=environment.run_id(now),
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
        )
        pipeline = environment.pipeline()
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
