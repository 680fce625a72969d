"""False positives of the date rules: every warning on a page that nobody changed counts as one.

They are counted over links by where the gold has them (`article_gold`), and over pages. A page
without an upper bound of its own can hardly be warned of; so both are given of pages with one, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linkassay.model import Level
from score.article_gold import Standing
from score.audited import DATE_RULES
from score.halves import Half
from score.pages import Page
from score.tally import Counted, Scored, Tally, scored


def score(halves: Mapping[Half, Sequence[Page]]) -> Scored:
    """Warnings by link and by page."""
    return scored(NAME, ABOUT, halves, _rows, GOALS)


def examples(pages: Sequence[Page]) -> str:
    """Each page that is warned of, for the half that may be looked into."""
    lines = [
        f"    {item.rule} ({item.level}), {item.gap_days or 0:,} days: "
        f"{page.url[:70]} ({page.day})\n      {(item.url or '')[:110]}"
        for page in pages
        for item in page.findings
        if item.rule in DATE_RULES
    ]
    return "\n".join(["  findings of the tune half:", *lines])


def _rows(pages: Sequence[Page]) -> Counted:
    bounded = [page for page in pages if _is_bounded(page)]
    return [
        ("article links, pages with an upper bound", _links(bounded, Standing.ARTICLE)),
        ("article links, all pages", _links(pages, Standing.ARTICLE)),
        *(
            (f"{standing} links, all pages", _links(pages, standing))
            for standing in (Standing.UNDECIDED, Standing.ELSEWHERE)
        ),
        ("pages with an upper bound and dated links", _pages([p for p in bounded if p.dated])),
        ("all pages", _pages(pages)),
        ("article links, a note, all pages", _notes(pages)),
    ]


def _is_bounded(page: Page) -> bool:
    """Whether the headline tells a last day."""
    return bool(page.said) and all(last is not None for _, last in page.said)


def _links(pages: Sequence[Page], standing: Standing) -> Tally:
    those = [link for page in pages for link in page.dated if link.standing is standing]
    return Tally.that([link.level not in (None, Level.NOTE) for link in those])


def _notes(pages: Sequence[Page]) -> Tally:
    those = [link for page in pages for link in page.dated if link.standing is Standing.ARTICLE]
    return Tally.that([link.level is Level.NOTE for link in those])


def _pages(pages: Sequence[Page]) -> Tally:
    return Tally.that(
        [
            any(item.rule in DATE_RULES and item.level is not Level.NOTE for item in page.findings)
            for page in pages
        ]
    )


NAME = "Warnings about dates on untouched pages"
ABOUT = (
    "Real pages with their day as a person read it; halves by host. The article is told without "
    "our reader (tools/score/article_gold.py), a link is dated by address_days.py."
)
GOALS: Mapping[str, str] = {
    "article links, pages with an upper bound": "≤ 0.5 %",
    "pages with an upper bound and dated links": "≤ 2 %",
}
