"""The first pass: every document is read, stored and let go."""

from __future__ import annotations

from collections.abc import Iterator
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
        for plain in self._articles:
            ledger.commit()
            article = self._fetched(plain, ledger)
            if article is not None:
                yield article

    def _store(self, item: Source | UnreadSource, ledger: Ledger) -> None:
        if isinstance(item, UnreadSource):
            ledger.add_unread(item)
            return
        fetched = self._work.now.date() if item.locator in self._asked_as else None
        try:
            if fetched is not None:
                self._secrets.keep(item)
            for found in extract(item, key=self._work.secret_key):
                ledger.add_document(found, fetched=fetched)
        except UnreadableSourceError as problem:
            ledger.add_unread(UnreadSource(item.locator, problem.what, problem.advice))

    def tell_failed(self, ledger: Ledger, outcome: Outcome) -> None:
        """Tell of the articles that did not come, once it is known whose fault that is."""
        for observation in self._failed:
            ledger.add_unread(_unread(observation, down=outcome is Outcome.NETWORK_DOWN))
        self._failed.clear()

    def _fetched(self, plain: str, ledger: Ledger) -> Source | UnreadSource | None:
        """One article, read like a file; nothing where it did not come, which is told later.

        It is asked with its secrets, and goes by its address without them.
        """
        url = self._asked_as[plain]
        try:
            parse(url)
        except MalformedAddress as error:
            reason = error.reason[:1].lower() + error.reason[1:].rstrip(".")
            return UnreadSource(plain, f"is not a valid address: {reason}", "Correct it.")
        probe = Probe(plain, Purpose.ARTICLE, secret_url=None if plain == url else url)
        observation, source = self._work.fetcher.fetch_document(probe)
        condition = conditions.classify_observation(observation)
        ledger.record([(Look(observation, Purpose.ARTICLE), condition)])
        if source is None:
            self._failed.append(observation)
        return source


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
