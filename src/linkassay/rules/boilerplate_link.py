"""An address stands in boilerplate, which explains its date.

What it says
An address whose date does not fit the text stands among what a template put around it: a block of
related links, a sidebar.

Why it matters
Such links are newer than the text on one page in four; they tell when the copy was made, not when
the text was written.

What to do
Do not date the text by these addresses. Nothing else needs doing.

When it is wrong
It accuses nobody: it only says why a date does not fit.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    Confidence,
    Conflict,
    Evidence,
    EvidenceKind,
    Example,
    ExplanationName,
    Level,
    Rule,
    SubjectKind,
    Violation,
)
from linkassay.rules._dates import OLD_TEXT

_TEXT = OLD_TEXT + (
    ", and they all agreed to go on:\n\nhttps://example.org/{path}\n\nwith their work.\n"
)

RULE = Rule(
    slug="boilerplate-link",
    counted=("address in boilerplate", "addresses in boilerplate"),
    subject=SubjectKind.DOCUMENT,
    level=Level.NOTE,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(Example(_TEXT.format(path="2014/03/05/one"), why="there is no date to explain"),),
    faulty=(Example(_TEXT.format(path="2025/10/29/one"), why="a newer link in boilerplate"),),
)


def check(case: Case) -> Iterator[Violation]:
    """One violation for the document, if any conflicting link is cited in boilerplate only."""
    conflicts = [item for item in case.dating.conflicts if _only_in_boilerplate(case, item)]
    if not conflicts:
        return
    cited = [citation for item in conflicts for citation in case.reading.citing(item.url)]
    lines = sorted({citation.span.line for citation in cited if citation.span.line})
    yield Violation(
        message=f"{_addresses(len(conflicts))} after the text's own time "
        f"{'stands' if len(conflicts) == 1 else 'stand'} in boilerplate ({_range(lines)}), which a "
        "template puts around the text.",
        evidence=tuple(Evidence(EvidenceKind.TEXT, item.written, item.span.line) for item in cited),
        explanation=ExplanationName.PLAIN_BOILERPLATE,
        gap_days=max(item.gap_days for item in conflicts),
        span=cited[0].span,
    )


def _only_in_boilerplate(case: Case, conflict: Conflict) -> bool:
    return all(item.region.is_boilerplate for item in case.reading.citing(conflict.url))


def _addresses(number: int) -> str:
    return "An address with a date" if number == 1 else f"{number} addresses with dates"


def _range(lines: list[int]) -> str:
    if len(lines) == 1:
        return f"line {lines[0]}"
    return f"lines {lines[0]} to {lines[-1]}"
