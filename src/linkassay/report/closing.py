"""The last part of the report for people: what was mended, not read and not checked; what next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linkassay.model import Report, Standing
from linkassay.report.page import Page
from linkassay.report.words import MALFORMED, count, parted

SHOWN = 20
"""So many addresses are listed per reason; the rest is counted (all are in the JSON report)."""


def closing(page: Page, report: Report) -> None:
    """Everything after the findings, each part only where it has something to say."""
    _mended(page, report)
    _unread(page, report)
    _not_checked(page, report)
    _allowed(page, report)
    _next_step(page, report)


def _mended(page: Page, report: Report) -> None:
    fixed = [item for item in report.findings if item.standing is Standing.FIXED]
    if not fixed:
        return
    _title(page, "Mended since the last run", "green")
    for item in fixed:
        where = f"{item.document}, line {item.line}:" if item.line else f"{item.document}:"
        page.say((where, ""), (item.message, ""), (f"({item.rule})", "dim"), indent=2)


def _unread(page: Page, report: Report) -> None:
    if not report.unread:
        return
    _title(page, "Not read", "red")
    for item in report.unread:
        page.say((f"{item.locator}:", ""), (item.problem, ""), indent=2)
        page.say((item.advice, "dim"), indent=4)


def _not_checked(page: Page, report: Report) -> None:
    links, _ = parted(report.not_checked)
    total = count(len(links), "link")
    if report.network_down:
        page.gap()
        text = "No host answered, so the network is taken to be down"
        stay = f": {total} {'stays' if len(links) == 1 else 'stay'} unknown." if links else "."
        page.say((text + stay, "bold yellow"))
    elif report.run.offline and links:
        page.gap()
        page.say((f"Offline: nothing was asked, {total} not checked.", ""))
    elif report.not_checked:
        _title(page, "Not checked", "yellow")
        for reason, urls in _by_reason(report).items():
            _reason(page, reason, urls)


def _by_reason(report: Report) -> Mapping[str, list[str]]:
    gathered: dict[str, list[str]] = {}
    for item in report.not_checked:
        gathered.setdefault(item.reason, []).append(item.url)
    return gathered


def _reason(page: Page, reason: str, urls: Sequence[str]) -> None:
    amount = (len(urls), "address", "addresses") if reason == MALFORMED else (len(urls), "link")
    page.say((f"{reason}:", ""), (count(*amount), ""), indent=2)
    for url in urls[:SHOWN]:
        page.say((url, "blue"), indent=4)
    if len(urls) > SHOWN:
        page.say((f"and {len(urls) - SHOWN:,} more, all in --format json", "dim"), indent=4)


def _allowed(page: Page, report: Report) -> None:
    if report.run.allowed_addresses:
        page.gap()
        ranges = ", ".join(report.run.allowed_addresses)
        page.say(("Addresses allowed past the guard:", "bold yellow"), (ranges, ""))


def _next_step(page: Page, report: Report) -> None:
    rule = next(
        (item.rule for item in report.findings if item.standing is not Standing.FIXED), None
    )
    if rule:
        page.gap()
        page.say(("More about a rule:", "dim"), (f"linkassay explain {rule}", ""))


def _title(page: Page, words: str, style: str) -> None:
    page.gap()
    page.say((words, f"bold {style}"))
