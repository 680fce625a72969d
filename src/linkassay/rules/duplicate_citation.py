"""The same address is cited twice.

What it says
One address, with the same words to click on, stands more than once where a reader meets both: in
one passage, or as all that the document cites.

Why it matters
It is often the mark of a conversion: a link whose words ran over two lines is written out once
for each line.

What to do
Keep one of them, unless both have their place.

When it is wrong
A passage may well cite a page twice; that is why this is only a note. Nothing is said of an address
that a long document cites again further on.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from linkassay.model import (
    Case,
    Citation,
    Confidence,
    CreditClass,
    Evidence,
    EvidenceKind,
    Example,
    ExplanationName,
    Form,
    Level,
    Rule,
    Sign,
    Span,
    SubjectKind,
    Violation,
)
from linkassay.urls import slugify

RULE = Rule(
    slug="duplicate-citation",
    counted=("address cited again", "addresses cited again"),
    subject=SubjectKind.LINK,
    sign=Sign.REPEATED,
    level=Level.NOTE,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    sound=(
        Example("See https://example.org/a and https://example.org/b.\n", why="two addresses"),
        Example(
            "[One](https://example.org/a) and [two](https://example.org/a).\n",
            locator="a.md",
            why="different words lead there",
        ),
        Example(
            "See https://example.org/a.\n\nMore in https://example.org/b.\n\n"
            "The end is in https://example.org/a.\n",
            why="cited again further on",
        ),
        Example("Servers obey RFC 9110. So do clients: RFC 9110.\n", why="a standard is named"),
    ),
    faulty=(
        Example("https://example.org/a\nhttps://example.org/a\n", why="written out twice"),
        Example(
            "A story.\n\nRelated article: Two Ships Reach\nthe Harbour\n\n"
            "https://example.org/two-ships-reach-the-harbour\n"
            "https://example.org/two-ships-reach-the-harbour\n",
            why="a title that ran over two lines",
        ),
    ),
)


_REPEATED = (Form.EMBED, Form.IDENTIFIER)
"""A picture is shown more than once, and a standard is named wherever it matters."""


_PASSAGE = 600
"""So many characters on one line may be one passage: a page may have no line ends at all."""


def check(case: Case) -> Iterator[Violation]:
    """A violation for each group of citations that share address and words."""
    groups: dict[tuple[str | None, str | None], list[Citation]] = {}
    related = _is_related(case)
    for citation in case.citations:
        in_menu = citation.region.is_boilerplate and citation.form is Form.INLINE
        if citation.form not in _REPEATED and (related or not in_menu):
            groups.setdefault((citation.parsed, citation.anchor), []).append(citation)
    for copies in groups.values():
        if len(copies) < 2:
            continue
        wrapped = _wrapped_title(case, copies)
        if not (wrapped or _are_near(copies) or _is_only_source(case)):
            continue
        yield Violation(
            message=f"This address stands {len(copies)} times in the document."
            + (f" Its title ran over {len(copies)} lines, once for each." if wrapped else ""),
            evidence=tuple(_evidence(copies, wrapped)),
            explanation=ExplanationName.WRAPPED_ANCHOR if wrapped else None,
            span=copies[1].span,
            key=_key(copies[0]),
        )


def _are_near(copies: list[Citation]) -> bool:
    """Whether two copies follow each other on one line or on neighbouring ones."""
    return any(_is_near(one.span, other.span) for one, other in pairwise(copies))


def _is_near(one: Span, other: Span) -> bool:
    if one.line is None or other.line is None or other.line - (one.end_line or one.line) > 1:
        return False
    if one.start is None or other.start is None:
        return True
    return other.start - one.start <= _PASSAGE


def _is_only_source(case: Case) -> bool:
    """Whether the author's own text cites nothing else."""
    if case.link is None or all(item.region.is_boilerplate for item in case.citations):
        return False
    url = case.link.url
    return all(item.region.is_boilerplate or item.url == url for item in case.reading.citations)


def _key(citation: Citation) -> str:
    """The words, and what stands in the address beside its identity (a fragment)."""
    rest = (citation.parsed or "").removeprefix(citation.url)
    return slugify(f"{citation.anchor or ''} {rest}")


def _evidence(copies: list[Citation], wrapped: int | None) -> Iterator[Evidence]:
    for citation in copies:
        yield Evidence(EvidenceKind.TEXT, citation.written, citation.span.line)
    if wrapped:
        yield Evidence(EvidenceKind.MARK, f"title: “{copies[0].anchor}”", wrapped)


def _is_related(case: Case) -> bool:
    """Whether a related title leads there; in other boilerplate, menus above all, copies are usual.

    A bare address stands in no menu.
    """
    return case.link is not None and any(
        item.credit is CreditClass.RELATED and case.link.url in item.links
        for item in case.reading.attributions
    )


def _wrapped_title(case: Case, copies: list[Citation]) -> int | None:
    """The line of the related title that has as many lines as there are copies, if there is one."""
    for item in case.reading.attributions:
        is_title = item.credit is CreditClass.RELATED and copies[0].url in item.links
        if is_title and item.span.lines == len(copies):
            return item.span.line
    return None
