"""One document from its taking to what is told of it, whatever happens to its worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from linkassay.extract import unread
from linkassay.model import Leads, LeadsKind, Limit, Reading, Source, UnreadSource, codec
from linkassay.model.limits import MOST_ANSWER
from linkassay.ports import Told
from linkassay.urls.secrets import shown
from linkassay.workers.requests import Answer, Task
from linkassay.workers.tasks import ADDRESSES
from linkassay.workers.transcript import heard

GROWS = 5
"""So many times its document an answer may be: 7 for a list of nothing but links."""


@dataclass
class Job:
    """What is to be done with a source, and how far it is.

    A document that cannot be read in full is skimmed, and one that cannot be skimmed is told
    without its addresses; `limit` is what stopped the first try.
    """

    source: Source
    task: Task
    key: bytes | None = None
    is_done: bool = False
    limit: Limit | None = None
    _notes: tuple[str, ...] = ()
    _answer: tuple[Answer, bytearray] | None = None

    @property
    def size(self) -> int:
        """Bytes that are held for it, or will be until its answer has come."""
        read = len(self.source.data)
        return read + (len(self._answer[1]) if self._answer else min(read * GROWS, MOST_ANSWER))

    def answered(self, letter: Answer, body: bytearray) -> None:
        """Take what its worker answered."""
        if letter is Answer.MEMORY:
            self.failed(Limit.MEMORY)
        elif letter is Answer.FAILURE:
            self.failed(Limit.FAILURE, body.decode("utf-8", "replace"))
        else:
            self._answer, self.is_done = (letter, body), True

    def failed(self, limit: Limit, how: str = "") -> None:
        """Its worker met a limit: on to the lesser task, where there is one."""
        if self.limit is None:
            self.limit = limit
            self._notes = (f"the reader broke down: {how}",) if how else ()
        if self.task is Task.READ:
            self.task = Task.SKIM
        else:
            self.is_done = True

    def told(self) -> Told:
        """The readings of a source that is done with; at least one, unless it cannot be read.

        Asked for once: what it was told in is let go, it may be large.
        """
        try:
            return self._told()
        except ValueError as problem:
            limit = self.limit or Limit.FAILURE
            return (self._nothing(limit, f"the reader gave no reading: {problem}"),)
        finally:
            self._answer = None

    def addresses(self) -> Sequence[tuple[str, str]]:
        """What came of `Task.SECRETS`; nothing where the source could not be read."""
        if self._answer is None or self._answer[0] is not Answer.DONE:
            return ()
        try:
            found: Sequence[tuple[str, str]] = codec.load(self._answer[1], ADDRESSES)
        except ValueError:
            return ()
        return found

    def leads(self) -> Leads:
        """What came of `Task.LEADS`; a source that is too much for its limits leads nowhere."""
        if self._answer is None or self._answer[0] is not Answer.DONE:
            return Leads(LeadsKind.OTHER, problem="it took too much time or memory")
        try:
            found: Leads = codec.load(self._answer[1], Leads)
        except ValueError as problem:
            return Leads(LeadsKind.OTHER, problem=str(problem))
        return found

    def _told(self) -> Told:
        if self._answer is None:
            return (self._nothing(self.limit or Limit.FAILURE, *self._notes),)
        letter, body = self._answer
        if letter is Answer.UNREADABLE:
            what, advice = codec.load(body, tuple[str, str])
            return UnreadSource(self.source.locator, what, advice)
        readings = heard(body)
        for reading in readings:
            self._check_place(reading)
        if self.limit is None:
            return readings
        return [replace(one, limited=self.limit, notes=self._notes) for one in readings]

    def _check_place(self, reading: Reading) -> None:
        """A worker speaks of its own document alone, or of one that stands in it."""
        here = shown(self.source.locator, self.key)
        if reading.document.locator.partition("#")[0] != here.partition("#")[0]:
            raise ValueError("it speaks of another document")

    def _nothing(self, limit: Limit, *notes: str) -> Reading:
        document = unread(self.source, self.source.media_type or "", self.key)
        return Reading(document, notes=notes, limited=limit)
