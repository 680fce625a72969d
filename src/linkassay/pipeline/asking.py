"""The second pass: what is due is asked, and what was heard is settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from linkassay import conditions, plan
from linkassay.model import (
    ConditionName,
    Look,
    NotChecked,
    Observation,
    Outcome,
    Settled,
    SkipReason,
    Target,
    Unsettled,
)
from linkassay.ports import Ledger

if TYPE_CHECKING:
    from linkassay.pipeline.audit import Audit


def ask(ledger: Ledger, work: Audit) -> Outcome:
    """Ask what is due, store each answer as it comes, and settle what they mean."""
    offline = work.settings.offline
    total = ledger.plan(
        (target, plan.reason_to_skip(target, offline=offline)) for target in ledger.targets()
    )
    if total:
        _ask(ledger, work, total)
    return settle(ledger)


def _ask(ledger: Ledger, work: Audit, total: int) -> None:
    done = 0

    def record(observations: Sequence[Observation]) -> None:
        nonlocal done
        ledger.record([(Look(one), conditions.classify_observation(one)) for one in observations])
        done += len(observations)
        work.tell("asked", done, total)

    work.tell("asked", 0, total)
    work.fetcher.ask(ledger.lanes(), record)


def settle(ledger: Ledger) -> Outcome:
    """The verdict of this run on each link that it looked at, and how the run ends.

    Whether the network was there is known only when all was asked, so no look is settled before.
    """
    down = conditions.network_down(look.observation for look in ledger.looks())
    for chunk in ledger.unsettled():
        checks = [_settled(item, ledger, down=down) for item in chunk]
        ledger.settle(checks)
        ours = [_own_trouble(item, down=down) for item in checks
                if item.condition.name is ConditionName.UNKNOWN]  # fmt: skip
        if ours:
            ledger.skip(ours)
    return Outcome.NETWORK_DOWN if down else Outcome.COMPLETE


def _settled(item: Unsettled, ledger: Ledger, *, down: bool) -> Settled:
    """A single look is read already; several, or a missing network, need all of them again."""
    condition = item.condition
    if down or item.several:
        condition = conditions.classify(ledger.looks_at(item.url), network_down=down)
    state = conditions.advance(item.before, item.when, condition)
    return Settled(item.url, item.when, condition, item.before.state, state)


def _own_trouble(item: Settled, *, down: bool) -> NotChecked:
    reason = SkipReason.NETWORK_DOWN if down else SkipReason.OWN_TROUBLE
    return NotChecked(item.url, reason, item.condition.reason)


def note_interrupted(ledger: Ledger, *, offline: bool) -> None:
    """What an interrupted run did not come to is not checked."""

    def reasons() -> Iterator[tuple[Target, SkipReason | None]]:
        for target in ledger.targets():
            reason = plan.reason_to_skip(target, offline=offline)
            looked = reason is None and ledger.looks_at(target.url)
            if reason is not None or not looked:
                yield target, reason or SkipReason.INTERRUPTED

    ledger.plan(reasons())
