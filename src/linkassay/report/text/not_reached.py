"""What was not read of a corpus on the web: how many pages, why, and a few of them."""

from __future__ import annotations

from linkassay.model import NotReached, Report, Unreached
from linkassay.report.layout import TextLayout
from linkassay.report.text.parts import QUIET, title
from linkassay.report.words import NOT_REACHED, count

EXAMPLES = 3
"""So many addresses are shown for each reason."""

_SHOWN = frozenset(
    {NotReached.FAILED, NotReached.KIND, NotReached.ELSEWHERE, NotReached.PAUSED, NotReached.TRAP}
)
"""Reasons that somebody may do something about: some of their addresses are shown."""


def tell_not_reached(page: TextLayout, report: Report) -> None:
    """A line for each reason, the rest in `--format json`."""
    counted = report.counts.not_reached
    if not counted:
        return
    title(page, "Pages on the web that were not read", "yellow")
    shown = _examples(report)
    for reason in NotReached:
        if number := counted.get(reason):
            page.add((f"{count(number, 'page')}:", ""), (NOT_REACHED[reason], ""), indent=2)
            for item in shown.get(reason, ()):
                detail = f"({item.detail})" if item.detail else ""
                page.add((item.address, "blue"), (detail, QUIET), indent=4)


def _examples(report: Report) -> dict[NotReached, list[Unreached]]:
    found: dict[NotReached, list[Unreached]] = {}
    for item in report.not_reached():
        if item.reason in _SHOWN and len(few := found.setdefault(item.reason, [])) < EXAMPLES:
            few.append(item)
    return found
