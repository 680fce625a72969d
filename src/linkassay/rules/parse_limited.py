"""A document could not be read in full.

What it says
Reading the document took more time or memory than one of its size gets, or it says more than is
kept of one document, or its reader broke down over it. Only its addresses were gathered, as many as
there was room and time for, each with its line; nothing else that it says is known.

Why it matters
An audit that passes over a part of a document in silence looks clean and is not. Its dates and
credit lines are not known, and addresses may be missing.

What to do
Split the document, or save its text without what makes it heavy (nested markup, generated lists).
If it is of an ordinary size and shape, report it: then the reader is at fault.

When it is wrong
A machine that is much slower than those on which the limits were measured.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    Confidence,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    Limit,
    Reading,
    Rule,
    Span,
    SubjectKind,
    Violation,
)
from linkassay.model.limits import (
    ANSWER_PER_BYTE,
    BASE_ANSWER,
    BASE_MEMORY,
    BASE_SECONDS,
    MEMORY_PER_BYTE,
    MIB,
    MOST_ANSWER,
    MOST_MEMORY,
    MOST_SECONDS,
    SECONDS_PER_MIB,
)

RULE = Rule(
    slug="parse-limited",
    counted=("document not read in full", "documents not read in full"),
    subject=SubjectKind.DOCUMENT,
    level=Level.WARNING,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    sound=(Example("See https://example.org/a for it.\n", why="it was read in full"),),
    faulty=(
        Example(
            "See https://example.org/a for it.\n", limited=Limit.TIME, why="reading took too long"
        ),
    ),
)

_REASONS = {
    Limit.TIME: (
        "it took more time than a document of its size gets"
        f" ({BASE_SECONDS:g} seconds of a processor and {SECONDS_PER_MIB:g} for each MiB,"
        f" at most {MOST_SECONDS:g})"
    ),
    Limit.MEMORY: (
        "it took more memory than a document of its size gets"
        f" ({BASE_MEMORY // MIB} MiB and {MEMORY_PER_BYTE} for each MiB,"
        f" at most {MOST_MEMORY // MIB})"
    ),
    Limit.SIZE: (
        "it says more than is kept of a document of its size"
        f" ({BASE_ANSWER // MIB} MiB and {ANSWER_PER_BYTE} for each MiB,"
        f" at most {MOST_ANSWER // MIB})"
    ),
    Limit.FAILURE: "its reader broke down over it",
}


_SPLIT = "Split the document: each part is read in full then."


def check(case: Case) -> Iterator[Violation]:
    """A violation for a document whose reading is limited."""
    reading = case.reading
    if reading.limited is None:
        return
    first = reading.citations[0].span if reading.citations else Span(1, 1)
    yield Violation(
        message=f"This document was not read in full: {_REASONS[reading.limited]}.",
        advice=_SPLIT if reading.limited is Limit.SIZE else "",
        evidence=(Evidence(EvidenceKind.MARK, _gathered(reading), first.line),),
        span=first,
    )


def _gathered(reading: Reading) -> str:
    """How many addresses there are, without those in code (a rule sees none), and up to where."""
    count = len(reading.citations)
    kept = "1 address was" if count == 1 else f"{count:,} addresses were"
    last = max((item.span.line or 0 for item in reading.citations), default=0)
    until = f", the last in line {last:,}" if last and count > 1 else ""
    return f"{kept} gathered from it outside of code{until}"
