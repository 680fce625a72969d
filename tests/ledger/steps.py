"""A run taken step by step through the doors of a ledger, with a web made of literals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from fakes import FakeFetcher
from linkassay import conditions
from linkassay.extract import extract
from linkassay.ledger import open_ledger
from linkassay.ledger.store import SqliteLedger
from linkassay.model import (
    Condition,
    LinkCheck,
    Look,
    Observation,
    Outcome,
    PageFacts,
    Probe,
    Run,
    Settled,
    Source,
)

Classified = Callable[[Observation], Condition]


@dataclass
class Steps:
    """One run: each look is recorded for the purpose that its probe has.

    `headers` and `facts` by address are added to what is answered there.
    """

    ledger: SqliteLedger
    when: datetime
    web: Mapping[str, str]
    headers: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    facts: Mapping[str, PageFacts] = field(default_factory=dict)
    read: Classified = conditions.classify_observation
    asked: list[Probe] = field(default_factory=list)

    def plan(self) -> int:
        return self.ledger.plan((target, None) for target in self.ledger.targets())

    def ask(self) -> list[str]:
        """Ask what is planned; gives the addresses."""
        probes = [probe for lane in self.ledger.lanes() for window in lane.windows
                  for probe in window]  # fmt: skip
        self.asked += probes
        fetcher = FakeFetcher(self.web, facts=self.facts, when=self.when)
        for probe in probes:
            seen = fetcher.observe(probe.url, self.headers.get(probe.url, ()))
            self.ledger.record([(Look(seen, probe.purpose), self.read(seen))])
        return [probe.url for probe in probes]

    def settle(self) -> list[str]:
        """Settle all links; gives those that were not simply alive."""
        ledger, found = self.ledger, []
        self.ledger.settle_alive(conditions.proofs_of_life())
        for chunk in ledger.unsettled():
            ledger.settle([
                Settled(item.url, item.when, item.condition, item.before.state,
                        conditions.advance(item.before, item.when, item.condition))
                for item in chunk
            ])  # fmt: skip
            found += [item.url for item in chunk]
        return found

    def checks(self) -> dict[str, LinkCheck]:
        return {
            url: check
            for item in map(self.ledger.document, self.ledger.unjudged())
            for url, check in item.checks.items()
        }

    def seal(self, outcome: Outcome = Outcome.COMPLETE) -> None:
        self.ledger.seal(self.when, outcome)


@contextmanager
def run_of(
    path: Path, day: str, text: str, web: Mapping[str, str], **more: object
) -> Iterator[Steps]:
    """A run of that day that has read one document and asked nothing yet."""
    when = datetime.fromisoformat(day).replace(tzinfo=UTC)
    with open_ledger(path) as ledger:
        ledger.begin(Run(f"run-{day}", when, "0", ("dead-link",)), 8)
        for reading in extract(Source("a.md", text.encode())):
            ledger.add_document(reading)
        ledger.end_reading([], lambda _: False)
        yield Steps(ledger, when, web, **more)  # type: ignore[arg-type]
