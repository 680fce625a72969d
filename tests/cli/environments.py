"""A world for the command line that holds no web: it notes what it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from linkassay.cli.environment import Environment
from linkassay.model import Observation, Probe, Report, Settings, Source, UnreadSource
from linkassay.ports import Fetcher, Ledger
from report.golden import golden_report

TODAY = datetime(2026, 11, 24, 8, tzinfo=UTC)
GOLDEN = golden_report()
CLEAN_REPORT = replace(GOLDEN, findings=(), unread=())


class SilentFetcher:
    """Nobody answers; nobody may ask."""

    def ask(self, probes: Sequence[Probe], heard: Callable[[Observation], None]) -> None:
        raise AssertionError("this test asks nobody")

    def read(self, probe: Probe) -> tuple[Observation, Source | None]:
        raise AssertionError("this test reads no article")


@dataclass
class Notes:
    """What the commands handed to the pipeline."""

    settings: Settings = field(default_factory=Settings)
    sources: list[Source | UnreadSource] = field(default_factory=list)
    articles: tuple[str, ...] = ()
    ledger: Ledger | None = None
    now: datetime = TODAY
    clock: datetime = TODAY
    run_id: str = ""
    ended: datetime = TODAY


@dataclass
class FakeAudit:
    """The pipeline's place: notes its arguments and gives a report that was made before."""

    report: Report = GOLDEN
    trouble: BaseException | None = None
    notes: Notes = field(default_factory=Notes)

    def fetcher(self, settings: Settings, now: Callable[[], datetime]) -> Fetcher:
        self.notes.clock = now()
        return SilentFetcher()

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
    ) -> Report:
        self.notes.sources = list(sources)
        self.notes.articles = tuple(articles)
        self.notes.settings = settings
        self.notes.ledger = ledger
        self.notes.now = now
        self.notes.run_id = run_id
        self.notes.ended = ended()
        progress(1, 2)
        if self.trouble is not None:
            raise self.trouble
        progress(2, 2)
        return self.report


def world(folder: Path, audit: FakeAudit, **more: object) -> Environment:
    """A world in `folder` whose pipeline is `audit`."""
    plain = Environment(
        folder=folder,
        now=lambda: TODAY,
        run_id=lambda now: f"run-{now:%Y%m%d}",
        stdin=lambda: b"from standard input",
        width=80,
        colour=False,
        progress=False,
        fetcher=audit.fetcher,
        audit=audit,
    )
    return replace(plain, **more)
