"""The foot of the text report: what was not seen, and where to go on."""

from __future__ import annotations

from collections import Counter
from shlex import quote

from linkassay.model import NotChecked, Outcome, Report, Run, SkipReason
from linkassay.report.file_places import is_file
from linkassay.report.layout import TextLayout
from linkassay.report.text.not_reached import tell_not_reached
from linkassay.report.text.parts import QUIET, SHOWN, title
from linkassay.report.text.sorting import Parts
from linkassay.report.words import REASONS, SUSPECT, UNLISTED, count, listed

SOME = 3
"""So many files that a walk met are named for each reason why they were not read."""


def tell_rest(page: TextLayout, report: Report, told: Parts) -> None:
    """Each part only where it has something to say."""
    _unread(page, report)
    tell_not_reached(page, report)
    _not_checked(page, report)
    _allowed(page, report)
    if report.run.outcome is Outcome.UNFINISHED:
        page.blank_line()
        words = f"The run {report.run.name} is unfinished: what stands here is not all."
        page.add((words, "bold yellow"))
    if page.rows > told.ended and told.rule:
        page.blank_line()
    _next_step(page, report, told)


def _unread(page: TextLayout, report: Report) -> None:
    """What was named, one by one; what was only met on a walk, by why it was not read."""
    met: dict[str, list[str]] = {}
    more: Counter[str] = Counter()
    for number, item in enumerate(report.unread()):
        if not number:
            title(page, "Not read", "red" if report.counts.unread_named else "yellow")
        if item.named or item.network_down:
            page.add((f"{item.locator}:", ""), (item.problem, ""), indent=2)
            page.add((item.advice, QUIET), indent=4)
            continue
        some = met.setdefault(item.problem, []) if len(met) < SHOWN else met.get(item.problem)
        if some is not None and len(some) < SOME:
            some.append(item.locator)
        else:
            more[item.problem] += 1
    for problem, locators in met.items():
        rest = [f"{more.pop(problem):,} more"] if more.get(problem) else []
        page.add((f"{listed([*locators, *rest])}:", ""), (problem, ""), indent=2)
    if others := sum(more.values()):
        page.add((f"and {count(others, 'other source')}", QUIET), indent=2)


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
    return SkipReason.OFFLINE if report.run.offline else None


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


def _next_step(page: TextLayout, report: Report, told: Parts) -> None:
    if told.dated is not None and _can_be_told_again(told.dated.document, report.run):
        name = f"{quote(told.dated.document)}#{told.dated.rule}"
        page.add(("Dates on one line:", QUIET), (f"linkassay explain {name}", ""))
    elif told.rule:
        page.add(("More about a rule:", QUIET), (f"linkassay explain {told.rule}", ""))


def _can_be_told_again(document: str, run: Run) -> bool:
    """Whether the ledger holds the document, or it can be read again without asking."""
    return run.remembers or is_file(document)
