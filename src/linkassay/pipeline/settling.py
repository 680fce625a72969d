"""What a run makes of its looks: a verdict on each link, and how the run ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from linkassay import conditions
from linkassay.conditions import Network
from linkassay.model import (
    Condition,
    Confidence,
    ControlPage,
    ErrorKind,
    Look,
    NotChecked,
    Outcome,
    Settled,
    SkipReason,
    State,
    Strike,
    Unsettled,
)
from linkassay.pipeline.candidates import choose
from linkassay.pipeline.rounds import sibling_seen
from linkassay.ports import Ledger

OUTCOMES = {
    Network.CLEAR: Outcome.COMPLETE,
    Network.DOWN: Outcome.NETWORK_DOWN,
    Network.INTERCEPTED: Outcome.SUSPECT,
    Network.SUSPECT: Outcome.SUSPECT,
}

_REASONS = {
    ErrorKind.HOST_PAUSED: SkipReason.HOST_PAUSED,
    ErrorKind.TIME_UP: SkipReason.TIME_UP,
}


def settle(ledger: Ledger, day: date, controls: Sequence[ControlPage] = ()) -> Outcome:
    """The verdict of this run on each link that it looked at, and how the run ends.

    Whether the network was there is known only when all was asked, so no look is settled before.
    `day` is that of the run, by which names that cannot exist were made up.
    """
    network = network_of(ledger, controls)
    choose(ledger, down=network is Network.DOWN)
    ledger.settle_alive(conditions.proofs_of_life())
    for chunk in ledger.unsettled():
        checks = [_settled(item, ledger, day, network) for item in chunk]
        ledger.settle(checks)
        ours = [_own_trouble(item, ledger, network) for item in checks
                if item.condition.name in conditions.nothing_learnt()]  # fmt: skip
        if ours:
            ledger.skip(ours)
    return OUTCOMES[network]


def network_down(ledger: Ledger) -> bool:
    """Whether what was looked at so far says that the network is down."""
    failed = ledger.rounds.failed_by(conditions.NEEDS_NETWORK)
    return conditions.network_down(failed, ledger.rounds.peers())


def network_of(ledger: Ledger, controls: Sequence[ControlPage]) -> Network:
    """Our own way out, by all that this run has seen."""
    if network_down(ledger):
        return Network.DOWN
    seen = [(page, looks[-1].observation) for page in controls
            if (looks := ledger.looks_at(page.url))]  # fmt: skip
    if conditions.intercepted(seen):
        return Network.INTERCEPTED
    failing, before = ledger.rounds.hosts_failing(conditions.striking())
    if conditions.too_many_failing(failing, before):
        return Network.SUSPECT
    return Network.CLEAR


def _settled(item: Unsettled, ledger: Ledger, day: date, network: Network) -> Settled:
    condition = _verdict(item, ledger, day, network)
    state = conditions.advance(item.before, item.when, condition)
    return Settled(item.url, item.when, condition, item.before.state, state)


def _verdict(item: Unsettled, ledger: Ledger, day: date, network: Network) -> Condition:
    """What all looks at a link come to; a strike that no second look bears out does not count."""
    looks = ledger.looks_at(item.url)
    beside = (
        sibling_seen(ledger, item.url, day) if conditions.looks_like_life(item.condition) else None
    )
    found = conditions.classify(looks, sibling=beside, known=item.known, network=network)
    if found.strike is Strike.NONE:
        return _returned(item, found, looks)
    if beside is not None:
        return found
    read = [(look, conditions.classify_observation(look.observation)) for look in looks]
    return found if conditions.is_confirmed(read) else replace(found, strike=Strike.NONE)


def _returned(item: Unsettled, found: Condition, looks: Sequence[Look]) -> Condition:
    """A dead link is the page again only by what the page itself shows, or was known to show.

    That a name beside it is not found tells that its host knows what it has, not that it is the
    same as before: somebody may have put another page there.
    """
    if item.before.state is not State.DEAD or not conditions.is_recognised(found):
        return found
    itself = conditions.classify(looks, known=item.known)
    if conditions.is_recognised(itself):
        return found
    return replace(found, confidence=Confidence.PROBABLE)


def _own_trouble(item: Settled, ledger: Ledger, network: Network) -> NotChecked:
    if network is Network.DOWN:
        return NotChecked(item.url, SkipReason.NETWORK_DOWN, item.condition.reason)
    looks = ledger.looks_at(item.url)
    seen = looks[-1].observation if looks else None
    if seen is None or seen.error is None or seen.error not in _REASONS:
        return NotChecked(item.url, SkipReason.OWN_TROUBLE, item.condition.reason)
    detail = seen.detail if seen.error is ErrorKind.HOST_PAUSED else ""
    return NotChecked(item.url, _REASONS[seen.error], detail)
