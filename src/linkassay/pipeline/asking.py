"""The second pass: what is due is asked, and what was heard is settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from linkassay import conditions, plan
from linkassay.model import (
    Condition,
    Look,
    NotChecked,
    Observation,
    Outcome,
    Purpose,
    Settled,
    SkipReason,
    Target,
    Unsettled,
)
from linkassay.pipeline.candidates import choose, next_candidates
from linkassay.pipeline.secrets import Secrets
from linkassay.ports import Ledger

if TYPE_CHECKING:
    from linkassay.pipeline.audit import Audit


class Asker:
    """Asks what is due of one audit, into whichever ledger it is given."""

    def __init__(self, work: Audit, secrets: Secrets) -> None:
        self._work = work
        self._secrets = secrets
        self._done = 0
        self._in_hand: list[tuple[Look, Condition]] = []

    def ask_into(self, ledger: Ledger) -> Outcome:
        """Ask what was not asked before, store each answer as it comes, settle what they mean.

        Answers that a ledger did not take are given to the next one.
        """
        self.hand_over(ledger)
        offline = self._work.settings.offline
        due = ledger.plan(
            (target, plan.reason_to_skip(target, offline=offline)) for target in ledger.targets()
        )
        self._ask(ledger, due, Purpose.CITED)
        self._ask_candidates(ledger)
        return settle(ledger)

    def _ask_candidates(self, ledger: Ledger) -> None:
        """Round by round the next candidate of each wrapped address that failed so far."""
        for _ in range(plan.MOST_CANDIDATES):
            due = ledger.choices.ask(next_candidates(ledger))
            if not due or network_down(ledger):
                return
            self._ask(ledger, due, Purpose.CANDIDATE)

    def _ask(self, ledger: Ledger, due: int, purpose: Purpose) -> None:
        """Ask what is planned."""
        if not due:
            return
        total = self._done + due
        self._work.tell("asked", self._done, total)
        self._work.fetcher.ask(
            self._secrets.lanes(ledger),
            lambda observations: self._record(ledger, observations, purpose, total),
        )
        self.hand_over(ledger)

    def _record(
        self, ledger: Ledger, observations: Sequence[Observation], purpose: Purpose, total: int
    ) -> None:
        self._done += len(observations)
        self._in_hand += [
            (Look(one, purpose), conditions.classify_observation(one)) for one in observations
        ]
        self.hand_over(ledger, patient=False)
        self._work.tell("asked", self._done, total)

    def hand_over(self, ledger: Ledger, *, patient: bool = True) -> None:
        """Store what was answered; while another program holds the ledger it stays in hand."""
        if self._in_hand and ledger.record(self._in_hand, patient=patient):
            self._in_hand.clear()


def network_down(ledger: Ledger) -> bool:
    """Whether what was looked at so far says that the network is down."""
    return conditions.network_down(look.observation for look in ledger.looks())


def settle(ledger: Ledger) -> Outcome:
    """The verdict of this run on each link that it looked at, and how the run ends.

    Whether the network was there is known only when all was asked, so no look is settled before.
    """
    down = network_down(ledger)
    choose(ledger, down=down)
    ledger.settle_alive(conditions.proofs_of_life())
    for chunk in ledger.unsettled():
        checks = [_settled(item, ledger, down=down) for item in chunk]
        ledger.settle(checks)
        ours = [_own_trouble(item, down=down) for item in checks
                if item.condition.name in conditions.nothing_learnt()]  # fmt: skip
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
