"""The sources of a corpus, taken in their order: read, or taken up as they were read before."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from linkassay.model import KnownBy, Source, UnreadSource, Walked
from linkassay.pipeline.same_again import reader_of, source_key
from linkassay.ports import Ledger, Told

if TYPE_CHECKING:
    from linkassay.pipeline.audit import Audit

SOURCES_AT_ONCE, BYTES_AT_ONCE = 256, 4 * 1024 * 1024
"""So many sources, or so much of them, are stored before they are committed: a ledger that fails
takes along what it was given since, and they are read again for the next one."""


@dataclass(slots=True)
class _InHand:
    """A source that is not committed yet; `known_by` is noted with its reading.

    `known` tells that the ledger has that reading already.
    """

    item: Source | UnreadSource
    known_by: KnownBy | None = None
    known: bool = False


class Taking:
    """Stores all sources of an audit, each once, in whichever ledger it is given.

    A source that says what a ledger has stored of it already (`source_key`) is not read again.
    `tell_one` is told of each that is stored.
    """

    def __init__(self, work: Audit, tell_one: Callable[[], None]) -> None:
        self._work = work
        self._tell_one = tell_one
        self._sources = iter(work.sources)
        self._in_hand: deque[_InHand] = deque()
        self._being_read = 0
        self._stored_bytes = 0
        self.stored = 0
        """How many sources are stored and not committed."""
        self.walked: list[str] = []
        """The prefixes below which all was named."""

    def read_into(self, ledger: Ledger) -> None:
        """Store what was not stored before; what a ledger lost when it failed comes again."""
        self.stored = self._stored_bytes = self._being_read = 0
        for told in self._work.readers.read(self._to_read(ledger)):
            self._take_up(ledger)
            self._being_read -= 1
            taken = self._in_hand[self.stored]
            named = not isinstance(taken.item, Source) or taken.item.named
            put(told, ledger, named=named, known_by=taken.known_by)
            del told  # or it would be kept while the next one is made
            self._note(taken, ledger)
        self._take_up(ledger)
        self._keep(ledger)

    def _to_read(self, ledger: Ledger) -> Iterator[Source | UnreadSource]:
        """What is in hand, then the other sources, each in hand until it is committed.

        Those that are known are left out: they are stored when their turn comes.
        """
        reader = reader_of(self._work) if ledger.remembers else None
        for taken in self._taken():
            taken.known = False
            if reader is not None and isinstance(taken.item, Source):
                known_by = KnownBy(taken.item.locator, source_key(taken.item, reader))
                taken.known_by = known_by
                taken.known = self._has_room() and ledger.has_read(known_by)
            if not taken.known:
                self._being_read += 1
                yield taken.item
            elif not self._being_read:
                self._take_up(ledger)

    def _taken(self) -> Iterator[_InHand]:
        yield from tuple(self._in_hand)
        for source in self._sources:
            if isinstance(source, Walked):
                self.walked.append(source.prefix)
                continue
            if self._work.reading is not None:
                self._work.reading(source.locator)
            taken = _InHand(source)
            self._in_hand.append(taken)
            yield taken

    def _has_room(self) -> bool:
        """Behind a source that takes long, no more known ones wait than are stored at once."""
        return len(self._in_hand) - self.stored <= SOURCES_AT_ONCE

    def _take_up(self, ledger: Ledger) -> None:
        """Store the known sources whose turn it is."""
        while self.stored < len(self._in_hand):
            taken = self._in_hand[self.stored]
            if not taken.known or taken.known_by is None:
                return
            ledger.take_again(taken.known_by)
            self._note(taken, ledger)

    def _note(self, taken: _InHand, ledger: Ledger) -> None:
        self.stored += 1
        self._stored_bytes += len(taken.item.data) if isinstance(taken.item, Source) else 0
        self._tell_one()
        if self.stored >= SOURCES_AT_ONCE or self._stored_bytes >= BYTES_AT_ONCE:
            self._keep(ledger)

    def _keep(self, ledger: Ledger) -> None:
        ledger.commit()
        for _ in range(self.stored):
            self._in_hand.popleft()
        self.stored = self._stored_bytes = 0


def put(
    told: Told,
    ledger: Ledger,
    fetched: date | None = None,
    *,
    named: bool = True,
    known_by: KnownBy | None = None,
) -> None:
    """Store what was told of one source; by `known_by` it is known again.

    What was not read in full may be read further another time, so nobody takes it up again.
    """
    if isinstance(told, UnreadSource):
        ledger.add_unread(told if named else replace(told, named=False))
        return
    if any(reading.limited is not None for reading in told):
        known_by = None
    for part, reading in enumerate(told):
        known = None if known_by is None else replace(known_by, part=part, parts=len(told))
        ledger.add_document(reading, fetched=fetched, known_by=known)
