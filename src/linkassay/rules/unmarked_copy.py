"""The text stands in another document of the audit, too, and does not name it.

What it says
More than half of the prose of one document stands in another document that was audited with it,
and no credit line and no link says so. The younger one is told of, by the days that both state;
where these say nothing, the one that was read later.

Why it matters
Whoever cites, dates or corrects the copy has to know of the source.

What to do
Name the source in a credit line and link to it; or leave it, where the two are meant to be alike.

When it is wrong
Both may have the text from a third place that neither names. A text is compared by a sample of its
runs of five words: what was put into other words, or translated, is not seen; nor are texts of
fewer than a hundred words, a document that is many times as long as the other, and what more than
eight documents of an audit have in common. What stands in quotation marks does not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from linkassay.model import (
    HALF,
    Case,
    Confidence,
    Copy,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    Requires,
    Rule,
    Share,
    Span,
    SubjectKind,
    Violation,
)
from linkassay.rules._copies import (
    is_marked,
    is_older,
    is_same_document,
    stated_day,
    statement,
)

LEAST_OWN = 0.25
"""At least so much of the copy itself is the other's text: a book that prints a whole letter is no
copy of it."""

_STORY = (
    "The harbour board met on Tuesday to look at the tide tables, and found that the old ones had "
    "been printed with the wrong year on every second page. Nobody had seen it, since the pilots "
    "carry their own, and the ferries sail by the clock on the customs house, which has been slow "
    "since the great storm. The board asked the printer for a new edition before the spring tides, "
    "and the printer asked the board for the money, which it has not. So the children of the pilot "
    "school went through all the copies with a pencil and corrected the year by hand, two pages a "
    "minute, until the lamps were lit and the last ferry had left for the islands.\n"
)

_OTHER = (
    "A lighthouse needs a keeper more than a lamp, said the oldest of the pilots when the council "
    "asked whether the tower on the northern rock should be closed. The lamp can be lit from the "
    "shore, but nobody on the shore can see whether the window is clean, whether gulls have built "
    "on the gallery or whether the door has blown open in the night. For three winters the council "
    "had tried it with a wire, and for three winters boats had gone out to mend the wire, which "
    "cost more than two keepers with their stove. In the end the keeper was kept, and so was the "
    "wire, by which he now talks to his sister on Sundays.\n"
)

RULE = Rule(
    slug="unmarked-copy",
    counted=("copy that is not marked as one", "copies that are not marked as such"),
    subject=SubjectKind.COPY,
    level=Level.NOTE,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    requires=Requires.COPIES,
    sound=(
        Example(_OTHER, documents={"courier.txt": _STORY}, why="two texts"),
        Example(
            f"{_STORY}\nThis article was first published by Reuters.\n",
            documents={"courier.txt": _STORY},
            why="a credit line says where it is from",
        ),
        Example(
            f"Published 4 March 2019\n\n{_STORY}",
            documents={"courier.txt": f"Published 6 March 2019\n\n{_STORY}"},
            why="it is the older one",
        ),
    ),
    faulty=(
        Example(
            f"Published 6 March 2019\n\n{_STORY}",
            documents={"courier.txt": f"Published 4 March 2019\n\n{_STORY}"},
            why="the same text two days later",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation for the first of the documents of which the case's is an unmarked copy."""
    first = next((copy for copy in case.copies if _is_copied(case, copy)), None)
    if first is None or case.copy is not first:
        return
    mine, theirs = stated_day(case.reading), stated_day(first.reading)
    is_decided = is_older(theirs, mine)
    yield Violation(
        message=_message(first, f" ({theirs})" if is_decided else ""),
        evidence=tuple(_evidence(first, case)),
        confidence=None if is_decided else Confidence.SUSPECTED,
        span=_place(case),
    )


def _is_copied(case: Case, copy: Copy) -> bool:
    """Whether the case's document has its text from the other, and names it nowhere."""
    here, other = case.reading, copy.reading
    if not _is_half(copy) or is_same_document(here.document, other.document):
        return False
    if is_marked(here, other) or is_marked(other, here):
        return False
    mine, theirs = stated_day(here), stated_day(other)
    return is_older(theirs, mine) or (copy.read_before and not is_older(mine, theirs))


def _place(case: Case) -> Span:
    """Where the document states its day, else its beginning."""
    clue = statement(case.reading)
    return Span(1, 1) if clue is None or clue.span is None else clue.span


def _is_half(copy: Copy) -> bool:
    if copy.own.at_least > HALF:
        return True
    return copy.others.at_least > HALF and copy.own.ratio >= LEAST_OWN


def _message(copy: Copy, when: str) -> str:
    name = copy.reading.document.locator
    if copy.own.at_least > HALF:
        return f"{_percent(copy.own)} of this text stands in {name}{when}, which it does not name."
    return f"{_percent(copy.others)} of {name}{when} stands in this text, which does not name it."


def _percent(share: Share) -> str:
    """`87 %`, or `about 87 %` where it is an estimate."""
    told = f"{round(100 * share.ratio)} %"
    return told if share.exact else f"About {told}"


def _evidence(copy: Copy, case: Case) -> Iterator[Evidence]:
    share = copy.own if copy.own.at_least > HALF else copy.others
    kept = f"{share.shared} of {share.of} runs of five words stand in both"
    if not share.exact:
        around = ceil(100 * (share.ratio - share.at_least))
        kept = f"of a sample, {kept}; the share is at least {round(100 * share.ratio) - around} %"
    yield Evidence(EvidenceKind.MARK, kept)
    if (mine := statement(case.reading)) is not None:
        line = mine.span.line if mine.span else None
        yield Evidence(EvidenceKind.CLUE, f"this document states its day: {mine.days}", line)
    if (theirs := stated_day(copy.reading)) is not None:
        yield Evidence(EvidenceKind.CLUE, f"the other states its day: {theirs}")
    if not is_older(stated_day(copy.reading), stated_day(case.reading)):
        yield Evidence(EvidenceKind.MARK, "which of the two is older cannot be told by their days")
