"""A report that is a few tuples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from linkassay.model import (
    Counts,
    DocumentResult,
    Finding,
    LinkResult,
    NotChecked,
    Published,
    Reading,
    Run,
    Standing,
    Tally,
    Unreached,
    UnreadSource,
)


def tally(found: list[Finding], every: list[Finding]) -> Tally:
    return Tally(
        Counter(item.level for item in found),
        Counter(item.confidence for item in found),
        Counter(item.standing for item in every),
        Counter(item.level for item in found if item.standing.is_news),
    )


@dataclass(frozen=True)
class ListReport:
    """What a run found, in memory. All counts are counted."""

    run: Run
    readings: tuple[tuple[Reading, Published | None], ...] = ()
    all_links: tuple[LinkResult, ...] = ()
    all_findings: tuple[Finding, ...] = ()
    all_not_checked: tuple[NotChecked, ...] = ()
    all_unread: tuple[UnreadSource, ...] = ()
    all_not_reached: tuple[Unreached, ...] = ()
    before: Run | None = None

    @property
    def counts(self) -> Counts:
        found = [
            item
            for item in self.all_findings
            if item.standing.is_open and item.standing is not Standing.CARRIED
        ]
        return Counts(
            documents=len(self.readings),
            citations=sum(len(reading.citations) for reading, _ in self.readings),
            links=len(self.all_links),
            local=sum(
                item.target is not None for one, _ in self.readings for item in one.citations
            ),
            levels=Counter(item.level for item in found),
            news=Counter(item.level for item in found if item.standing.is_news),
            confidences=Counter(item.confidence for item in found),
            standings=Counter(item.standing for item in self.all_findings),
            by_standing={
                standing: Counter(item.level for item in found if item.standing is standing)
                for standing in dict.fromkeys(item.standing for item in found)
            },
            told_with=tally(
                [item for item in found if item.told_with is not None],
                [item for item in self.all_findings if item.told_with is not None],
            ),
            not_checked=Counter(item.reason for item in self.all_not_checked),
            not_reached=Counter(item.reason for item in self.all_not_reached),
            unread=len(self.all_unread),
            unread_of_network=sum(item.network_down for item in self.all_unread),
            unread_walked=sum(not (item.named or item.network_down) for item in self.all_unread),
        )

    def documents(self) -> Iterator[DocumentResult]:
        for reading, published in self.readings:
            document = reading.document
            yield DocumentResult(
                document.locator,
                document.title,
                document.media_type,
                published,
                reading.notes,
            )

    def reading(self, locator: str, /) -> Reading:
        return {item.document.locator: item for item, _ in self.readings}[locator]

    def links(self) -> Iterator[LinkResult]:
        return iter(self.all_links)

    def findings(self) -> Iterator[Finding]:
        return iter(self.all_findings)

    def not_checked(self) -> Iterator[NotChecked]:
        return iter(self.all_not_checked)

    def not_reached(self) -> Iterator[Unreached]:
        yield from self.all_not_reached

    def unread(self) -> Iterator[UnreadSource]:
        return iter(self.all_unread)
