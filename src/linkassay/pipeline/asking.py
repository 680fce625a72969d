"""The second pass: what is due is asked, once more where that leaves it open, and settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from linkassay import conditions, plan
from linkassay.errors import UsageError
from linkassay.model import (
    Condition,
    Look,
    Observation,
    Outcome,
    Purpose,
    SkipReason,
    Target,
)
from linkassay.pipeline import rounds
from linkassay.pipeline.candidates import next_candidates
from linkassay.pipeline.one_at_a_time import OneAtATime
from linkassay.pipeline.secrets import Secrets
from linkassay.pipeline.settling import network_down, settle
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

        Answers that a ledger did not take are given to the next one. Raises `UsageError` before
        anything is asked where so many hosts want a contact.
        """
        self.hand_over(ledger)
        settings, now = self._work.settings, self._work.now
        offline = settings.offline
        still = plan.still_stands(settings.recheck, now)
        if still.states and not offline:
            ledger.leave(still)
        due = ledger.plan((target, self._reason(target)) for target in ledger.targets())
        self._check_contact(ledger)
        self._ask(ledger, due, Purpose.CITED)
        if not offline and not network_down(ledger):
            self._ask_candidates(ledger)
            self._ask_once_more(ledger)
            self._ask(ledger, ledger.rounds.ask(rounds.due_over_https(ledger)), Purpose.SECURE)
            self._ask_controls(ledger)
        return settle(ledger, self._work.now.date(), self._work.controls)

    def _check_contact(self, ledger: Ledger) -> None:
        """Whoever runs a host must be able to reach whoever asks it as one of many."""
        contact = self._work.settings.contact
        hosts = ledger.hosts_planned()
        if plan.needs_contact(hosts, contact):
            raise UsageError(
                f"{hosts:,} hosts are to be asked, and none of them is told whom to write to",
                advice=f"more than {plan.MOST_UNTOLD} want a contact: write"
                ' contact = "you@example.org" in linkassay.toml, or set LINKASSAY_CONTACT,'
                " or name it with --contact",
            )

    def _reason(self, target: Target) -> SkipReason | None:
        settings, now = self._work.settings, self._work.now
        return plan.reason_to_skip(
            target, offline=settings.offline, recheck=settings.recheck, now=now
        )

    def _ask_candidates(self, ledger: Ledger) -> None:
        """Round by round the next candidate of each wrapped address that failed so far."""
        for _ in range(plan.MOST_CANDIDATES):
            due = ledger.choices.ask(next_candidates(ledger))
            if not due or network_down(ledger):
                return
            self._ask(ledger, due, Purpose.CANDIDATE)

    def _ask_once_more(self, ledger: Ledger) -> None:
        """What the looks so far leave open: spaced retries, second looks, and siblings."""
        day = self._work.now.date()
        for pauses in rounds.PAUSES:
            asked = False
            for purpose in rounds.purposes(facts=self._work.settings.facts):
                due = ledger.rounds.ask(rounds.due_once_more(ledger, purpose, day))
                if due and purpose is Purpose.RETRY:
                    self._work.wait(pauses * self._work.settings.retry_pause)
                self._ask(ledger, due, purpose)
                asked = asked or due > 0
            if not asked:
                return

    def _ask_controls(self, ledger: Ledger) -> None:
        """Before anything counts as failed: whether our own way out is clear.

        Where nothing failed, or nobody on the open web was asked, there is nothing to be learnt.
        """
        pages = [(page.url, Purpose.CONTROL) for page in self._work.controls]
        if not pages or not any(True for _ in ledger.rounds.looked(conditions.striking())):
            return
        if conditions.reached_public(ledger.rounds.peers()):
            self._ask(ledger, ledger.rounds.ask(pages), Purpose.CONTROL)

    def _ask(self, ledger: Ledger, due: int, purpose: Purpose) -> None:
        """Ask what is planned."""
        if not due:
            return
        total = self._done + due
        self._work.tell("asked", self._done, total)
        _load(self._work.now)
        alone = OneAtATime()
        self._work.fetcher.ask(
            alone.lanes(self._secrets.lanes(ledger)),
            alone.taken(lambda observations: self._record(ledger, observations, purpose, total)),
            alone.taken(ledger.rounds.remember),
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


def _load(now: datetime) -> None:
    """Have loaded what answers are read by before the first one comes: no gap is to wait for it."""
    from linkassay.extract.page import page_facts  # not for who asks nobody

    facts = page_facts(b"<title>A page</title><p>Of words", None, (), whole=True)
    shown = Observation("https://page.example/", now, status=200, facts=facts)
    conditions.classify_observation(shown)


def note_interrupted(ledger: Ledger, *, offline: bool) -> None:
    """What an interrupted run did not come to is not checked."""

    def reasons() -> Iterator[tuple[Target, SkipReason | None]]:
        for target in ledger.targets():
            reason = plan.reason_to_skip(target, offline=offline)
            looked = reason is None and ledger.looks_at(target.url)
            if reason is not None or not looked:
                yield target, reason or SkipReason.INTERRUPTED

    ledger.plan(reasons())
