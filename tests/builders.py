"""Makers: small documents and whole audits of them, from literals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from fakes import FakeFetcher, FakeLedger
from linkassay import pipeline
from linkassay.model import Finding, PageFacts, Report, Settings, Source

SEED = Path(__file__).parents[2] / "shared/seeds/000_2da3a06a2c47f7e4.txt"
SEEDS = Path(__file__).parents[1] / "seeds"


def audit(
    text: str | bytes,
    answers: Mapping[str, str] | None = None,
    *,
    locator: str = "document.txt",
    now: str = "2026-01-15",
    offline: bool = False,
    ledger: FakeLedger | None = None,
    facts: Mapping[str, PageFacts] | None = None,
) -> Report:
    """The report on one document, with a web of literals."""
    data = text.encode() if isinstance(text, str) else text
    when = datetime.fromisoformat(now).replace(tzinfo=UTC)
    return pipeline.audit(
        [Source(locator, data)],
        (),
        settings=Settings(offline=offline),
        fetcher=FakeFetcher(answers or {}, facts=facts or {}, when=when),
        ledger=ledger or FakeLedger(),
        now=when,
        run_id=f"run-{now}",
    )


def rules_of(report: Report) -> list[str]:
    """The slugs of the open findings, sorted, one for each finding."""
    return sorted(finding.rule for finding in report.findings)


def of_rule(report: Report, rule: str) -> list[Finding]:
    """The findings of one rule, in order."""
    return [finding for finding in report.findings if finding.rule == rule]
