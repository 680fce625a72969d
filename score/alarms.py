"""False alarms of the date rules on pages that nobody tampered with: every alarm counts as false.

They are counted over pages, and over links by where they are cited and by whether they are
clicked or only embedded (pictures, scripts).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from figures import share
from linkassay.model import Finding, Level, Region
from reading import DatedLink, Page

RULES = ("url-date-after-document", "render-date-leak")


def score(pages: Sequence[Page]) -> str:
    """The table, and below it each alarm with its page."""
    lines = [f"False alarms of the date rules ({len(pages)} untouched pages)"]
    with_dated = [page for page in pages if page.dated]
    for rule in RULES:
        hit = sum(any(_alarms(page, (rule,))) for page in with_dated)
        lines.append(f"  {rule:24} {share(hit, len(with_dated))} of pages with dated links")
    lines += [
        _row(pages, place, embedded=embedded) for place in Region for embedded in (False, True)
    ]
    lines.append("  alarms, one a page and rule:")
    lines += [_told(page, rule) for page in pages for rule in RULES if any(_alarms(page, (rule,)))]
    return "\n".join(lines)


def _row(pages: Sequence[Page], place: Region, *, embedded: bool) -> str:
    links = alarms = notes = on = touched = 0
    for page in pages:
        those = {link.url for link in page.dated if _is(link, place, embedded=embedded)}
        found = [item for item in _alarms(page, RULES) if item.url in those]
        links += len(those)
        alarms += len(found)
        notes += sum(item.level is Level.NOTE for item in found)
        on += bool(those)
        touched += bool(found)
    kind = f"{place}, {'embedded' if embedded else 'clicked'}"
    more = f" ({notes} as notes)" if notes else ""
    return f"  {kind:24} links {share(alarms, links)}{more}; pages {share(touched, on)}"


def _is(link: DatedLink, place: Region, *, embedded: bool) -> bool:
    return link.region is place and link.embedded is embedded


def _alarms(page: Page, rules: Sequence[str]) -> Iterator[Finding]:
    return (item for item in page.findings if item.rule in rules)


def _told(page: Page, rule: str) -> str:
    found = list(_alarms(page, (rule,)))
    gap = max(item.gap_days or 0 for item in found)
    example = found[0].url or ""
    return (
        f"    {rule} x{len(found)}, at most {gap:,} days: {page.url[:70]} ({page.day})\n"
        f"      {example[:110]}"
    )
