"""Entries of a listing as they are found, so many and no more."""

from __future__ import annotations

from linkassay.model import Entry, Leads, LeadsKind
from linkassay.urls.crawled import crawled

MOST_ENTRIES = 50_000
"""sitemaps.org: a sitemap "must contain no more than 50,000 URLs"."""

MOST_CHARACTERS = 7 * 1024 * 1024
"""Of all entries together: what a worker may answer, less what their frame takes."""


class Collected:
    """Takes what a listing names, each address once; what is none of the web is passed over."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._found: dict[str, str | None] = {}
        self._characters = 0
        self.left_out = 0

    def add(self, written: str, changed: str | None = None, base: str | None = None) -> None:
        """Take an address as written; `base` is what it is relative to, if not the listing."""
        text = written.strip()
        address = crawled(text, base or self._base) if text else None
        size = len(address or "") + 24
        if address is None:
            return
        full = len(self._found) >= MOST_ENTRIES or self._characters + size > MOST_CHARACTERS
        if full and address not in self._found:
            self.left_out += 1
            return
        if address not in self._found:
            self._characters += size
        before = self._found.get(address)
        self._found[address] = max(filter(None, (before, changed)), default=None)

    def told(self, kind: LeadsKind, problem: str = "") -> Leads:
        """All that was taken."""
        entries = tuple(Entry(address, changed) for address, changed in self._found.items())
        return Leads(kind, entries, left_out=self.left_out, problem=problem)
