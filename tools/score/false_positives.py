"""False positives of the date rules: every finding on a page that nobody changed counts as one.

They are counted over pages, and over links by where they are cited and by whether they are
clicked or only embedded (pictures, scripts).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from linkassay.model import Finding, Level, Region
from score.figures import share
from score.halves import Half, Rows, table
from score.pages import Page

RULES = ("url-date-after-document", "render-date-leak")


def score(halves: Mapping[Half, Sequence[Page]]) -> str:
    """The table, and below it each finding of the half that may be looked into."""
    tune = halves.get(Half.TUNE, ())
    return "\n".join(
        [
            table("False positives of the date rules (untouched pages)", _rows, halves),
            "  findings of the tune half, one a page and rule:",
            *(_example(*pair) for pair in product(tune, RULES) if _touches(*pair)),
        ]
    )


def _rows(pages: Sequence[Page]) -> Rows:
    with_dated = [page for page in pages if page.dated]
    there = {(link.region, link.embedded) for page in with_dated for link in page.dated}
    kinds = [(region, embedded) for region in Region for embedded in (False, True)]
    return [
        *((f"{rule}, pages", _pages(with_dated, rule)) for rule in RULES),
        *(
            (f"{region}, {'embedded' if embedded else 'clicked'}", _links(pages, region, embedded))
            for region, embedded in kinds
            if (region, embedded) in there
        ),
    ]


def _pages(pages: Sequence[Page], rule: str) -> str:
    return share(sum(_touches(page, rule) for page in pages), len(pages))


def _links(pages: Sequence[Page], region: Region, embedded: bool) -> str:
    links = findings = notes = 0
    for page in pages:
        those = {
            link.url for link in page.dated if (link.region, link.embedded) == (region, embedded)
        }
        found = [item for item in _found(page, RULES) if item.url in those]
        links += len(those)
        findings += len(found)
        notes += sum(item.level is Level.NOTE for item in found)
    return share(findings, links) + (f" ({notes} notes)" if notes else "")


def _touches(page: Page, rule: str) -> bool:
    return any(_found(page, (rule,)))


def _found(page: Page, rules: Sequence[str]) -> Iterator[Finding]:
    return (item for item in page.findings if item.rule in rules)


def _example(page: Page, rule: str) -> str:
    found = list(_found(page, (rule,)))
    gap = max(item.gap_days or 0 for item in found)
    example = found[0].url or ""
    return (
        f"    {rule} x{len(found)}, at most {gap:,} days: {page.url[:70]} ({page.day})\n"
        f"      {example[:110]}"
    )
