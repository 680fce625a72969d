"""What a run did not see, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from linkassay.model import NotChecked, NotReached, Outcome, Report, SkipReason, UnreadSource
from linkassay.report.words import NOT_REACHED, REASONS, SUSPECT, UNLISTED, count

LISTED = 20
"""So many addresses or sources are named for each reason; the rest is counted."""

DOWN = "No public host answered, so the network is taken to be down: nothing counts as failed."
UNFINISHED = "The run is unfinished: what stands here is not all."


@dataclass(slots=True)
class Unasked:
    """Addresses that were not asked for one reason: how many, and the first of them."""

    reason: SkipReason
    number: int
    items: list[NotChecked] = field(default_factory=list)

    @property
    def words(self) -> str:
        """`2 links: offline, so nothing was asked`."""
        one = ("address", "addresses") if self.reason is SkipReason.MALFORMED else ("link",)
        return f"{count(self.number, *one)}: {REASONS[self.reason]}"

    @property
    def more(self) -> int:
        """How many are not named, where some are."""
        return self.number - len(self.items) if self.items else 0


def unasked(report: Report) -> Sequence[Unasked]:
    """What was not asked, reason by reason; quiet reasons name no address."""
    amounts = report.counts.not_checked
    found = {
        reason: Unasked(reason, amounts[reason]) for reason in SkipReason if amounts.get(reason)
    }
    for item in report.not_checked():
        row = found.get(item.reason)
        if row is not None and item.reason not in UNLISTED and len(row.items) < LISTED:
            row.items.append(item)
    return tuple(found.values())


def unreached(report: Report) -> Sequence[str]:
    """Pages of a corpus on the web that were not read, a sentence for each reason."""
    counted = report.counts.not_reached
    return [
        f"{count(number, 'page')}: {NOT_REACHED[reason]}"
        for reason in NotReached
        if (number := counted.get(reason, 0))
    ]


def unread(report: Report) -> Sequence[UnreadSource]:
    """Some of what could not be read: what the caller named before what a walk met."""
    named: list[UnreadSource] = []
    met: list[UnreadSource] = []
    for item in report.unread():
        listing = named if item.named else met
        listing += [item] if len(listing) < LISTED else []
    return (*named, *met)[:LISTED]


def doubts(report: Report) -> Sequence[str]:
    """Why the whole run is to be taken with care, a sentence each."""
    run, said = report.run, []
    if run.outcome is Outcome.NETWORK_DOWN:
        said.append(DOWN)
    if run.outcome is Outcome.SUSPECT:
        said.append(f"{SUSPECT}.")
    if run.outcome is Outcome.UNFINISHED:
        said.append(UNFINISHED)
    if run.offline:
        said.append("Offline: nothing was asked of the web.")
    if run.allowed_addresses:
        said.append(f"Not public, but allowed to be asked: {', '.join(run.allowed_addresses)}.")
    return said
