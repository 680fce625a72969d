"""The fake web: answers from literals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain

from linkassay.errors import UnreadableSourceError
from linkassay.extract import extract, secret_addresses, skim
from linkassay.extract.leads import leads_of
from linkassay.extract.page import page_facts
from linkassay.model import (
    ErrorKind,
    Framing,
    Hop,
    HostNote,
    Lane,
    Leads,
    Limit,
    Observation,
    PageFacts,
    Probe,
    Purpose,
    Reading,
    Source,
    UnreadSource,
)
from linkassay.ports import Told

NOW = datetime(2026, 1, 15, 8, tzinfo=UTC)
BATCH = 1_000
ONCE_MORE = frozenset(
    {Purpose.RETRY, Purpose.SECOND_LOOK, Purpose.SIBLING, Purpose.SECURE, Purpose.CONTROL}
)
REDIRECTS = 20


@dataclass
class Here:
    """Reads in this process, each document in full or, where `limited`, its addresses alone."""

    key: bytes | None = None
    limited: Limit | None = None

    def read(self, sources: Iterable[Source | UnreadSource], /) -> Iterator[Told]:
        for source in sources:
            yield source if isinstance(source, UnreadSource) else self._told(source)

    def secret_addresses(self, source: Source, /) -> Sequence[tuple[str, str]]:
        return tuple(secret_addresses(source, key=self.key))

    def leads(self, sources: Iterable[Source], /) -> Iterator[Leads]:
        return map(leads_of, sources)

    def rest(self) -> None:
        pass

    def _told(self, source: Source) -> Told:
        try:
            if self.limited is None:
                return tuple(extract(source, key=self.key))
            document, citations = skim(source, key=self.key)
        except UnreadableSourceError as problem:
            return UnreadSource(source.locator, problem.what, problem.advice)
        return (Reading(document, tuple(citations), limited=self.limited),)


@dataclass
class FakeFetcher:
    """Answers from literals: a status, the name of an error, or a status and where it leads.

    A status of success with an address is a page that sends its readers on. An address that is not
    in `answers` does not exist. `asked` notes every probe but those of later rounds, which
    `asked_again` notes. `shown` are HTML
    pages of which the facts are read. `notes` are what each round of asking
    finds worth remembering.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, bytes] = field(default_factory=dict)
    facts: Mapping[str, PageFacts] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    when: datetime = NOW
    asked: list[str] = field(default_factory=list)
    asked_again: list[str] = field(default_factory=list)
    notes: Sequence[HostNote] = ()

    def ask(
        self,
        lanes: Iterable[Lane],
        record: Callable[[Sequence[Observation]], None],
        remember: Callable[[HostNote], None] | None = None,
        /,
    ) -> None:
        batch: list[Observation] = []
        try:
            for lane in lanes:
                for probe in chain.from_iterable(lane.windows):
                    self.note(probe)
                    batch.append(self.observe(probe.url, fragments=probe.fragments))
                    if len(batch) == BATCH:
                        full, batch = batch, []
                        record(full)
        finally:
            if batch:
                record(batch)
        for note in self.notes if remember is not None else ():
            remember(note)

    def note(self, probe: Probe) -> None:
        """Note what is asked for the first time apart from what is asked once more."""
        (self.asked_again if probe.purpose in ONCE_MORE else self.asked).append(probe.url)

    def fetch_documents(
        self,
        lanes: Iterable[Lane],
        take: Callable[[Observation, Source | None], None],
        remember: Callable[[HostNote], None] | None = None,
        /,
    ) -> None:
        for lane in lanes:
            for probe in chain.from_iterable(lane.windows):
                take(*self.fetch_document(probe))

    def fetch_document(self, probe: Probe, /) -> tuple[Observation, Source | None]:
        self.asked.append(probe.url)
        page = self.pages.get(probe.url)
        if page is None:
            return self.observe(probe.url), None
        seen = Observation(probe.url, self.when, (Hop(probe.url, 200),), 200)
        return seen, Source(probe.url, page, "text/html", "utf-8")

    def rest(self) -> None:
        """Nothing is held."""

    def observe(
        self,
        url: str,
        headers: tuple[tuple[str, str], ...] = (),
        *,
        fragments: Sequence[str] = (),
    ) -> Observation:
        hops: list[Hop] = []
        at = url
        while True:
            status, _, location = self.answers.get(at, ErrorKind.DNS_NAME).partition(" ")
            if not status.isdigit():
                hops.append(Hop(at))
                return Observation(url, self.when, tuple(hops), error=ErrorKind(status))
            seen = [*(hop.url for hop in hops), at]
            if status.startswith("2") and location in seen:
                location = ""
            hops.append(Hop(at, int(status), location or None))
            if not location:
                break
            if not location.startswith(("http://", "https://")):
                return Observation(url, self.when, tuple(hops), error=ErrorKind.APP_REDIRECT)
            loop = location in seen
            if loop or len(hops) > REDIRECTS:
                kind = ErrorKind.REDIRECT_LOOP if loop else ErrorKind.TOO_MANY_REDIRECTS
                return Observation(url, self.when, tuple(hops), error=kind)
            at = location
        return Observation(
            url,
            self.when,
            tuple(hops),
            int(status),
            headers=headers,
            framing=Framing.LENGTH,
            raw_bytes=0 if status == "304" else 100,
            facts=self._facts(at, fragments),
        )

    def _facts(self, url: str, fragments: Sequence[str]) -> PageFacts | None:
        page = self.shown.get(url)
        return self.facts.get(url) if page is None else page_facts(page.encode(), None, fragments)
