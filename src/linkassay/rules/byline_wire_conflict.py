"""The dateline and the byline name two agencies.

What it says
A dateline gives the text to one known outlet, and every byline or agency line that names an outlet
gives it to others.

Why it matters
Whoever quotes or licenses the text does not know whose it is.

What to do
Find out whose text it is, and name that one alone, or both as sources.

When it is wrong
A text put together from the reports of two agencies; an outlet that prints its own name above the
reports of an agency.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Attribution,
    Case,
    Confidence,
    CreditClass,
    Document,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    Rule,
    SubjectKind,
    Violation,
)
from linkassay.rules._credits import is_own
from linkassay.tables.outlets import Outlet, outlet_named, outlets_in

_SIGNED = frozenset({CreditClass.BYLINE, CreditClass.WIRE_CREDIT})
_TEXT = "A story\n\nBy {who}\n\nLONDON (Reuters) - The ships came in on Tuesday.\n"

RULE = Rule(
    slug="byline-wire-conflict",
    counted=(
        "byline of another agency than its dateline",
        "bylines of other agencies than their datelines",
    ),
    subject=SubjectKind.DOCUMENT,
    level=Level.NOTE,
    confidence=Confidence.SUSPECTED,
    since="0.1.0",
    sound=(
        Example(_TEXT.format(who="Reuters"), why="the same agency twice"),
        Example(_TEXT.format(who="Ana Bell"), why="agencies have writers"),
    ),
    faulty=(Example(_TEXT.format(who="The Associated Press"), why="two agencies"),),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where a dateline's outlet is none of those that sign the text."""
    credits_ = case.reading.attributions
    dateline = next((item for item in credits_ if item.credit is CreditClass.DATELINE), None)
    agency = _known(dateline) if dateline else None
    signed = [item for item in credits_ if _signs(item, case.reading.document)]
    if dateline is None or agency is None or not signed:
        return
    if any(_names(item, agency) for item in signed):
        return
    yield Violation(
        message=(
            f"The dateline gives the text to {dateline.outlet}, but it is signed by "
            f"{signed[0].outlet}."
        ),
        evidence=tuple(
            Evidence(EvidenceKind.TEXT, item.text, item.span.line) for item in (dateline, signed[0])
        ),
        span=dateline.span,
    )


def _signs(credit: Attribution, document: Document) -> bool:
    """Whether a credit gives the text to a known outlet that is not the page's own."""
    if credit.credit not in _SIGNED or _known(credit) is None:
        return False
    return credit.outlet is not None and not is_own(credit.outlet, document)


def _known(credit: Attribution) -> Outlet | None:
    return outlet_named(credit.outlet) if credit.outlet is not None else None


def _names(credit: Attribution, agency: Outlet) -> bool:
    """Whether a credit names an outlet, alone or with others, or another name on its hosts."""
    named = {outlet.name: outlet for outlet, _, _ in outlets_in(credit.text)}
    known = _known(credit)
    return any(
        item is agency or not set(item.hosts).isdisjoint(agency.hosts)
        for item in (*named.values(), *([known] if known else ()))
    )
