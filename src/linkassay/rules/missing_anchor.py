"""The place in a document that an address names is not there.

What it says
What stands after the `#` of a relative address is the name of no heading and no element of the
document that it leads to.

Why it matters
A reader lands at the top of the page and must look for what was meant.

What to do
Correct the name, or give the place that name.

When it is wrong
A script or a plugin makes the place when the page is shown, or the document is read by a renderer
that names headings in its own way.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    Citation,
    Confidence,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    Presence,
    Requires,
    Rule,
    Sign,
    SubjectKind,
    Violation,
)
from linkassay.tables.local import is_everywhere
from linkassay.urls.anchor_names import nearest
from linkassay.urls.local import is_page

RULE = Rule(
    slug="missing-anchor",
    counted=("place that its document does not have", "places that their documents do not have"),
    subject=SubjectKind.CITATION,
    sign=Sign.PLACE,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    requires=Requires.FILES,
    sound=(
        Example(
            "# Tides\n\nSee [the table](#high-water).\n\n## High water\n\nAt noon.\n",
            locator="a.md",
            why="the heading has that name",
        ),
        Example(
            "See [the table](b.md#L10).\n",
            files={"b.md": "# Tides\n"},
            locator="a.md",
            why="a code host shows lines so",
        ),
    ),
    faulty=(
        Example(
            "# Tides\n\nSee [the table](#low-water).\n\n## High water\n\nAt noon.\n",
            locator="a.md",
            why="no heading has that name",
        ),
        Example(
            "See [the table](b.md#low-water).\n",
            files={"b.md": "# Tides\n\n## High water\n\nAt noon.\n"},
            locator="a.md",
            why="nor has one of the other document",
        ),
    ),
)

_PREFIX = "user-content-"
"""GitHub puts it before each name in a page, and finds both. It leaves a hyphen where a picture or
an emoji stood beside the words of a heading."""


def check(case: Case) -> Iterator[Violation]:
    """A violation where the document is known and no renderer makes a place of this name in it."""
    citation, anchors = case.citation, case.file.anchors
    if citation is None or case.file.presence is not Presence.PRESENT or anchors is None:
        return
    name, made = citation.fragment, is_page(citation.target or "")
    if not name or is_everywhere(name, made=made) or _is_there(citation, name, anchors):
        return
    near = nearest(name, anchors)
    by_case = near is not None and near.lower() == name.lower()
    mild = by_case and not made
    where = "this document" if citation.target == case.reading.document.locator else "that document"
    says = f"There is no place “{name}” in {where}"
    yield Violation(
        message=f"{says}." if near is None else f"{says}; “{near}” is the nearest.",
        advice=_CAPITALS if by_case else "",
        evidence=(Evidence(EvidenceKind.TEXT, citation.written, citation.span.line),),
        level=Level.NOTE if mild else None,
        confidence=Confidence.SUSPECTED if mild else None,
        span=citation.span,
    )


_CAPITALS = "Write it as it is there: GitHub finds a heading in any case, browsers do not."


def _is_there(citation: Citation, name: str, anchors: frozenset[str]) -> bool:
    """Also as it is written: browsers look for that before they decode it (WHATWG HTML)."""
    plain, written = name.removeprefix(_PREFIX), citation.written.partition("#")[2]
    names = (name, plain, _PREFIX + plain, plain.strip("-"), written)
    return any(one in anchors for one in names)
