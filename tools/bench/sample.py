"""A web and documents out of numbers, for measuring without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from linkassay.model import (
    Framing,
    Hop,
    HostNote,
    Lane,
    Observation,
    PageFacts,
    Probe,
    Settings,
    Source,
)
from linkassay.pipeline import Audit
from linkassay.ports import Readers

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
HOSTS = 500
BROKEN = 10
"""Every so manieth link answers 404."""

_PROSE = "The harbour council met on Tuesday, and the harbour master spoke of the harbour. " * 20


def url(number: int) -> str:
    """The address of a link."""
    return f"https://host{number % HOSTS}.example/page/{number}"


def documents(count: int, links: int) -> Iterator[Source]:
    """Markdown documents of about 2 kB with some links each, every link once."""
    for number in range(count):
        cited = "\n".join(
            f"See [page {one}]({url(one)})." for one in range(number * links, (number + 1) * links)
        )
        text = f"# Document {number}\n\n{_PROSE}\n\n{cited}\n"
        yield Source(f"docs/{number}.md", text.encode())


def observation(address: str, when: datetime) -> Observation:
    """The answer of a page, the same every week."""
    number = int(address.rpartition("/")[2])
    status = 404 if number % BROKEN == 0 else 200
    return Observation(
        address,
        when,
        (Hop(address, status, None, "93.184.216.34", 0.123),),
        status,
        headers=(("content-type", "text/html"), ("etag", f'"{number}"')),
        framing=Framing.LENGTH,
        raw_bytes=12_345,
        body_sha256=f"{number:064x}",
        seconds=0.123,
        facts=PageFacts(f"Page {number}"),
    )


@dataclass
class NumberWeb:
    """A `Fetcher` that answers at once, in batches of a thousand."""

    when: datetime

    def ask(
        self,
        lanes: Iterable[Lane],
        record: Callable[[Sequence[Observation]], None],
        _remember: Callable[[HostNote], None] | None = None,
    ) -> None:
        batch: list[Observation] = []
        for lane in lanes:
            for window in lane.windows:
                batch += [observation(probe.url, self.when) for probe in window]
                if len(batch) >= 1000:
                    record(batch)
                    batch = []
        record(batch)

    def fetch_documents(
        self, lanes: Iterable[Lane], take: Callable[[Observation, Source | None], None], *_: object
    ) -> None:
        for lane in lanes:
            for window in lane.windows:
                for probe in window:
                    take(*self.fetch_document(probe))

    def fetch_document(self, probe: Probe) -> tuple[Observation, Source | None]:
        return observation(probe.url, self.when), None

    def rest(self) -> None:
        """Nothing is held."""


def work(sources: Iterable[Source], run: int, readers: Readers, *, offline: bool = False) -> Audit:
    """One weekly audit."""
    when = START + timedelta(weeks=run)
    settings = Settings(offline=offline, contact="desk@paper.example")
    return Audit(sources, (), settings, readers, NumberWeb(when), when, f"run-{run}")
