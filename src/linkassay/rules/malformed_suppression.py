"""A comment that is to suppress something cannot be understood.

What it says
A comment begins with `linkassay:` and lacks a rule, a last day or a reason, or names a rule that
does not exist. It suppresses nothing.

Why it matters
Its author believes that it does.

What to do
Write it like `linkassay: suppress dead-link until 2027-01-31: moved to the intranet`.

When it is wrong
Where the comment is meant for somebody else; then it begins otherwise.
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
    Rule,
    Span,
    SubjectKind,
    Suppression,
    Violation,
)

RULE = Rule(
    slug="malformed-suppression",
    counted=("suppression that cannot be read", "suppressions that cannot be read"),
    subject=SubjectKind.SUPPRESSION,
    level=Level.WARNING,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    sound=(
        Example(
            "<!-- linkassay: suppress credit-without-link until 2027-01-31: no page -->\n\n"
            "This story was first published by Reuters.\n\nBy Ana Bell\n",
            locator="example.md",
            why="it holds and is of use",
        ),
    ),
    faulty=(
        Example(
            "<!-- linkassay: suppress dead-link -->\nSee https://example.org/a.\n",
            why="no last day and no reason",
        ),
        Example(
            "# linkassay: suppress dead-lnk until 2027-01-31: moved\nSee https://example.org/a.\n",
            why="no such rule",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation for a comment with an error, or whose rule does not exist."""
    if case.suppression is None:
        return
    item = case.suppression.suppression
    error = item.error or _unknown(item.rule)
    if error:
        yield Violation(
            message=f"This suppression cannot be understood: {error}.",
            evidence=(Evidence(EvidenceKind.TEXT, _words(item), item.line),),
            span=Span(item.line, item.column),
        )


def _words(item: Suppression) -> str:
    """What stands in the comment, as far as it was understood."""
    return ": ".join(filter(None, (item.rule, item.reason))) or "linkassay:"


def _unknown(rule: str) -> str:
    """What is wrong with the name of a rule; empty where it is one."""
    from difflib import get_close_matches

    from linkassay.rules import catalogue

    if rule in catalogue():
        return ""
    near = get_close_matches(rule, list(catalogue()), n=1)
    return f"there is no rule '{rule}'" + (f", but there is '{near[0]}'" if near else "")
