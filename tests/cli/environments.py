"""An outside world for the command line that holds no web: it notes what it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from linkassay.cli.environment import Environment
from linkassay.model import (
    Citation,
    Confidence,
    Document,
    Finding,
    Form,
    Lane,
    Level,
    Link,
    LinkResult,
    LinkState,
    Observation,
    Outcome,
    Probe,
    Reading,
    Report,
    Run,
    Settings,
    Source,
    Span,
    State,
    UnreadSource,
    Waiting,
    Walked,
)
from linkassay.pipeline import Audit
from linkassay.ports import Fetcher, Ledger
from report.listreport import ListReport

TODAY = datetime(2026, 11, 24, 8, tzinfo=UTC)


LINK = Link("https://paper.example/story", "https", "paper.example", 443, "/story")
CITATION = Citation(LINK.url, Span(1, 1, 0, 27), Form.BARE, link=LINK)
FINDING = Finding(
    "0" * 64,
    "dead-link",
    Level.WARNING,
    Confidence.CERTAIN,
    "story.txt",
    CITATION.span,
    LINK.url,
    "The page does not exist.",
)
FAULTY_REPORT = ListReport(
    Run("run-20261124", TODAY, "0" * 64, ("dead-link",), finished=TODAY, outcome=Outcome.COMPLETE),
    readings=((Reading(Document("story.txt", "text/plain", "", "0" * 64), (CITATION,)), None),),
    all_links=(LinkResult(LINK.url, LinkState(State.ALIVE)),),
    all_findings=(FINDING,),
)
CLEAN_REPORT = replace(FAULTY_REPORT, all_findings=())
EMPTY_REPORT = replace(CLEAN_REPORT, readings=())
UNREAD = (UnreadSource("figures.pdf", "is a PDF", "Save its text."),)


class SilentFetcher:
    """Nobody answers; nobody may ask."""

    def ask(
        self, lanes: Iterable[Lane], record: Callable[[Sequence[Observation]], None], /
    ) -> None:
        raise AssertionError("this test asks nobody")

    def fetch_documents(
        self, lanes: Iterable[Lane], take: Callable[[Observation, Source | None], None], /
    ) -> None:
        raise AssertionError("this test crawls no site")

    def fetch_document(self, probe: Probe, /) -> tuple[Observation, Source | None]:
        raise AssertionError("this test reads no article")

    def rest(self) -> None:
        """It never works."""


@dataclass
class FakePipeline:
    """The pipeline's place: notes what it is given, and gives a report that was made before."""

    told: Report = FAULTY_REPORT
    error: BaseException | None = None
    works: list[Audit] = field(default_factory=list)
    ledgers: list[Ledger] = field(default_factory=list)
    sources: list[Source | UnreadSource] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    clock: datetime | None = None

    @property
    def work(self) -> Audit:
        """What the last audit was given."""
        return self.works[-1]

    def fetcher(
        self,
        _settings: Settings,
        now: Callable[[], datetime],
        _key: bytes | None,
        _waiting: Callable[[Waiting], None] | None,
    ) -> Fetcher:
        self.clock = now()
        return SilentFetcher()

    def audit(self, work: Audit, ledger: Ledger, /) -> Report:
        self.works.append(work)
        self.ledgers.append(ledger)
        self.sources = [item for item in work.sources if not isinstance(item, Walked)]
        work.tell("asked", 1, 2)
        if self.error is not None:
            raise self.error
        work.tell("asked", 2, 2)
        return self.told

    def report(self, name: str, ledger: Ledger, work: Audit, /) -> Report:
        self.names.append(name)
        return self.told


def environment(folder: Path, pipeline: FakePipeline, **more: Any) -> Environment:
    """An environment in `folder` whose pipeline is `pipeline`."""
    plain = Environment(
        folder=folder,
        now=lambda: TODAY,
        run_id=lambda now: f"run-{now:%Y%m%d}",
        stdin=lambda limit: b"from standard input"[:limit],
        width=80,
        colour=False,
        progress=False,
        fetcher=pipeline.fetcher,
        pipeline=lambda: pipeline,
        sleep=lambda seconds: None,
    )
    return replace(plain, **more)
