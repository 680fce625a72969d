"""Builders: small documents and whole audits of them, from literals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from fakes import FakeFetcher, Here
from linkassay import pipeline
from linkassay.extract import extract
from linkassay.ledger import open_ledger, open_private
from linkassay.model import (
    Citation,
    Counts,
    DocumentResult,
    Finding,
    Limit,
    Link,
    LinkResult,
    LocalFile,
    NotChecked,
    PageFacts,
    Presence,
    Reading,
    Report,
    Run,
    Settings,
    Source,
    UnreadSource,
    Walked,
)
from linkassay.pipeline import Audit
from linkassay.ports import Ledger

SEED = Path(__file__).parents[2] / "shared/seeds/000_2da3a06a2c47f7e4.txt"
SEEDS = Path(__file__).parents[1] / "seeds"


@dataclass(frozen=True)
class Told:
    """A report whose iterators were read to their end: for small audits only."""

    run: Run
    counts: Counts
    documents: tuple[DocumentResult, ...]
    readings: tuple[Reading, ...]
    links: tuple[LinkResult, ...]
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    unread: tuple[UnreadSource, ...]

    @property
    def reading(self) -> Reading:
        """The only reading."""
        (reading,) = self.readings
        return reading

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.reading.citations


def told(report: Report) -> Told:
    """A report, read to its end."""
    documents = tuple(report.documents())
    return Told(
        report.run,
        report.counts,
        documents,
        tuple(report.reading(item.locator) for item in documents),
        tuple(report.links()),
        tuple(report.findings()),
        tuple(report.not_checked()),
        tuple(report.unread()),
    )


def work(
    sources: Iterable[Source | UnreadSource | Walked],
    answers: Mapping[str, str] | None = None,
    *,
    now: str = "2026-01-15",
    offline: bool = False,
    facts: Mapping[str, PageFacts] | None = None,
    fetcher: FakeFetcher | None = None,
    articles: tuple[str, ...] = (),
    settings: Settings | None = None,
    run_id: str | None = None,
    files: Mapping[str, str] | None = None,
    limited: Limit | None = None,
    pages: Mapping[str, str] | None = None,
) -> Audit:
    """One audit of these sources, with a web of literals."""
    when = datetime.fromisoformat(now).replace(tzinfo=UTC)
    return Audit(
        sources,
        articles,
        settings or Settings(offline=offline),
        Here(limited=limited),
        fetcher or FakeFetcher(answers or {}, facts=facts or {}, shown=pages or {}, when=when),
        when,
        run_id or f"run-{now}",
        find=found_in(files or {}),
        open_beside=opened_in(files or {}),
    )


def opened_in(files: Mapping[str, str]) -> Callable[[str], Source | None]:
    """Opens one of the files that are given."""
    return lambda locator: Source(locator, files[locator].encode()) if locator in files else None


def found_in(files: Mapping[str, str]) -> Callable[[str], LocalFile]:
    """Looks for a file among those that are given, as `sources` does on a disk."""
    there = {"."} | {
        "/".join(parts[: count + 1])
        for parts in (name.split("/") for name in files)
        for count in range(len(parts))
    }
    folded = {name.casefold(): name for name in there}

    def find(locator: str) -> LocalFile:
        if locator in there:
            return LocalFile(Presence.PRESENT)
        return LocalFile(Presence.MISSING, folded.get(locator.casefold()))

    return find


def audit(
    text: str | bytes,
    answers: Mapping[str, str] | None = None,
    *,
    locator: str = "document.txt",
    now: str = "2026-01-15",
    offline: bool = False,
    ledger: Ledger | None = None,
    facts: Mapping[str, PageFacts] | None = None,
    files: Mapping[str, str] | None = None,
    documents: Mapping[str, str] | None = None,
    limited: Limit | None = None,
    pages: Mapping[str, str] | None = None,
    before: Sequence[str] = (),
) -> Told:
    """The report on one document, with a web of literals; a ledger may remember earlier ones.

    `documents` are audited before it, in the same run.
    """
    data = text.encode() if isinstance(text, str) else text
    given = work(
        [
            *(Source(name, one.encode()) for name, one in (documents or {}).items()),
            Source(locator, data),
        ],
        answers,
        now=now,
        offline=offline,
        facts=facts,
        files=files,
        limited=limited,
        pages=pages,
    )
    if before:
        with TemporaryDirectory() as folder, open_ledger(Path(folder) / "audit.db") as kept:
            return _after(before, given, kept)
    if ledger is not None:
        return told(pipeline.audit(given, ledger))
    with open_private() as private:
        return told(pipeline.audit(given, private))


def _after(before: Sequence[str], given: Audit, ledger: Ledger) -> Told:
    """The last of several audits in one ledger; on the days before every address answered so."""
    sources = list(given.sources)
    given = replace(given, sources=sources)
    links = [link.url for link in told_links(given)]
    for at, answer in enumerate(before):
        when = given.now - timedelta(days=len(before) - at)
        web = FakeFetcher(dict.fromkeys(links, answer), when=when)
        pipeline.audit(replace(given, fetcher=web, now=when, run_id=f"before-{at}"), ledger)
    return told(pipeline.audit(given, ledger))


def told_links(given: Audit) -> list[Link]:
    """The links that the documents of an audit cite."""
    sources = [one for one in given.sources if isinstance(one, Source)]
    return [link for one in sources for reading in extract(one) for link in reading.links()]


def rules_of(report: Told) -> list[str]:
    """The slugs of the open findings, sorted, one for each finding."""
    return sorted(finding.rule for finding in report.findings)


def of_rule(report: Told, rule: str) -> list[Finding]:
    """The findings of one rule, in order."""
    return [finding for finding in report.findings if finding.rule == rule]
