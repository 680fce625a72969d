"""The foot of the text report: what rests on earlier answers, and what was not seen."""

from __future__ import annotations

from collections.abc import Sequence
from shlex import quote

from linkassay.model import (
    Counts,
    Finding,
    NotChecked,
    Outcome,
    Report,
    Run,
    SkipReason,
    Standing,
)
from linkassay.report.layout import TextLayout
from linkassay.report.text.findings import Told
from linkassay.report.text.not_reached import tell_not_reached
from linkassay.report.text.parts import QUIET, SHOWN, row, title
from linkassay.report.words import REASONS, UNLISTED, count

SUSPECT = (
    "So much failed at once, or was answered by something else than the web, that the fault is"
    " more likely on this side: what failed does not count"
)


def tell_rest(page: TextLayout, report: Report, told: Told) -> None:
    """Each part only where it has something to say."""
    _carried(page, told.carried, report.counts)
    _unread(page, report)
    tell_not_reached(page, report)
    _not_checked(page, report)
    _allowed(page, report)
    _next_step(page, report, told)


def _carried(page: TextLayout, carried: Sequence[Finding], counts: Counts) -> None:
    """What no answer of this run speaks for or against."""
    if not carried:
        return
    title(page, "Open from earlier answers", "yellow")
    for finding in carried:
        row(page, finding, ("", ""))
    if more := counts.standings.get(Standing.CARRIED, 0) - len(carried):
        page.add((f"and {more:,} more, all of them in --format json", QUIET), indent=2)


def _unread(page: TextLayout, report: Report) -> None:
    for number, item in enumerate(report.unread()):
        if not number:
            title(page, "Not read", "red")
        page.add((f"{item.locator}:", ""), (item.problem, ""), indent=2)
        page.add((item.advice, QUIET), indent=4)


def _not_checked(page: TextLayout, report: Report) -> None:
    said = _said_at_once(page, report)
    shown: dict[SkipReason, list[NotChecked]] = {}
    for item in report.not_checked():
        if len(listing := shown.setdefault(item.reason, [])) < SHOWN:
            listing.append(item)
    counted = report.counts.not_checked
    reasons = [reason for reason in SkipReason if counted.get(reason) and reason is not said]
    if reasons:
        title(page, "Not checked", "yellow")
    for reason in reasons:
        _reason(page, reason, shown.get(reason, []), counted[reason])


def _said_at_once(page: TextLayout, report: Report) -> SkipReason | None:
    """What holds for all links alike is one sentence, without a list; gives its reason."""
    not_checked = report.counts.not_checked
    if report.run.outcome is Outcome.NETWORK_DOWN:
        links = not_checked.get(SkipReason.NETWORK_DOWN, 0)
        unknown = f": {count(links, 'link')} {'stays' if links == 1 else 'stay'} unknown"
        text = "No public host answered, so the network is taken to be down"
        page.blank_line()
        page.add((f"{text}{unknown if links else ''}.", "bold yellow"))
        return SkipReason.NETWORK_DOWN
    if report.run.outcome is Outcome.SUSPECT:
        page.blank_line()
        page.add((f"{SUSPECT}.", "bold yellow"))
    if report.run.offline and (links := not_checked.get(SkipReason.OFFLINE, 0)):
        page.blank_line()
        page.add((f"Offline: nothing was asked, {count(links, 'link')} not checked.", ""))
        return SkipReason.OFFLINE
    return None


def _reason(page: TextLayout, reason: SkipReason, shown: list[NotChecked], number: int) -> None:
    one = ("address", "addresses") if reason is SkipReason.MALFORMED else ("link",)
    page.add((f"{count(number, *one)}:", ""), (REASONS[reason], ""), indent=2)
    for item in shown if reason not in UNLISTED else ():
        page.add((item.url, "blue"), (f"({item.detail})" if item.detail else "", QUIET), indent=4)
    if number > len(shown) and reason not in UNLISTED:
        more = f"and {number - len(shown):,} more, all of them in --format json"
        page.add((more, QUIET), indent=4)


def _allowed(page: TextLayout, report: Report) -> None:
    if report.run.allowed_addresses:
        page.blank_line()
        ranges = ", ".join(report.run.allowed_addresses)
        page.add(("Not public, but allowed to be asked:", "bold yellow"), (ranges, ""))


def _next_step(page: TextLayout, report: Report, told: Told) -> None:
    run = report.run
    if run.outcome is Outcome.UNFINISHED:
        page.blank_line()
        page.add((f"The run {run.name} is unfinished: what stands here is not all.", "bold yellow"))
    if told.rule:
        page.blank_line()
        page.add(("More about a rule:", QUIET), (f"linkassay explain {told.rule}", ""))
    if told.dated is not None and _can_be_told_again(told.dated.document, run):
        name = f"{quote(told.dated.document)}#{told.dated.rule}"
        page.add(("All dates on one line:", QUIET), (f"linkassay explain {name}", ""))


def _can_be_told_again(document: str, run: Run) -> bool:
    """Whether the ledger holds the document, or it can be read again without asking."""
    return run.remembers or not (document == "-" or "://" in document)
