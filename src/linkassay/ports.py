"""The two protocols the wiring is given.

Takes: the nouns. Gives: `Fetcher` and `Ledger`, which the rim implements and tests can fake.
Never: does anything itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from linkassay.model import (
    Citation,
    Condition,
    Conflict,
    Finding,
    Lane,
    LinkCheck,
    Look,
    NotChecked,
    Observation,
    Outcome,
    PastCheck,
    Probe,
    Published,
    Reading,
    Report,
    Run,
    Source,
    StoredDocument,
    UnreadSource,
)


class Fetcher(Protocol):
    """Asks the web. Errors come back inside the observation; only a bug of ours raises."""

    def ask(
        self, lanes: Iterable[Lane], record: Callable[[Sequence[Observation]], None], /
    ) -> None:
        """Ask every probe of every lane, and hand the observations over in batches as they come.

        Each probe gives exactly one observation. Lanes are taken and their windows opened only as
        there is room for them, so that memory does not grow with their number. What was answered
        before an interruption or an exception of `record` is handed over first, and then it comes
        out.
        """

    def fetch_document(self, probe: Probe, /) -> tuple[Observation, Source | None]:
        """Fetch one article whole. No `Source` where no complete 2xx body came."""


class Ledger(Protocol):
    """Remembers, and is the working memory of a run. Every method raises `LedgerError`.

    What it was given and has committed stays, whatever happens after. A run counts once it is
    sealed; until then it may be taken up again.
    """

    def begin(self, run: Run, /) -> Run:
        """Begin a run, or take up the unsealed one with the same settings; gives the run meant."""

    # Reading: one document at a time, then it may be forgotten.

    def add_document(self, reading: Reading, /, *, fetched: date | None = None) -> None:
        """Store what one document says."""

    def add_unread(self, item: UnreadSource, /) -> None:
        """Note a source that could not be read."""

    def end_reading(self, walked: Sequence[str], /) -> None:
        """All is read; what is missing below these locator prefixes has left the corpus."""

    # Asking: from the plan to the answers.

    def cited(self) -> Iterator[Citation]:
        """Each address that the run's documents cite, once, links before malformed ones."""

    def plan(self, probes: Iterable[Probe], not_checked: Iterable[NotChecked], /) -> None:
        """Note what is to be asked and what is not; what this run has asked before is left out."""

    def planned(self) -> int:
        """How many links are still to be asked."""

    def lanes(self) -> Iterator[Lane]:
        """What is to be asked, host by host."""

    def citing(self, url: str, /) -> Iterator[str]:
        """The locators of this run's documents that cite a link."""

    def record(self, looks: Sequence[tuple[Look, Condition]], /) -> None:
        """Store looks as they came, each with how it is read."""

    # Settling: what this run's looks mean for each link.

    def unsettled(self) -> Iterator[tuple[LinkCheck, Sequence[PastCheck]]]:
        """Each link that was looked at in this run, and is to be settled, with its past."""

    def settle(self, checks: Sequence[LinkCheck], /) -> None:
        """Store the verdict of this run on links."""

    # Judging: one document at a time, read back.

    def stored_documents(self) -> Iterator[StoredDocument]:
        """The run's documents in the order in which they were read."""

    def add_result(
        self,
        locator: str,
        published: Published | None,
        conflicts: Sequence[Conflict],
        findings: Sequence[Finding],
        /,
    ) -> None:
        """Store what was found in one document, its findings in their order."""

    def departed(self) -> Iterator[Sequence[Finding]]:
        """For each document that left the corpus, the findings that were open on it."""

    def add_closed(self, findings: Sequence[Finding], /) -> None:
        """Store findings that are no longer open, of documents that this run did not read."""

    # The end.

    def seal(self, finished: datetime, outcome: Outcome, /) -> None:
        """Close the run for good: count it, prove it, and bring the current state up to date."""

    def report(self, name: str, /) -> Report:
        """A run as it is told; raises `UsageError` where there is no such run."""
