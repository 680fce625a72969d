"""Audits of documents whose wrapped addresses have the candidates that a test gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from builders import Told, told, work
from fakes import FakeFetcher
from linkassay.extract import extract
from linkassay.ledger.store import SqliteLedger
from linkassay.model import Reading, Settings, Source
from linkassay.pipeline import judging
from linkassay.pipeline.asking import Asker
from linkassay.pipeline.audit import Audit, run_of
from linkassay.pipeline.secrets import Secrets

SHORT = "https://example.org/two-ships-"
LONG = "https://example.org/two-ships-reach-the-harbour"
OTHER = "https://example.org/two-ships-sink"
SOUND = "https://example.com/sound"
WRAPPED = f"A headline\n\nSee {SHORT}\nreach-the-harbour there.\n\nSee {SOUND} there.\n"
"""As it is read, `LONG` with the candidate `SHORT`."""
WELL = {SOUND: "200"}
"""A host that answers: the network is up."""


def document(
    *cited: tuple[str, tuple[str, ...]], locator: str = "a.txt", more: str = ""
) -> Reading:
    """A text that cites each address in a paragraph of its own, with these candidates."""
    text = "A headline\n\n" + more + "\n\n".join(f"See {url} there." for url, _ in cited) + "\n"
    (reading,) = extract(Source(locator, text.encode()))
    assert len(reading.citations) == len(cited)
    return replace(
        reading,
        citations=tuple(
            replace(item, candidates=candidates)
            for item, (_, candidates) in zip(reading.citations, cited, strict=True)
        ),
    )


@dataclass
class Desk:
    """Audits in one ledger, one after the other; `asked` holds what the last one asked."""

    ledger: SqliteLedger
    asked: list[str] = field(default_factory=list)

    def audit(
        self,
        readings: tuple[Reading, ...] | Reading,
        web: Mapping[str, str],
        day: str = "2026-01-15",
        *,
        offline: bool = False,
        fetcher: FakeFetcher | None = None,
    ) -> Told:
        given = self.work(web, day, offline=offline, fetcher=fetcher)
        name = self.begin(given, readings)
        outcome = Asker(given, Secrets(given)).ask_into(self.ledger)
        judging.judge(self.ledger, given, given.now)
        self.ledger.seal(given.now, outcome)
        return told(self.ledger.report(name))

    def work(
        self,
        web: Mapping[str, str],
        day: str = "2026-01-15",
        *,
        offline: bool = False,
        fetcher: FakeFetcher | None = None,
    ) -> Audit:
        given = work(
            [], {**WELL, **web}, now=day, settings=Settings(offline=offline), fetcher=fetcher
        )
        assert isinstance(given.fetcher, FakeFetcher)
        self.asked = given.fetcher.asked
        return given

    def begin(self, given: Audit, readings: tuple[Reading, ...] | Reading) -> str:
        run = self.ledger.begin(run_of(given), given.settings.resume_days)
        for reading in readings if isinstance(readings, tuple) else (readings,):
            self.ledger.add_document(reading)
        self.ledger.end_reading((), lambda _: False)
        return run.name


def links(report: Told, locator: str = "a.txt") -> list[str]:
    """The links of a document's citations, in order, without the sound one."""
    found = {reading.document.locator: reading for reading in report.readings}
    return [item.url for item in found[locator].citations if item.url != SOUND]


def found(report: Told) -> list[tuple[str, str, str | None]]:
    """Document, rule and link of each open finding of the web."""
    return [
        (item.document, item.rule, item.url)
        for item in report.findings
        if item.standing.is_open and not item.rule.endswith(("byline", "citation"))
    ]
