"""The ledger that the wiring holds: the steps of a run in their order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial

from linkassay.ledger import (
    answers,
    current,
    departures,
    documents,
    known_sources,
    links,
    private,
    sealing,
)
from linkassay.ledger.beside import Beside
from linkassay.ledger.candidates import Candidates
from linkassay.ledger.frontier import Frontier
from linkassay.ledger.rounds import Rounds
from linkassay.ledger.sqlite_errors import LockedError, translated, translated_each
from linkassay.ledger.writer import Writer
from linkassay.model import (
    Condition,
    ConditionName,
    Finding,
    Judged,
    KnownBy,
    Lane,
    Look,
    NotChecked,
    Outcome,
    Reading,
    Settled,
    SkipReason,
    StillStands,
    StoredDocument,
    Target,
    Unjudged,
    UnreadSource,
    Unsettled,
)


class SqliteLedger(Writer):
    """The steps of a run on one database. Implements `ports.Ledger`; use it with `with`."""

    @translated
    def elsewhere(self) -> SqliteLedger:
        """A private ledger that holds the open run as far as it was stored, to go on in."""
        if self._path is None:
            raise ValueError("this ledger is private already")
        self._transactions.rollback()
        ledger = SqliteLedger(private.carry_over(self._path, self._run.key), None)
        ledger._opened(self._run.key, None)
        return ledger

    def add_document(
        self, reading: Reading, *, fetched: date | None = None, known_by: KnownBy | None = None
    ) -> None:
        """Store what one document says; one that the run has read already is left as it is."""
        rows = 1 + len(reading.citations) + len(reading.attributions) + len(reading.clues)
        add = partial(self._run.documents.add, reading, fetched, known_by)
        self._transactions.later(rows, add)

    @translated
    def has_read(self, known_by: KnownBy) -> bool:
        """Whether all documents of a source are stored as its key names them."""
        return known_sources.is_known(self._connection, known_by)

    def take_again(self, known_by: KnownBy) -> None:
        """The documents of a source, as they are stored, are the next ones."""
        self._transactions.later(1, partial(self._run.documents.take_known, known_by))

    def keep_article(self, locator: str) -> bool:
        """Whether the run has fetched and read an article before; then it stands here again."""
        with self._transactions.writing():
            return self._run.documents.keep_article(locator)

    def add_unread(self, item: UnreadSource) -> None:
        """Note a source that could not be read, once."""
        self._transactions.later(1, partial(self._run.documents.add_unread, item))

    def end_reading(self, walked: Sequence[str], exists: Callable[[str], bool]) -> None:
        """All is read; what is missing below these locator prefixes has left the corpus."""
        self.commit()
        departures.note_departures(self._transactions, self._run.key, walked, exists)

    @property
    def frontier(self) -> Frontier:
        """What the open run's corpus on the web leads to."""
        return self._run.frontier

    @translated
    def leave(self, those: StillStands) -> None:
        """Note all links that need not be asked, in one go."""
        self._run.candidates.carry()
        self._run.planning.leave(those)

    @translated_each
    def targets(self) -> Iterator[Target]:
        """Each address that the run's documents cite, once: links first."""
        self._run.candidates.carry()
        return self._run.planning.targets()

    @translated
    def plan(self, decided: Iterable[tuple[Target, SkipReason | None]]) -> int:
        """Note what is to be asked and what is not; gives how many links are to be asked."""
        self._run.planning.take(decided)
        return self._run.planning.count()

    @translated
    def hosts_planned(self) -> int:
        """How many hosts there is something to ask of."""
        return self._run.planning.count_hosts()

    @translated_each
    def lanes(self) -> Iterator[Lane]:
        """What is to be asked, host by host."""
        return self._run.planning.lanes()

    @translated_each
    def citing(self, url: str) -> Iterator[str]:
        """The locators of the run's documents that cite a link."""
        return self._run.planning.citing(url)

    @translated
    def skip(self, items: Sequence[NotChecked]) -> None:
        """Note links that could not be checked after all."""
        for item in items:
            self._run.planning.skip(self._keys.link(item.url), item)
        self.commit()

    def record(self, looks: Sequence[tuple[Look, Condition]], *, patient: bool = True) -> bool:
        """Store looks as they came, each with how it is read alone, and commit them."""
        rows = [answers.prepared(look, condition) for look, condition in looks]
        try:
            with self._transactions.chunk(patient=patient):
                links = self._keys.links(look.url for look in rows)
                self._run.looks.store((links[look.url], look) for look in rows)
        except LockedError:
            if patient:
                raise
            return False
        return True

    @translated
    def looks_at(self, url: str) -> Sequence[Look]:
        """The looks of the run at one link, in their order."""
        return answers.looks_at(self._connection, self._run.key, url)

    @property
    def choices(self) -> Candidates:
        """What the wrapped addresses of the open run are."""
        return self._run.candidates

    @property
    def rounds(self) -> Rounds:
        """The further rounds of asking in the open run."""
        return self._run.rounds

    @translated
    def settle_alive(self, proofs: Collection[ConditionName]) -> None:
        """Store the verdict on links whose only look certainly proves life, as those before did."""
        links.settle_alive(self._transactions, self._run.key, self._run.name, proofs)

    @translated_each
    def unsettled(self) -> Iterator[Sequence[Unsettled]]:
        """Each other link that was looked at in this run, with its state before, in chunks."""
        for chunk in links.unsettled(self._connection, self._run.key):
            self._keys.know_links({row.item.url: row.link for row in chunk})
            yield [row.item for row in chunk]

    @translated
    def settle(self, checks: Sequence[Settled]) -> None:
        """Store the verdict of this run on links."""
        keyed = [(self._keys.link(check.url), check) for check in checks]
        with self._transactions.chunk() as connection:
            links.settle(connection, self._run.key, self._run.name, keyed)

    @translated
    def keep_judgements(self, day: date, judge: bytes) -> int:
        """What was found in documents that are as they were is found again; gives how many."""
        self.commit()
        self._run.copies.find()
        return self._run.results.judgements.keep(day, judge)

    @translated_each
    def unjudged(self) -> Iterator[Unjudged]:
        """The run's documents that are to be judged, in the order in which they were read."""
        run = self._run
        run.copies.find()
        return documents.unjudged(self._connection, run.key, run.copies)

    @translated
    def document(self, item: Unjudged) -> StoredDocument:
        """A document that is to be judged, read back."""
        return documents.stored(self._connection, self._run.key, item)

    def beside(self) -> Callable[[], Beside] | None:
        """Opens in another process what was stored up to now; a private ledger has no other."""
        if self._path is None or self._readonly:
            return None
        self.commit()
        return partial(Beside, self._path, self._run.key)

    @translated
    def anchors(self, locator: str) -> Sequence[str] | None:
        """The names of the places in a document; raises `KeyError` for one the run did not read."""
        return documents.anchors(self._connection, self._run.key, locator)

    @translated
    def addresses_on(self, host: str) -> Sequence[str]:
        """The newest links of a host, of all documents and runs, up to `documents.MOST_LINKS`."""
        return documents.addresses_on(self._connection, host)

    @translated
    def leading_to(self, url: str) -> Sequence[str]:
        """Links of the run whose redirects ended at an address, up to `documents.MOST_LEADING`."""
        return documents.leading_to(self._connection, self._run.key, url)

    def add_judged(self, item: Unjudged, judged: Judged) -> None:
        """Store what was found in a document."""
        rows = 1 + len(judged.conflicts) + len(judged.findings)
        add = partial(self._run.results.add, item.document, item.version, judged)
        self._transactions.later(rows, add)

    @translated_each
    def departed(self) -> Iterator[Sequence[Finding]]:
        """For each document that left the corpus, the findings that were open on it."""
        self._transactions.later(1, self._run.results.rest)
        return departures.departed(self._connection, self._run.key)

    def add_closed(self, findings: Sequence[Finding]) -> None:
        """Store findings that are no longer open, of documents that this run did not read."""
        closed = partial(self._run.results.findings, tuple(findings))
        self._transactions.later(len(findings), closed)

    @translated
    def seal(self, finished: datetime, outcome: Outcome) -> None:
        """Close the run for good: count it, prove it, and bring the current state up to date."""
        run, remembers = self._run, self.remembers
        self.commit()
        counts = self._report(run.key).counts
        proven = run.name if remembers else None
        sealing.seal(self._transactions, run.key, proven, counts, finished, outcome)
        if remembers:
            current.bring_up_to_date(self._transactions)
        if run.lock is not None:
            run.lock.release()
