"""The fake web: answers from literals. A ledger needs no fake: a private one is made in no time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from linkassay.model import (
    ErrorKind,
    Framing,
    Hop,
    Lane,
    Observation,
    PageFacts,
    Probe,
    Source,
)

NOW = datetime(2026, 1, 15, 8, tzinfo=UTC)


@dataclass
class FakeFetcher:
    """Answers from literals: a status, an error's name, or a status and a Location.

    An address that is not in `answers` does not exist. `asked` notes every probe.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, bytes] = field(default_factory=dict)
    facts: Mapping[str, PageFacts] = field(default_factory=dict)
    when: datetime = NOW
    asked: list[str] = field(default_factory=list)

    def ask(self, lanes: Iterable[Lane], record: Callable[[Sequence[Observation]], None]) -> None:
        for lane in lanes:
            for window in lane.windows:
                self.asked += [probe.url for probe in window]
                record([self.observe(probe.url) for probe in window])

    def fetch_document(self, probe: Probe) -> tuple[Observation, Source | None]:
        self.asked.append(probe.url)
        page = self.pages.get(probe.url)
        if page is None:
            return self.observe(probe.url), None
        seen = Observation(probe.url, self.when, (Hop(probe.url, 200),), 200)
        return seen, Source(probe.url, page, "text/html", "utf-8")

    def observe(self, url: str) -> Observation:
        hops: list[Hop] = []
        at = url
        while True:
            status, _, location = self.answers.get(at, ErrorKind.DNS_NAME.value).partition(" ")
            if not status.isdigit():
                hops.append(Hop(at))
                return Observation(url, self.when, tuple(hops), error=ErrorKind(status))
            hops.append(Hop(at, int(status), location or None))
            if not location or len(hops) > 10:
                break
            at = location
        return Observation(
            url,
            self.when,
            tuple(hops),
            int(status),
            framing=Framing.LENGTH,
            raw_bytes=100,
            facts=self.facts.get(at),
        )
