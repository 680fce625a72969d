"""The first pass: every document is read, stored and let go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkassay import conditions
from linkassay.errors import UnreadableSourceError
from linkassay.extract import extract
from linkassay.model import (
    ConditionName,
    Look,
    Observation,
    Outcome,
    Probe,
    Purpose,
    Source,
    UnreadSource,
    Walked,
)
from linkassay.pipeline.secrets import Secrets
from linkassay.ports import Ledger
from linkassay.urls import MalformedAddress, parse
from linkassay.urls.secrets import cut

if TYPE_CHECKING:
    from linkassay.pipeline.audit import Audit


SOURCES_AT_ONCE, BYTES_AT_ONCE = 256, 4 * 1024 * 1024
"""So many sources, or so much of them, are held until they are committed: a ledger that fails takes
along what it was given since, and they are read again for the next one."""


@dataclass
class _Article:
    """An article as it came; `recorded` once its answer is stored."""

    observation: Observation
    source: Source | None
    recorded: bool = False


_Item = Source | UnreadSource | _Article


class Reader:
    """Reads all sources of an audit, each once, into whichever ledger it is given."""

    def __init__(self, work: Audit, secrets: Secrets) -> None:
        self._work = work
        self._secrets = secrets
        self._sources = iter(work.sources)
        self._asked_as = {cut(url, work.secret_key): url for url in reversed(work.articles)}
        self._articles = iter(dict.fromkeys(cut(url, work.secret_key) for url in work.articles))
        self._walked: list[str] = []
        self._failed: list[Observation] = []
        self._done = 0
        self._in_hand: list[_Item] = []
        self._bytes_in_hand = 0

    def read_into(self, ledger: Ledger) -> None:
        """Read what was not read before; what a ledger lost when it failed comes again."""
        for item in tuple(self._in_hand):
            self._store(item, ledger)
        self._keep(ledger)
        for item in self._items(ledger):
            self._in_hand.append(item)
            self._bytes_in_hand += len(item.data) if isinstance(item, Source) else 0
            self._store(item, ledger)
            self._done += 1
            self._work.tell("read", self._done, 0)
            if isinstance(item, _Article) or self._are_many():
                self._keep(ledger)
        self._keep(ledger)
        ledger.end_reading(self._walked, self._is_there)

    def _keep(self, ledger: Ledger) -> None:
        ledger.commit()
        self._in_hand.clear()
        self._bytes_in_hand = 0

    def _are_many(self) -> bool:
        return len(self._in_hand) >= SOURCES_AT_ONCE or self._bytes_in_hand >= BYTES_AT_ONCE

    def _is_there(self, locator: str) -> bool:
        exists = self._work.exists
        return exists is not None and exists(locator)

    def _items(self, ledger: Ledger) -> Iterator[_Item]:
        """No transaction is open while the web is asked for an article."""
        for source in self._sources:
            if isinstance(source, Walked):
                self._walked.append(source.prefix)
            else:
                yield source
        self._keep(ledger)
        for plain in self._articles:
            kept = ledger.keep_article(plain)
            self._keep(ledger)
            if not kept:
                yield self._fetched(plain)

    def _store(self, item: _Item, ledger: Ledger) -> None:
        if isinstance(item, _Article):
            self._store_article(item, ledger)
        elif isinstance(item, UnreadSource):
            ledger.add_unread(item)
        else:
            self._extract(item, ledger)

    def _extract(self, item: Source, ledger: Ledger) -> None:
        fetched = self._work.now.date() if item.locator in self._asked_as else None
        try:
            if fetched is not None:
                self._secrets.keep(item)
            for found in extract(item, key=self._work.secret_key):
                ledger.add_document(found, fetched=fetched)
        except UnreadableSourceError as problem:
            ledger.add_unread(UnreadSource(item.locator, problem.what, problem.advice))

    def _store_article(self, item: _Article, ledger: Ledger) -> None:
        """One article, read like a file; that one did not come is told later."""
        if not item.recorded:
            condition = conditions.classify_observation(item.observation)
            ledger.record([(Look(item.observation, Purpose.ARTICLE), condition)])
            item.recorded = True
            if item.source is None:
                self._failed.append(item.observation)
        if item.source is not None:
            self._extract(item.source, ledger)

    def tell_failed(self, ledger: Ledger, outcome: Outcome) -> None:
        """Tell of the articles that did not come, once it is known whose fault that is."""
        for observation in self._failed:
            ledger.add_unread(_unread(observation, down=outcome is Outcome.NETWORK_DOWN))

    def _fetched(self, plain: str) -> _Article | UnreadSource:
        """One article; it is asked with its secrets, and goes by its address without them."""
        url = self._asked_as[plain]
        try:
            parse(url)
        except MalformedAddress as error:
            reason = error.reason[:1].lower() + error.reason[1:].rstrip(".")
            return UnreadSource(plain, f"is not a valid address: {reason}", "Correct it.")
        probe = Probe(plain, Purpose.ARTICLE, secret_url=None if plain == url else url)
        return _Article(*self._work.fetcher.fetch_document(probe))


def _unread(observation: Observation, *, down: bool) -> UnreadSource:
    url = observation.url
    if down and conditions.needs_network(observation):
        return UnreadSource(
            url, "could not be fetched: no host answered", "Check the network.", network_down=True
        )
    condition = conditions.classify_observation(observation)
    advice = "Check the address, or audit a saved copy."
    if condition.name is ConditionName.ADDRESS_REFUSED:
        advice = "If that is meant, name its range with --allow-address (it lifts the port, too)."
    return UnreadSource(url, f"the article {condition.reason}", advice)
