"""Judging on all cores: where documents are many, they are judged in processes beside this one.

What a process cannot do is done here, so that the same is found as without any.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from linkassay.model import Judged, Source, Unjudged, codec
from linkassay.pipeline.document_judge import DocumentJudge
from linkassay.ports import Hands, Ledger, Stored

if TYPE_CHECKING:
    from linkassay.pipeline.audit import Audit

ENOUGH = 2_000
"""Links from which on others help: with two processes 500 take longer than with none, 1,000 as
long, 2,000 four fifths and 20,000 half."""

EACH = 20
"""A document without links takes as long as so many links."""


class JudgedHereError(Exception):
    """A document that leads to files which must be read: that is done in one place, and counted."""


def judged(
    ledger: Ledger, work: Audit, now: datetime, judge: bytes | None, here: DocumentJudge
) -> Generator[tuple[Unjudged, Judged]]:
    """Each document that is to be judged with what was found in it, in the order of reading."""
    items = ledger.unjudged()
    if work.hands is not None and _may_share(work):
        first, enough = _begun(items)
        opener = ledger.beside() if enough else None
        items = chain(first, items)
        if opener is not None:
            begin = _judge_beside(opener, work, now, judge)
            yield from _shared(work.hands, items, begin, here)
            return
    for item in items:
        yield item, here.judged(item)


def _may_share(work: Audit) -> bool:
    """Whether each document can be judged by itself, and in another process.

    What is configured to be silent may have been of use in any of them, repairs are handed to the
    caller, and what a document was before a change is read.
    """
    alone = work.settings.suppressions or work.repairs is not None
    return not alone and work.base is None


def _begun(items: Iterator[Unjudged]) -> tuple[list[Unjudged], bool]:
    """The first documents, and whether they and those behind them are enough to be shared."""
    first: list[Unjudged] = []
    weight = 0
    for item in items:
        first.append(item)
        weight += EACH + item.citations
        if weight >= ENOUGH and len(first) > 1:
            return first, True
    return first, False


def _shared(
    hands: Hands,
    items: Iterator[Unjudged],
    begin: Callable[[], Callable[[bytes], bytes]],
    here: DocumentJudge,
) -> Iterator[tuple[Unjudged, Judged]]:
    taken: deque[Unjudged] = deque()

    def tasks() -> Iterator[bytes]:
        for item in items:
            taken.append(item)
            yield codec.dump(item)

    with closing(hands.each(tasks(), begin)) as each:
        for made in each:
            item = taken.popleft()
            yield item, here.judged(item) if made is None else codec.load(made, Judged)


def _judge_beside(
    opener: Callable[[], Stored], work: Audit, now: datetime, judge: bytes | None
) -> Callable[[], Callable[[bytes], bytes]]:
    """What a process begins with."""

    def begin() -> Callable[[bytes], bytes]:
        beside = DocumentJudge(opener(), _without_reading(work), now, judge)
        return lambda task: codec.dump(beside.judged(codec.load(task, Unjudged)))

    return begin


def _without_reading(work: Audit) -> Audit:
    """The audit, where no further file is opened: how many may be is bounded for all documents."""
    return work if work.open_beside is None else replace(work, open_beside=_not_here)


def _not_here(locator: str) -> Source | None:
    raise JudgedHereError(locator)
