"""An address looks as if it led elsewhere.

What it says
A reader may take the address for that of another site: it has a host's name before an `@`, letters
of several scripts in one name, letters that only look like Latin ones, characters that turn the
direction of writing or that nobody sees, or its words are the address of another site.

Why it matters
Such addresses are made to lead readers astray; where they come by copying, they mostly do not work.

What to do
Look closely at where it leads. Write it anew by hand, or take it out.

When it is wrong
A name that mixes scripts on purpose; words that show an old address of a site that has moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from linkassay.model import (
    Case,
    Confidence,
    Deceit,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    Rule,
    Sign,
    SubjectKind,
    Violation,
)
from linkassay.urls.deceit import name_before_at

RULE = Rule(
    slug="deceptive-address",
    counted=(
        "address that looks as if it led elsewhere",
        "addresses that look as if they led elsewhere",
    ),
    subject=SubjectKind.CITATION,
    sign=Sign.DECEITFUL,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example("See [the bank](https://bank.example.com/a).\n", locator="a.md", why="as it looks"),
        Example("See <https://anna@example.org/a>.\n", locator="a.md", why="a user name is none"),
        Example(
            "![www.bank.example.com](https://example.org/a.png)\n",
            locator="a.md",
            why="the words for a picture are not seen",
        ),
        Example(
            "[https://bank.example.com](https://web.archive.org/web/2020/https://bank.example.com)\n",
            locator="a.md",
            why="a copy of the page that the words name",
        ),
    ),
    faulty=(
        Example(
            "See [the bank](https://bank.example.com@example.org/a).\n",
            locator="a.md",
            why="what stands before the @ is not the host",
        ),
        Example(
            "See [the bank](https://b\u0430nk.example.org/a).\n",
            locator="a.md",
            why="one letter is Cyrillic",
        ),
        Example(
            "See [https://bank.example.com/a](https://example.org/a).\n",
            locator="a.md",
            why="the words are another address",
        ),
    ),
)

_SAYS: Mapping[Deceit, str] = {
    Deceit.USER_LIKE_HOST: "its “{user}@” looks like the host, which is “{host}”",
    Deceit.MIXED_SCRIPTS: "a part of its host mixes letters of several scripts",
    Deceit.LOOKALIKE: "a part of its host looks Latin, but its letters are of another script",
    Deceit.DIRECTION: "it has characters that turn the direction of writing",
    Deceit.INVISIBLE: "it has characters that nobody sees",
    Deceit.OTHER_HOST: "its words are an address of another site than “{host}”",
}

_MILD = frozenset({Deceit.INVISIBLE, Deceit.OTHER_HOST})
"""These came by copying and by careless words, not by design (7 on the real pages of
`make score`)."""


def check(case: Case) -> Iterator[Violation]:
    """One violation for a citation that may mislead, whatever the ways."""
    citation = case.citation
    if citation is None or citation.link is None or not citation.deceits:
        return
    user = name_before_at(citation.written) or "…"
    host = citation.link.host
    ways = "; ".join(_SAYS[one].format(host=host, user=user) for one in citation.deceits)
    mild = _MILD.issuperset(citation.deceits)
    words = citation.anchor if Deceit.OTHER_HOST in citation.deceits else None
    yield Violation(
        message=f"The address may mislead: {ways}.",
        evidence=(Evidence(EvidenceKind.TEXT, words or citation.written, citation.span.line),),
        level=Level.NOTE if mild else None,
        confidence=Confidence.SUSPECTED if mild else None,
        span=citation.span,
    )
