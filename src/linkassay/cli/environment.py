"""What the commands need of the outside world, in one place, so that tests can hand in another."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from linkassay import __version__
from linkassay.cli.credentials import credentials
from linkassay.model import PageFacts, Report, Settings, Waiting
from linkassay.ports import Fetcher, Ledger
from linkassay.report.timeline.glyphs import UNICODE

if TYPE_CHECKING:
    from linkassay.fetch.setup import FactsReader
    from linkassay.pipeline import Audit

SECRET_KEY = "LINKASSAY_SECRET_KEY"  # noqa: S105 - the name of a variable
"""The environment variable with the key under which links with secrets are told apart."""


class Pipeline(Protocol):
    """`linkassay.pipeline`, as the commands call it."""

    def audit(self, work: Audit, ledger: Ledger, /) -> Report: ...

    def report(self, name: str, ledger: Ledger, work: Audit, /) -> Report: ...


MakeFetcher = Callable[
    [Settings, Callable[[], datetime], bytes | None, Callable[[Waiting], None] | None], Fetcher
]
"""Makes the one that asks the web: settings, the audit's clock, the key for secrets, and who is to
know whom is waited for."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The working directory, the clock, the terminal, the web and the pipeline.

    `stdin` gives at most so many bytes and raises `OSError` where it cannot. `width` is the
    terminal's in columns, or what a pipe is taken to have. `colour` says whether stdout would show
    it; `progress` whether somebody watches stderr. `fetcher` makes the one that asks the web, from
    the settings, the audit's clock, the key for secrets and who wants to know on whom it waits; it
    opens nothing yet. `pipeline` loads
    the pipeline. `variables` are those of the environment, which hold the credentials that the
    configuration names. `busy_seconds` is how long to wait for a program that holds the ledger.
    `sleep` lets so many seconds pass.
    """

    folder: Path
    now: Callable[[], datetime]
    run_id: Callable[[datetime], str]
    stdin: Callable[[int], bytes]
    width: int
    colour: bool
    progress: bool
    fetcher: MakeFetcher
    pipeline: Callable[[], Pipeline]
    unicode: bool = True
    secret: str = field(default="", repr=False)
    variables: Mapping[str, str] = field(default_factory=dict, repr=False)
    busy_seconds: float = 5.0
    sleep: Callable[[float], None] = time.sleep


def real_environment() -> Environment:
    """The environment as it is."""
    return Environment(
        folder=Path.cwd(),
        now=lambda: datetime.now(UTC),
        run_id=_run_id,
        stdin=_stdin,
        width=shutil.get_terminal_size().columns,
        colour=_shows_colour(),
        progress=_is_terminal(sys.stderr),
        fetcher=partial(_web, os.environ),
        pipeline=_pipeline,
        unicode=_says(sys.stdout, UNICODE.signs),
        secret=os.environ.get(SECRET_KEY, ""),
        variables=os.environ,
    )


def user_agent(settings: Settings) -> str:
    """Our own name, in the form that servers expect of programs, and whom to write to.

    `Mozilla/5.0 (compatible; linkassay/0.1.0; +desk@paper.example)`: the form of the large crawlers
    and archives. Many a server answers 403 or 404 to what does not begin so.
    """
    contact = _plain((settings.contact or "").removeprefix("mailto:"))
    whom = f"; +{contact}" if contact else ""
    return f"Mozilla/5.0 (compatible; linkassay/{__version__}{whom})"


def _plain(contact: str) -> str:
    """A contact without what a comment of a header cannot hold (RFC 9110, 5.6.5)."""
    return "".join(char for char in contact if "!" <= char <= "~" and char not in "()\\;")


def _run_id(now: datetime) -> str:
    """Sortable by time, and unique although `--now` may be given twice."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{os.urandom(4).hex()}"


def _stdin(limit: int) -> bytes:
    """A stdin that was closed before we started is `None`."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, "it is closed")
    return sys.stdin.buffer.read(limit)


def _shows_colour() -> bool:
    """What NO_COLOR (https://no-color.org), else FORCE_COLOR (https://force-color.org) says.

    Each counts when it is not empty. Else colour is for a terminal that is not a dumb one.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return _is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


def _says(stream: TextIO | None, signs: str) -> bool:
    """Whether the encoding of a stream has all these signs."""
    try:
        signs.encode(getattr(stream, "encoding", None) or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _is_terminal(stream: TextIO | None) -> bool:
    """A stream that was closed before we started is `None`."""
    return stream is not None and stream.isatty()


def _web(
    variables: Mapping[str, str],
    settings: Settings,
    now: Callable[[], datetime],
    secret_key: bytes | None,
    waiting: Callable[[Waiting], None] | None,
) -> Fetcher:
    from linkassay.fetch import WebFetcher

    if not settings.offline:
        from linkassay.cli.process import prepare

        prepare(variables, settings.hosts_at_once)
    return WebFetcher(
        settings,
        now=now,
        monotonic=time.monotonic,
        facts=page_facts if settings.facts else None,
        user_agent=user_agent(settings),
        secret_key=secret_key,
        credentials=credentials(settings, variables),
        waiting=waiting,
    )


def page_facts(
    head: bytes, charset: str | None, fragments: Sequence[str], *, whole: bool
) -> PageFacts:
    """What a page says of itself; its reader is loaded with the first page, not before."""
    return _reader()(head, charset, fragments, whole=whole)


@cache
def _reader() -> FactsReader:
    from linkassay.extract.page import page_facts as facts_of

    return facts_of


def _pipeline() -> Pipeline:
    from linkassay import pipeline

    return pipeline
