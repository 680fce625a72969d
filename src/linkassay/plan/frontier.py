"""Whom to fetch next of a corpus on the web, and what is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from linkassay.model import Decision, Earlier, NotReached, Recheck, Wanted, WantedAs
from linkassay.urls.crawled import is_endless, site_host
from linkassay.urls.secrets import has_secret

AT_ONCE = 32
"""So many pages of a host are fetched before they are read and what they lead to is weighed."""

IN_WAVE = 1_000
"""So many pages of all hosts together."""

SAME_FORM_AT_ONCE = 8
"""Of pages that no listing names and whose addresses have one form, so many at once."""

MOST_BARREN = 8
"""After so many pages of one form in a row that brought nothing new the rest is left alone (our own
choice): calendars, and pagers that go on behind their end, bring nothing new for ever."""

MOST_LISTINGS = 1_000
"""So many listings are read in one run (our own choice; an index may name 50,000)."""

MOST_KNOWN = 250_000
"""So many addresses are noted in one run (our own choice)."""

TRUSTED = timedelta(days=30)
"""After so long a page is asked although its listing says that it did not change (our own choice):
many a site never renews what it says."""

STANDS = 10**15
"""The rank of what need not be asked."""

_UNKNOWN = 10**14
_KNOWN = 2 * 10**14
_DIGITS = len("20261124080000")
_LATEST = 99_991_231_235_959


@dataclass(frozen=True, slots=True)
class Following:
    """How an audit follows what leads from the addresses that were named.

    `depth` is how many links are followed from there, `None` for none at all; `today` is the day
    of the audit.
    """

    depth: int | None
    recheck: Recheck
    today: date

    def decide(self, wanted: Wanted, earlier: Earlier | None) -> Decision:
        """What is done with an address, by what is known of it."""
        reason = self._against(wanted)
        if reason is not None:
            return Decision(reason=reason)
        if wanted.wanted_as is not WantedAs.PAGE:
            return Decision()
        if earlier is not None and self._stands(wanted, earlier):
            return Decision(STANDS)
        return Decision(_rank(wanted, earlier))

    def _against(self, wanted: Wanted) -> NotReached | None:
        address = wanted.address
        if has_secret(address):
            return NotReached.SECRET
        if wanted.wanted_as is not WantedAs.PAGE:
            return None
        if wanted.scope and site_host(address) != wanted.scope:
            return NotReached.ELSEWHERE
        if wanted.listed:
            return None
        if is_endless(address):
            return NotReached.TRAP
        return NotReached.DEPTH if self.depth is None or wanted.depth > self.depth else None

    def _stands(self, wanted: Wanted, earlier: Earlier) -> bool:
        """Whether a listing says that a page is as it was when it was fetched."""
        if self.recheck is Recheck.ALL or wanted.changed is None:
            return False
        fetched = date.fromisoformat(earlier.fetched)
        lasting = self.today - fetched <= TRUSTED
        return lasting and wanted.changed[:10] < earlier.fetched


def _rank(wanted: Wanted, earlier: Earlier | None) -> int:
    """What changed last comes first, then what is new, then what was read before."""
    changed = wanted.changed
    if changed is not None and (earlier is None or changed[:10] >= earlier.fetched):
        digits = "".join(filter(str.isdigit, changed))[:_DIGITS]
        return _LATEST - int(digits.ljust(_DIGITS, "0"))
    return (_UNKNOWN if earlier is None else _KNOWN) + wanted.depth
