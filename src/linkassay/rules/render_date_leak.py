"""The date in the address is the day a copy was made.

What it says
An address claims a date that the text rules out, and the signs say why: a template filled in the
day on which it made this copy.

Why it matters
Whoever reads the address takes a years-old page for a new one, and a search by date misses it.

What to do
Open the address, and cite the one it leads to. Do not take its date for a day of publication.

When it is wrong
Two signs are needed, but a digest of one day's news, quoted in a much older text, has them too.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    Confidence,
    Conflict,
    Example,
    ExplanationName,
    Level,
    Rule,
    Sign,
    SubjectKind,
    Violation,
)
from linkassay.rules._dates import (
    OLD_TEXT,
    SMALL_GAP,
    conflict_evidence,
    conflict_of,
    conflict_sentence,
)

_TEXT = OLD_TEXT + (
    ", and they all agreed to go on:\n\n"
    "https://example.org/{day}/one\nhttps://example.org/{day}/two\n\nwith their work.\n"
)

RULE = Rule(
    slug="render-date-leak",
    counted=("address dated by the day of a copy", "addresses dated by the day of a copy"),
    subject=SubjectKind.LINK,
    sign=Sign.CONFLICT,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(Example(_TEXT.format(day="2014/03/05"), why="the date fits the text"),),
    faulty=(
        Example(
            _TEXT.format(day="2025/10/29"),
            why="two addresses in boilerplate share one date, years too late",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where the link's date conflicts and a render-date leak explains it."""
    conflict = conflict_of(case)
    if conflict is None or conflict.explanation is None:
        return
    if conflict.explanation.name != ExplanationName.RENDER_DATE_LEAK:
        return
    yield Violation(
        message=f"{conflict_sentence(conflict)} "
        "It is most likely the day on which a template made this copy.",
        evidence=tuple(conflict_evidence(conflict)),
        level=None if _is_plain(conflict) else Level.NOTE,
        confidence=_confidence(conflict),
        explanation=ExplanationName.RENDER_DATE_LEAK,
        gap_days=conflict.gap_days,
        span=case.citations[0].span,
    )


def _is_plain(conflict: Conflict) -> bool:
    """Whether the day of the copy is proven, or the address is too late without a doubt."""
    proven = conflict.explanation is not None and conflict.explanation.proof
    return proven or (conflict.decided and conflict.gap_days > SMALL_GAP)


def _confidence(conflict: Conflict) -> Confidence | None:
    """Proof lifts the rule's own confidence; a doubt lowers it."""
    if conflict.explanation is not None and conflict.explanation.proof:
        return Confidence.CERTAIN
    return None if _is_plain(conflict) else Confidence.SUSPECTED
