"""One audit from the command line: collect, audit, write, judge the exit code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from linkassay import config
from linkassay.cli import output
from linkassay.cli.environment import Environment
from linkassay.cli.options import Options
from linkassay.errors import Exit, UsageError
from linkassay.model import Report, Settings
from linkassay.ports import Ledger

DEFAULT_LEDGER = "audits/audit.db"


def check(environment: Environment, arguments: Sequence[str], options: Options) -> Exit:
    """Report on the named documents; remember only where a ledger is named or configured."""
    settings, root = config.load(environment.folder)
    return _run(environment, arguments, options, options.over(settings), root)


def audit(environment: Environment, arguments: Sequence[str], options: Options) -> Exit:
    """Report on the named paths, else on the configured corpus; always remember."""
    settings, root = config.load(environment.folder)
    settings = options.over(settings)
    if settings.ledger is None:
        settings = replace(settings, ledger=_beside(root, environment.folder, DEFAULT_LEDGER))
    if not arguments:
        _check_corpus(environment.folder, settings)
    return _run(environment, arguments or settings.corpus, options, settings, root)


def ledger_path(environment: Environment, named: Path | None) -> Path:
    """The ledger to look at: the named one, else the configured one, else the default."""
    settings, root = config.load(environment.folder)
    chosen = named or settings.ledger or _beside(root, environment.folder, DEFAULT_LEDGER)
    return environment.folder / chosen


def _run(
    environment: Environment,
    arguments: Sequence[str],
    options: Options,
    settings: Settings,
    root: Path,
) -> Exit:
    from linkassay import judge
    from linkassay.pipeline import UnstoredError

    articles, paths = _sorted_out(arguments, settings)
    if options.output is not None:
        output.check_target(environment.folder / options.output)
    try:
        report = _report(environment, articles, paths, options, settings, root)
    except UnstoredError as unstored:
        _deliver(environment, unstored.report, options)
        raise
    _deliver(environment, report, options)
    return judge.outcome(report, settings.fail_on)


def _check_corpus(folder: Path, settings: Settings) -> None:
    """Raise `UsageError` where nothing of the corpus is there, before a ledger is begun."""
    from linkassay import sources

    places = settings.corpus
    if places and not any(sources.is_url(one) or sources.exists(folder / one) for one in places):
        raise UsageError(
            "there is nothing to audit: the corpus does not exist",
            where=", ".join(places),
            advice="name a PATH, or name your folders as 'corpus' in linkassay.toml",
        )


def _sorted_out(
    arguments: Sequence[str], settings: Settings
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Articles to fetch, and paths to open.

    Raises `UsageError` for an article while offline, and for an argument that is empty (an unset
    variable of a script, mostly: it would mean the whole folder).
    """
    from linkassay import sources

    if "" in arguments:
        raise UsageError("an empty argument names no document", advice="name a file or a folder")
    articles = tuple(item for item in arguments if sources.is_url(item))
    if articles and settings.offline:
        raise UsageError(
            "an article on the web cannot be read offline",
            where=articles[0],
            advice="leave --offline out, or save the article and check the file",
        )
    return articles, tuple(item for item in arguments if item not in articles)


def _report(
    environment: Environment,
    articles: Sequence[str],
    paths: Sequence[str],
    options: Options,
    settings: Settings,
    root: Path,
) -> Report:
    from linkassay import sources

    now = options.now or environment.now()

    def clock() -> datetime:
        return now if options.now else environment.now()

    collected = sources.collect(
        paths,
        start=environment.folder,
        root=root,
        stdin=environment.stdin,
        max_bytes=settings.max_source_bytes,
    )
    with (
        _remembering(environment.folder, settings.ledger) as ledger,
        output.counter(watched=environment.progress) as progress,
    ):
        return environment.audit(
            collected,
            articles,
            settings=settings,
            fetcher=environment.fetcher(settings, clock),
            ledger=ledger,
            now=now,
            run_id=environment.run_id(now),
            ended=clock,
            progress=progress,
        )


@contextmanager
def _remembering(folder: Path, named: str | None) -> Iterator[Ledger]:
    if named is None:
        from linkassay.pipeline import NoLedger

        yield NoLedger()
    else:
        from linkassay.ledger import open_ledger

        with open_ledger(folder / named) as ledger:
            yield ledger


def _deliver(environment: Environment, report: Report, options: Options) -> None:
    from linkassay.report import render

    into_file = options.output is not None
    colour = options.color == "always" or (
        options.color == "auto" and environment.colour and not into_file
    )
    text = render(report, options.format, width=environment.width, colour=colour)
    if options.output is None:
        output.say(text)
    else:
        output.write(environment.folder / options.output, text)


def _beside(root: Path, folder: Path, name: str) -> str:
    return name if root == folder else str(root / name)
