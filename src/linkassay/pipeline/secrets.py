"""What must be asked with its secret is read again from its document when its turn comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from linkassay.model import Lane, NotChecked, Probe, SkipReason, Source
from linkassay.ports import Ledger

if TYPE_CHECKING:
    from linkassay.pipeline.audit import Audit


class Secrets:
    """Knows how the links with secrets must be asked.

    Holds those of one document at a time, and those of the articles that were fetched: an article
    is not fetched a second time for them. Nothing of it is stored.
    """

    def __init__(self, work: Audit) -> None:
        self._work = work
        self._of_articles: dict[str, str] = {}
        self._open = ""
        self._of_open: dict[str, str] = {}

    def keep(self, article: Source) -> None:
        """Keep what an article says, for the time when its links are asked."""
        for url, whole in self._work.readers.secret_addresses(article):
            self._of_articles.setdefault(url, whole)

    def lanes(self, ledger: Ledger) -> Iterator[Lane]:
        """What is to be asked, each address whole; one that is not found again is not checked."""
        for lane in ledger.lanes():
            windows = (self._whole(window, ledger) for window in lane.windows)
            yield replace(lane, windows=windows)

    def _whole(self, window: Sequence[Probe], ledger: Ledger) -> Sequence[Probe]:
        if not any(probe.secret for probe in window):
            return window
        found = [replace(probe, secret_url=self._address(probe, ledger)) for probe in window]
        ledger.skip([NotChecked(p.url, SkipReason.SECRET) for p in found if _lost(p)])
        return [probe for probe in found if not _lost(probe)]

    def _address(self, probe: Probe, ledger: Ledger) -> str | None:
        if not probe.secret:
            return probe.secret_url
        if probe.url in self._of_articles:
            return self._of_articles[probe.url]
        if probe.url in self._of_open:
            return self._of_open[probe.url]
        for locator in ledger.citing(probe.url):
            self._read(locator)
            if probe.url in self._of_open:
                return self._of_open[probe.url]
        return None

    def _read(self, locator: str) -> None:
        """Read a document again; one that is gone, or cannot be read any more, says nothing."""
        if locator == self._open or self._work.reopen is None:
            return
        source = self._work.reopen(locator) or self._work.reopen(locator.rpartition("#")[0])
        self._open, self._of_open = locator, {}
        if source is not None:
            for url, whole in self._work.readers.secret_addresses(source):
                self._of_open.setdefault(url, whole)


def _lost(probe: Probe) -> bool:
    return probe.secret and probe.secret_url is None
