"""What the commands need of the outside environment, in one place, so that tests can hand in another."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, TextIO

from linkassay import __version__
from linkassay.model import Report, Settings, Source, UnreadSource
from linkassay.ports import Fetcher, Ledger


class Auditing(Protocol):
    """The pipeline, as the commands call it."""

    def __call__(
        self,
        sources: Iterable[Source | UnreadSource],
        articles: Sequence[str],
        *,
        settings: Settings,
        fetcher: Fetcher,
        ledger: Ledger,
        now: datetime,
        run_id: str,
        ended: Callable[[], datetime],
        progress: Callable[[int, int], None],
    ) -> Report: ...


@dataclass(frozen=True, slots=True)
class Environment:
    """The working directory, the clock, the terminal, the web and the pipeline.

    `width` is the terminal's in columns, or what a pipe is taken to have. `colour` says whether
    stdout would show it; `progress` whether somebody watches stderr. `fetcher` makes the one that
    asks the web, from the settings and the audit's clock; it opens nothing yet.
    """

    folder: Path
    now: Callable[[], datetime]
    run_id: Callable[[datetime], str]
    stdin: Callable[[], bytes]
    width: int
    colour: bool
    progress: bool
    fetcher: Callable[[Settings, Callable[[], datetime]], Fetcher]
    audit: Auditing


def real_environment() -> Environment:
    """The environment as it is."""
    return Environment(
        folder=Path.cwd(),
        now=lambda: datetime.now(UTC),
        run_id=_run_id,
        stdin=lambda: sys.stdin.buffer.read(),
        width=shutil.get_terminal_size().columns,
        colour=_shows_colour(),
        progress=_is_terminal(sys.stderr),
        fetcher=_web,
        audit=_pipeline,
    )


def user_agent(settings: Settings) -> str:
    """Our own name, honest and reachable: `linkassay/0.1.0 (desk@paper.example)`."""
    contact = f" ({settings.contact})" if settings.contact else ""
    return f"linkassay/{__version__}{contact}"


def _run_id(now: datetime) -> str:
    """Sortable by time, and unique although `--now` may be given twice."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{os.urandom(4).hex()}"


def _shows_colour() -> bool:
    """https://no-color.org: any non-empty NO_COLOR turns colour off."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return _is_terminal(sys.stdout) and not plain


def _is_terminal(stream: TextIO | None) -> bool:
    """A stream that was closed before we started is `None`."""
    return stream is not None and stream.isatty()


def _web(settings: Settings, now: Callable[[], datetime]) -> Fetcher:
    from linkassay.extract.page import page_facts
    from linkassay.fetch import WebFetcher

    return WebFetcher(
        settings,
        now=now,
        monotonic=time.monotonic,
        facts=page_facts,
        user_agent=user_agent(settings),
    )


def _pipeline(
    sources: Iterable[Source | UnreadSource],
    articles: Sequence[str],
    *,
    settings: Settings,
    fetcher: Fetcher,
    ledger: Ledger,
    now: datetime,
    run_id: str,
    ended: Callable[[], datetime],
    progress: Callable[[int, int], None],
) -> Report:
    from linkassay import pipeline

    return pipeline.audit(
        sources,
        articles,
        settings=settings,
        fetcher=fetcher,
        ledger=ledger,
        now=now,
        run_id=run_id,
        ended=ended,
        progress=progress,
    )
