"""Where a corpus on the web leads: what is noted of listings, pages and the start of a site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from linkassay.model import (
    Leads,
    LeadsKind,
    NotReached,
    PageOutcome,
    Wanted,
    WantedAs,
)
from linkassay.ports import Decide, Frontier
from linkassay.urls.crawled import site_host

_GUESSES = ("/robots.txt", "/sitemap.xml")
"""Where a site names its sitemaps, and where one stands by custom (sitemaps.org)."""

_OF_ANY_SITE = (LeadsKind.FEED, LeadsKind.ADDRESSES)
"""What these name where the caller names them may be anywhere."""
_TO_LISTINGS = (LeadsKind.SITEMAP_INDEX, LeadsKind.ROBOTS)


class WebLeads:
    """Notes in a frontier what something leads to.

    `decide` says what is done with an address. Links of pages are followed only where `crawls`.
    """

    def __init__(self, decide: Decide, *, crawls: bool) -> None:
        self._decide = decide
        self._crawls = crawls

    def of_start(self, named: Wanted, here: str, leads: Leads, frontier: Frontier) -> None:
        """The start of a site: its sitemaps first, then its links."""
        parts = urlsplit(here)
        guesses = (f"{parts.scheme}://{parts.netloc}{path}" for path in _GUESSES)
        wanted = [replace(named, address=at, wanted_as=WantedAs.GUESS) for at in guesses]
        frontier.add(wanted, self._decide)
        self.of_page(named, here, leads, frontier)

    def of_page(self, wanted: Wanted, here: str, leads: Leads, frontier: Frontier) -> None:
        """Note the links of a page that lead on within its site."""
        if leads.followed and self._crawls:
            self._note(wanted, (entry.address for entry in leads.entries), here, frontier)

    def of_page_again(self, address: str, frontier: Frontier) -> None:
        """Note where a page led when it was read, which is as it was."""
        if not self._crawls:
            return
        wanted = frontier.wanted(address)
        self._note(wanted, frontier.leads_of(address), address, frontier)

    def _note(
        self, wanted: Wanted, addresses: Iterable[str], here: str, frontier: Frontier
    ) -> None:
        site = site_host(here)
        frontier.add(
            (
                Wanted(address, WantedAs.PAGE, wanted.root, wanted.depth + 1, wanted.address)
                for address in addresses
                if site_host(address) == site
            ),
            self._decide,
        )

    def of_listing(self, listing: Wanted, here: str, leads: Leads, frontier: Frontier) -> None:
        """Each entry becomes an address of the frontier.

        A sitemap speaks of its own site alone, or of the one whose robots.txt names it
        (sitemaps.org: "Sitemaps & Cross Submits").
        """
        as_listing = leads.kind in _TO_LISTINGS
        site = listing.scope or site_host(here)
        free = listing.wanted_as is WantedAs.NAMED and leads.kind in _OF_ANY_SITE
        entries = leads.entries[: frontier.room()]
        frontier.add(
            (
                Wanted(
                    entry.address,
                    WantedAs.LISTING if as_listing else WantedAs.PAGE,
                    listing.root,
                    listing.depth if as_listing else listing.depth + 1,
                    listing.address,
                    entry.changed,
                    listed=True,
                    scope="" if free else site,
                )
                for entry in entries
            ),
            self._decide,
        )
        frontier.settle(
            listing.address,
            PageOutcome.LISTED,
            detail=leads.problem,
            left_out=leads.left_out + len(leads.entries) - len(entries),
            whole=not leads.problem,
        )

    def same_document(self, wanted: Wanted, address: str, own: str, frontier: Frontier) -> None:
        """An address is the document that another one names."""
        frontier.add([replace(wanted, address=address)], self._decide)
        outcome, reason = PageOutcome.NOT_REACHED, NotReached.DUPLICATE
        frontier.settle(address, outcome, reason, own, asked=False)
