"""The first pass: every document is read, stored and let go."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from linkassay import conditions
from linkassay.model import (
    ConditionName,
    Document,
    Look,
    Observation,
    Outcome,
    Probe,
    Purpose,
    Reading,
    Source,
    Suppression,
    UnreadSource,
)
from linkassay.pipeline.secrets import Secrets
from linkassay.pipeline.taking import Taking, put
from linkassay.pipeline.web import WebCorpus
from linkassay.ports import Ledger
from linkassay.urls import MalformedAddress, parse
from linkassay.urls.secrets import cut

if TYPE_CHECKING:
    from linkassay.pipeline.audit import Audit


CONFIGURATIONS = ("linkassay.toml", "pyproject.toml")
"""Names by which a configuration is a document, as long as it suppresses something."""


@dataclass
class _Article:
    """An article as it came; `recorded` once its answer is stored."""

    observation: Observation
    source: Source | None
    recorded: bool = False


class Reader:
    """Reads all sources of an audit, each once, into whichever ledger it is given."""

    def __init__(self, work: Audit, secrets: Secrets) -> None:
        self._work = work
        self._secrets = secrets
        self._web = WebCorpus(work, secrets, self._tell_one)
        self._files = Taking(work, self._tell_one)
        self._asked_as = {cut(url, work.secret_key): url for url in reversed(work.articles)}
        self._articles = deque(dict.fromkeys(cut(url, work.secret_key) for url in work.articles))
        self._article: _Article | UnreadSource | None = None
        self._failed: list[Observation] = []
        self._done = 0

    def read_into(self, ledger: Ledger) -> None:
        """Read what was not read before; what a ledger lost when it failed comes again."""
        self._done -= self._files.stored
        self._files.read_into(ledger)
        self._read_articles(ledger)
        self._web.read_into(ledger)
        self._read_configuration(ledger)
        self._work.readers.rest()
        ledger.end_reading((*self._files.walked, *CONFIGURATIONS), self._is_there)

    def _read_configuration(self, ledger: Ledger) -> None:
        """What the configuration suppresses stands in a document of its own, read last."""
        told = self._work.settings.suppressions
        if told:
            document = Document(told[0].place, "application/toml", "", _digest(told))
            ledger.add_document(Reading(document, suppressions=told))
            ledger.commit()

    def _tell_one(self) -> None:
        self._done += 1
        self._work.tell("read", self._done, 0)

    def _is_there(self, locator: str) -> bool:
        if locator in CONFIGURATIONS:
            return False
        exists = self._work.exists
        return exists is not None and exists(locator)

    def _read_articles(self, ledger: Ledger) -> None:
        """No transaction is open while the web is asked for an article."""
        while self._article is not None or self._articles:
            if self._article is None:
                kept = ledger.keep_article(self._articles[0])
                ledger.commit()
                if not kept:
                    self._article = self._fetched(self._articles[0])
                self._articles.popleft()
            if self._article is not None:
                self._store_article(self._article, ledger)
                ledger.commit()
                self._article = None
                self._tell_one()

    def _store_article(self, item: _Article | UnreadSource, ledger: Ledger) -> None:
        """One article, read like a file; that one did not come is told later."""
        if isinstance(item, UnreadSource):
            ledger.add_unread(item)
            return
        if not item.recorded:
            condition = conditions.classify_observation(item.observation)
            ledger.record([(Look(item.observation, Purpose.ARTICLE), condition)])
            item.recorded = True
            if item.source is None:
                self._failed.append(item.observation)
        if item.source is not None:
            name = item.observation.url
            if self._web.begin(name, item.source, item.observation, ledger):
                return
            self._secrets.keep(item.source)
            for told in self._work.readers.read([item.source]):
                put(told, ledger, fetched=self._work.now.date())

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


def _digest(told: Sequence[Suppression]) -> str:
    return sha256(repr(told).encode("utf-8", "replace")).hexdigest()


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
