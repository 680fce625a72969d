"""What the rules about dates share: a conflict, said with its clues."""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import Case, Clue, Conflict, Evidence, EvidenceKind, Group, format_date
from linkassay.tables.clues import clue_rule

OLD_TEXT = (
    "Old news\n\nOn Tuesday President Barack Obama met Chancellor Angela Merkel and\n"
    "Prime Minister David Cameron"
)
"""For examples: a text that its office holders date between May 2010 and July 2016."""

SMALL_GAP = 7
"""Days. A gap up to this is a note: a page is often mended in its first week without a word
(docs/design.md, Dates)."""

MOST_CLUES = 6
"""So many clues against a date are shown; the tightest come first."""


def conflict_sentence(conflict: Conflict) -> str:
    """The conflict in one sentence, with the gap."""
    claimed = str(conflict.claimed.days).removeprefix("on ").removeprefix("between ")
    days = "1 day" if conflict.gap_days == 1 else f"{conflict.gap_days:,} days"
    bound = "day that the document states of itself" if _is_stated(conflict) else _ALLOWED
    return (
        f"The address claims {claimed.replace(' and ', ' to ')}, {days} after the {bound} "
        f"({format_date(conflict.latest_allowed)})."
    )


_ALLOWED = "latest day the text allows"


def _is_stated(conflict: Conflict) -> bool:
    """Whether it is a stated day that the address does not fit: statements stand first."""
    first = conflict.against[:1]
    return any(clue_rule(clue.rule).statement is not None for clue in first)


def conflict_evidence(conflict: Conflict) -> Iterator[Evidence]:
    """The claim, the clues against it, and the marks of the explanation that holds."""
    yield _clue(conflict.claimed)
    for clue in conflict.against[:MOST_CLUES]:
        yield _clue(clue)
    if conflict.explanation is not None:
        for mark in conflict.explanation.marks:
            yield Evidence(EvidenceKind.MARK, mark)


def conflict_of(case: Case) -> Conflict | None:
    """The conflict of the case's link, if it has one."""
    return case.dating.conflict(case.link.url) if case.link else None


def _clue(clue: Clue) -> Evidence:
    line = clue.span.line if clue.span else None
    if clue.group is Group.URL:
        return Evidence(EvidenceKind.CLUE, f"the address has “{clue.text}” → {clue.days}", line)
    return Evidence(EvidenceKind.CLUE, f"“{clue.text}” → {clue.days} ({clue.source})", line)
