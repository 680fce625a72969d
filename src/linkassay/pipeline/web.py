"""A corpus on the web: what was named leads to listings and pages, and each page is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linkassay.model import (
    ErrorKind,
    Leads,
    LeadsKind,
    Look,
    NotReached,
    Observation,
    PageOutcome,
    Purpose,
    Reading,
    Source,
    UnreadSource,
    Wanted,
    WantedAs,
)
from linkassay.pipeline.secrets import Secrets
from linkassay.pipeline.waves import (
    Fetched,
    condition,
    fetch_wave,
    says_no,
    validators,
    with_header,
)
from linkassay.pipeline.web_identity import is_other, why_none, why_same_bytes
from linkassay.pipeline.web_leads import WebLeads
from linkassay.plan.frontier import MOST_LISTINGS, Following
from linkassay.ports import Ledger
from linkassay.urls.crawled import crawled, site_host

if TYPE_CHECKING:
    from linkassay.pipeline.audit import Audit

_REASONS = {
    ErrorKind.ROBOTS: NotReached.ROBOTS,
    ErrorKind.HOST_PAUSED: NotReached.PAUSED,
    ErrorKind.TIME_UP: NotReached.TIME_UP,
}
_UNASKED = frozenset(_REASONS)


class WebCorpus:
    """Follows what the named addresses lead to, wave by wave, into whichever ledger it is given.

    `read_one` is told of each page that is read.
    """

    def __init__(self, work: Audit, secrets: Secrets, read_one: Callable[[], None]) -> None:
        self._work = work
        self._secrets = secrets
        self._read_one = read_one
        settings = work.settings
        self._decide = Following(settings.crawl, settings.recheck, work.now.date()).decide
        self._leads = WebLeads(self._decide, crawls=settings.crawl is not None)

    def begin(self, name: str, source: Source, seen: Observation, ledger: Ledger) -> bool:
        """Take what a named address leads to; whether it is a listing, and no document itself."""
        here = crawled(seen.final_url) or name
        (leads,) = self._work.readers.leads([replace(source, locator=here)])
        crawls = self._work.settings.crawl is not None and leads.kind is LeadsKind.PAGE
        if not (leads.is_listing or crawls):
            return False
        named = Wanted(name, WantedAs.NAMED, name, 0, scope=site_host(here))
        ledger.frontier.add([named], self._decide)
        if leads.is_listing:
            self._leads.of_listing(named, here, leads, ledger.frontier)
            return True
        self._leads.of_start(named, here, leads, ledger.frontier)
        ledger.frontier.settle(name, PageOutcome.READ, locator=source.locator, fruitful=True)
        if is_other(here, name):
            self._leads.same_document(
                replace(named, wanted_as=WantedAs.PAGE), here, name, ledger.frontier
            )
        return False

    def read_into(self, ledger: Ledger) -> None:
        """Fetch and read until nothing is left that may be; the rest is counted by its reason."""
        frontier, most = ledger.frontier, self._work.settings.max_pages
        frontier.keep()
        ledger.commit()
        while True:
            self._take_what_stands(ledger)
            if frontier.asked(listings=True) >= MOST_LISTINGS:
                frontier.close_listings(NotReached.CUT)
            lanes = frontier.lanes(max(most - frontier.asked(), 0))
            ledger.commit()
            if not lanes:
                break
            wave = fetch_wave(self._work.fetcher, lanes, ledger.rounds.remember)
            self._read_wave(wave, ledger)
            ledger.commit()
        frontier.close(NotReached.MOST_PAGES)
        ledger.commit()

    def _take_what_stands(self, ledger: Ledger) -> None:
        """What a listing says is as it was when it was read."""
        while addresses := ledger.frontier.that_stand(500):
            for address in addresses:
                if not ledger.frontier.take_again(address, PageOutcome.STANDS, None):
                    ledger.frontier.ask_after_all(address)
                    continue
                self._read_one()
                self._leads.of_page_again(address, ledger.frontier)
            ledger.commit()

    def _read_wave(self, wave: Sequence[Fetched], ledger: Ledger) -> None:
        self._record(wave, ledger)
        came = [item for item in wave if item.source is not None]
        for item in wave:
            if item.source is None:
                self._settle_without(item, ledger)
        sources = [item.source for item in came if item.source is not None]
        told = zip(came, self._work.readers.leads(sources), strict=True)
        both = [(item, with_header(leads, item.observation)) for item, leads in told]
        new = [(item, leads) for item, leads in both if self._is_new(item, leads, ledger)]
        readings = self._work.readers.read(
            item.source for item, _ in new if item.source is not None
        )
        for (item, leads), read in zip(new, readings, strict=True):
            self._store(item, leads, read, ledger)

    def _record(self, wave: Sequence[Fetched], ledger: Ledger) -> None:
        looks = [
            (Look(item.observation, self._purpose(item, ledger)), condition(item))
            for item in wave
            if item.observation.error not in _UNASKED and not self._says_nothing(item, ledger)
        ]
        if looks:
            ledger.record(looks)

    def _says_nothing(self, item: Fetched, ledger: Ledger) -> bool:
        """ "As before" tells nothing of a link where no look has certainly seen its page."""
        return item.observation.status == 304 and ledger.rounds.known(item.url) is None

    def _purpose(self, item: Fetched, ledger: Ledger) -> Purpose:
        wanted = ledger.frontier.wanted(item.url)
        return Purpose.ARTICLE if wanted.wanted_as is WantedAs.PAGE else Purpose.LISTING

    def _settle_without(self, item: Fetched, ledger: Ledger) -> None:
        """An address that gave no page."""
        seen, frontier, wanted = item.observation, ledger.frontier, ledger.frontier.wanted(item.url)
        if seen.status == 304 and self._is_as_before(wanted, ledger):
            return
        if wanted.wanted_as is WantedAs.GUESS and says_no(seen):
            frontier.settle(item.url, PageOutcome.ABSENT)
            return
        reason = NotReached.FAILED if seen.error is None else _REASONS.get(seen.error)
        reason = reason or NotReached.FAILED
        detail = seen.detail if reason in _REASONS.values() else condition(item).reason
        missed = wanted.wanted_as is not WantedAs.PAGE or self._work.settings.crawl is not None
        frontier.settle(
            item.url, PageOutcome.NOT_REACHED, reason, detail,
            asked=reason not in _REASONS.values(), whole=not missed,
        )  # fmt: skip
        frontier.reopen_duplicates(wanted.address)
        if reason is NotReached.TIME_UP:
            frontier.close(reason)
        elif reason is NotReached.PAUSED:
            frontier.close_host(urlsplit(wanted.address).hostname or "", reason, detail)

    def _is_as_before(self, wanted: Wanted, ledger: Ledger) -> bool:
        today = self._work.now.date().isoformat()
        address = wanted.address
        if not ledger.frontier.take_again(address, PageOutcome.UNCHANGED, today):
            return False
        self._read_one()
        self._leads.of_page_again(address, ledger.frontier)
        return True

    def _is_new(self, item: Fetched, leads: Leads, ledger: Ledger) -> bool:
        """Whether what came is a document that is to be read; else it is settled here."""
        frontier, source = ledger.frontier, item.source
        wanted = frontier.wanted(item.url)
        if source is None:
            return False
        lists = leads.is_listing and leads.kind is not LeadsKind.ADDRESSES
        if lists or wanted.wanted_as is not WantedAs.PAGE:
            self._settle_listing(wanted, source.locator, leads, ledger)
            return False
        found = why_none(wanted, source, leads, frontier, self._decide)
        if found is None:
            return True
        reason, detail = found
        if reason is NotReached.NOINDEX:
            self._leads.of_page(wanted, source.locator, leads, ledger.frontier)
        frontier.settle(item.url, PageOutcome.NOT_REACHED, reason, detail)
        return False

    def _settle_listing(self, wanted: Wanted, here: str, leads: Leads, ledger: Ledger) -> None:
        if leads.is_listing:
            self._leads.of_listing(wanted, here, leads, ledger.frontier)
        elif wanted.wanted_as is WantedAs.GUESS:
            ledger.frontier.settle(wanted.address, PageOutcome.ABSENT)
        else:
            reason, detail = NotReached.KIND, leads.problem or "it lists no pages"
            outcome = PageOutcome.NOT_REACHED
            ledger.frontier.settle(wanted.address, outcome, reason, detail, whole=False)

    def _store(
        self,
        item: Fetched,
        leads: Leads,
        readings: Sequence[Reading] | UnreadSource,
        ledger: Ledger,
    ) -> None:
        """One page, read like a file."""
        frontier, wanted, source = ledger.frontier, ledger.frontier.wanted(item.url), item.source
        if source is None:
            return
        if isinstance(readings, UnreadSource):
            outcome, reason = PageOutcome.NOT_REACHED, NotReached.KIND
            frontier.settle(item.url, outcome, reason, readings.problem)
            return
        if (same := why_same_bytes(source, frontier)) is not None:
            frontier.settle(item.url, PageOutcome.NOT_REACHED, *same)
            return
        if _has_secrets(readings):
            self._secrets.keep(source)
        for reading in readings:
            ledger.add_document(reading, fetched=self._work.now.date())
        self._leads.of_page(wanted, source.locator, leads, ledger.frontier)
        self._settle_read(wanted, item, source.locator, readings, ledger)
        self._read_one()

    def _settle_read(
        self,
        wanted: Wanted,
        item: Fetched,
        ended: str,
        readings: Sequence[Reading],
        ledger: Ledger,
    ) -> None:
        """A document is the address where its fetch ended; what led there is another name of it."""
        if is_other(ended, wanted.address):
            ledger.frontier.add([replace(wanted, address=ended)], self._decide)
            self._leads.same_document(wanted, wanted.address, ended, ledger.frontier)
        ledger.frontier.settle(
            ended,
            PageOutcome.READ,
            locator=ended,
            validators=validators(item.observation),
            fruitful=any(reading.sketch is not None for reading in readings),
        )


def _has_secrets(readings: Sequence[Reading]) -> bool:
    return any(link.secret for reading in readings for link in reading.links())
