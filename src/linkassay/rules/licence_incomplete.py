"""A Creative Commons licence is named without saying which.

What it says
A credit line names a Creative Commons licence, and gives neither its version nor its address; nor
does the document give one elsewhere.

Why it matters
The licences differ in what they allow: some forbid changes, others forbid trade. A reader cannot
tell which of them holds.

What to do
Name the licence in full, with its version, and link to its address on creativecommons.org.

When it is wrong
A licence that is told in full on another page of the same site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkassay.model import (
    VISIBLE,
    Attribution,
    Case,
    Confidence,
    CreditClass,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    Reading,
    Rule,
    SubjectKind,
    Violation,
)
from linkassay.rules._credits import leads_to_site, stated
from linkassay.tables.metadata import Fact

_CREATIVE_COMMONS = re.compile(r"creative ?commons|\bCC\b", re.IGNORECASE)
_VERSION = re.compile(r"\b[1-4]\.\d\b")
"""Creative Commons has published versions 1.0 to 4.0 of its licences."""
_SITE = "creativecommons.org"

RULE = Rule(
    slug="licence-incomplete",
    counted=("licence without its terms", "licences without their terms"),
    subject=SubjectKind.ATTRIBUTION,
    level=Level.NOTE,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example("This work is licensed under CC BY 4.0.\n", why="its version is told"),
        Example(
            "This work is licensed under a "
            "[Creative Commons licence](https://creativecommons.org/licenses/by/4.0/).\n",
            locator="a.md",
            why="its address is given",
        ),
        Example("This work is licensed under the MIT licence.\n", why="there is one of that name"),
    ),
    faulty=(
        Example("This work is licensed under a Creative Commons licence.\n", why="one of many"),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where a credit line leaves open which Creative Commons licence it means."""
    credit = case.attribution
    if credit is None or credit.credit is not CreditClass.LICENCE or credit.licence is None:
        return
    if not _CREATIVE_COMMONS.search(credit.licence) or _is_told(case.reading):
        return
    if _VERSION.search(credit.text) or _is_said_again(credit, case.reading):
        return
    yield Violation(
        message=f"The text names “{credit.licence}”, but neither its version nor its address.",
        evidence=(Evidence(EvidenceKind.TEXT, credit.text, credit.span.line),),
        span=credit.span,
    )


def _is_told(reading: Reading) -> bool:
    """Whether the document links to a licence, or its metadata name one in full."""
    if leads_to_site(reading, _SITE):
        return True
    licences = stated(reading.document, Fact.LICENCE)
    return any(_SITE in item.value or _VERSION.search(item.value) for item in licences)


def _is_said_again(credit: Attribution, reading: Reading) -> bool:
    """Whether the metadata say once more what a reader sees of a licence."""
    shown = any(item.licence and item.source == VISIBLE for item in reading.attributions)
    return shown and credit.source != VISIBLE
