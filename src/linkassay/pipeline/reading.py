"""The first pass: every document is read, stored and let go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linkassay import conditions
from linkassay.errors import UnreadableSourceError
from linkassay.extract import extract
from linkassay.model import (
    ConditionName,
    Observation,
    Probe,
    Purpose,
    Source,
    UnreadSource,
    Walked,
)
from linkassay.ports import Ledger
from linkassay.urls import MalformedAddress, parse

if TYPE_CHECKING:
    from linkassay.pipeline.audit import Audit


class Reader:
    """Reads all sources of an audit, each once, into whichever ledger it is given."""

    def __init__(self, work: Audit) -> None:
        self._work = work
        self._sources = iter(work.sources)
        self._articles = iter(dict.fromkeys(work.articles))
        self._walked: list[str] = []
        self._done = 0
        self._in_hand: Source | UnreadSource | None = None

    def read_into(self, ledger: Ledger) -> None:
        """Read what was not read before; a source in hand when a ledger failed comes again."""
        for item in self._items(ledger):
            self._in_hand = item
            self._store(item, ledger)
            self._in_hand = None
            self._done += 1
            self._work.tell("read", self._done, 0)
        ledger.end_reading(self._walked)

    def _items(self, ledger: Ledger) -> Iterator[Source | UnreadSource]:
        if self._in_hand is not None:
            yield self._in_hand
        for source in self._sources:
            if isinstance(source, Walked):
                self._walked.append(source.prefix)
            else:
                yield source
        for url in self._articles:
            ledger.commit()
            yield self._fetched(url)

    def _store(self, item: Source | UnreadSource, ledger: Ledger) -> None:
        if isinstance(item, UnreadSource):
            ledger.add_unread(item)
            return
        fetched = self._work.now.date() if item.locator in self._work.articles else None
        try:
            for found in extract(item):
                ledger.add_document(found, fetched=fetched)
        except UnreadableSourceError as problem:
            ledger.add_unread(UnreadSource(item.locator, problem.what, problem.advice))

    def _fetched(self, url: str) -> Source | UnreadSource:
        """One article, read like a file; what came instead of it is told with the next step."""
        try:
            parse(url)
        except MalformedAddress as error:
            reason = error.reason[:1].lower() + error.reason[1:].rstrip(".")
            return UnreadSource(url, f"is not a valid address: {reason}", "Correct it.")
        observation, source = self._work.fetcher.fetch_document(Probe(url, Purpose.ARTICLE))
        return source if source is not None else _unread(url, observation)


def _unread(url: str, observation: Observation) -> UnreadSource:
    if conditions.needs_network(observation):
        return UnreadSource(
            url, "could not be fetched: no host answered", "Check the network.", network_down=True
        )
    condition = conditions.classify_observation(observation)
    advice = "Check the address, or audit a saved copy."
    if condition.name is ConditionName.ADDRESS_REFUSED:
        advice = "If that is meant, name its range with --allow-address (it lifts the port, too)."
    return UnreadSource(url, f"the article {condition.reason}", advice)
