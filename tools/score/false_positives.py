"""False positives of the date rules: every finding on a page that nobody changed counts as one.

They are counted over pages, and over links by where they are cited and by whether they are
clicked or only embedded (pictures, scripts).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linkassay.model import Finding, Level, Region
from score.figures import share
from score.pages import Page

RULES = ("url-date-after-document", "render-date-leak")


def score(pages: Sequence[Page]) -> str:
    """The table, and below it each finding with its page."""
    lines = [f"False positives of the date rules ({len(pages)} untouched pages)"]
    with_dated = [page for page in pages if page.dated]
    for rule in RULES:
        hit = sum(any(_found(page, (rule,))) for page in with_dated)
        lines.append(f"  {rule:24} {share(hit, len(with_dated))} of pages with dated links")
    there = {(link.region, link.embedded) for page in with_dated for link in page.dated}
    kinds = [(region, embedded) for region in Region for embedded in (False, True)]
    lines += [_row(pages, *kind) for kind in kinds if kind in there]
    lines.append("  findings, one a page and rule:")
    lines += [
        _example(page, rule) for page in pages for rule in RULES if any(_found(page, (rule,)))
    ]
    return "\n".join(lines)


def _row(pages: Sequence[Page], region: Region, embedded: bool) -> str:
    links = findings = notes = on = touched = 0
    for page in pages:
        those = {
            link.url for link in page.dated if (link.region, link.embedded) == (region, embedded)
        }
        found = [item for item in _found(page, RULES) if item.url in those]
        links += len(those)
        findings += len(found)
        notes += sum(item.level is Level.NOTE for item in found)
        on += bool(those)
        touched += bool(found)
    kind = f"{region}, {'embedded' if embedded else 'clicked'}"
    more = f" ({notes} as notes)" if notes else ""
    return f"  {kind:24} links {share(findings, links)}{more}; pages {share(touched, on)}"


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
