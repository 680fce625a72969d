"""The two protocols the wiring is given.

Takes: the nouns. Gives: `Fetcher` and `Ledger`, which the rim implements and tests fake.
Never: does anything itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from linkassay.model import History, Observation, Probe, Report, Run, Source


class Fetcher(Protocol):
    """Asks the web. Trouble comes back inside the observation; only a bug of ours raises."""

    def ask(self, probes: Sequence[Probe], heard: Callable[[Observation], None]) -> None:
        """Ask every probe and hand over one observation each, in the order of arrival."""

    def read(self, probe: Probe) -> tuple[Observation, Source | None]:
        """Fetch one article whole. No `Source` where no complete 2xx body came."""


class Ledger(Protocol):
    """Remembers. What `open_run` and `hear` were given stays, whatever happens after."""

    def open_run(self, run: Run, /) -> None:
        """Note that a run began."""

    def history(self, locators: Sequence[str], urls: Sequence[str], /) -> History:
        """What earlier runs say of these documents and links."""

    def hear(self, observations: Sequence[Observation], /) -> None:
        """Store observations of the open run as they came."""

    def close_run(self, report: Report, /) -> None:
        """Store everything the finished run has to tell, in one transaction."""
