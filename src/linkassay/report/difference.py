"""Two runs side by side, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from linkassay.model import Diff, Finding, Level, LinkChange, Run, Standing, State, format_date
from linkassay.report.layout import TextLayout
from linkassay.report.telling import Telling
from linkassay.report.text.body import tell_findings
from linkassay.report.text.parts import QUIET, SHOWN, title
from linkassay.report.words import LEVELS, STANDINGS, count, listed


def write_diff(diff: Diff, name: str, out: Callable[[str], object], telling: Telling) -> None:
    """Write a comparison as it is read: as `json`, else for people."""
    if name == "json":
        from linkassay.report.formats.json import write_sections
        from linkassay.report.sections import DIFF_SECTIONS

        write_sections(DIFF_SECTIONS, diff, out)
    else:
        _tell(diff, TextLayout(out, width=telling.width, colour=telling.colour), telling)


def _tell(diff: Diff, page: TextLayout, telling: Telling) -> None:
    changes = _few(diff.links())
    page.add((_sentence(diff, changes), "bold"), hang=0)
    tell_findings(page, diff.newer, diff.findings(), telling.show)
    for (was, state), (number, urls) in changes.items():
        title(page, f"{was} before, {state} now: {count(number, 'link')}", "yellow")
        for url in urls:
            page.add((url, "blue"), indent=2)
        if more := number - len(urls):
            page.add((f"and {more:,} more, all of them in --format json", QUIET), indent=2)


Changes = dict[tuple[State, State], tuple[int, list[str]]]
"""From which state to which: how many links, and the first of them."""


def _few(links: Iterator[LinkChange]) -> Changes:
    found: Changes = {}
    for link in links:
        number, urls = found.get((link.was, link.state), (0, []))
        urls += [link.url] if len(urls) < SHOWN else []
        found[link.was, link.state] = number + 1, urls
    return found


def _sentence(diff: Diff, changes: Changes) -> str:
    """`From run A (21 November 2026) to run B (…): 1 error worse, 2 notes new, 3 fixed.`"""
    found = Counter(_kind(item) for item in diff.findings() if item.told_with is None)
    open_now = [(standing, level) for standing in Standing for level in LEVELS]
    told = [
        f"{count(found[standing, level], level.value)} {STANDINGS[standing]}"
        for standing, level in open_now
        if found[standing, level]
    ]
    told += [f"{found[one, None]:,} {STANDINGS[one]}" for one in Standing if found[one, None]]
    if links := sum(number for number, _ in changes.values()):
        told.append(f"{count(links, 'link')} changed")
    ends = f"From {_named(diff.older.run)} to {_named(diff.newer.run)}"
    return f"{ends}: {listed(told) or 'nothing changed'}."


def _kind(finding: Finding) -> tuple[Standing, Level | None]:
    return finding.standing, finding.level if finding.standing.is_open else None


def _named(run: Run) -> str:
    return f"run {run.name} ({format_date(run.started.date())}, {run.started:%H:%M} UTC)"
