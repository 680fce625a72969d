"""What is asked once more in a run: retries, second looks, and names that cannot exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from linkassay import conditions, plan
from linkassay.model import Look, Observation, Purpose
from linkassay.ports import Ledger
from linkassay.urls.secure import over_https

PAUSES = (1.0, 3.0)
"""For each round after the first: how many times `Settings.retry_pause` passes before what may pass
by itself is asked again. So with a pause of two seconds it is asked three times within eight."""

PURPOSES = (Purpose.SECOND_LOOK, Purpose.SIBLING, Purpose.RETRY)
"""The order within a round: what may pass by itself is left alone the longest."""


def purposes(*, facts: bool) -> Sequence[Purpose]:
    """For what is asked once more, in order.

    Without the `facts` of pages a name beside a link tells nothing: two answers of success look
    alike.
    """
    return PURPOSES if facts else tuple(one for one in PURPOSES if one is not Purpose.SIBLING)


Item = tuple[str, Purpose]
"""An address, and for what purpose it is asked once more."""


def due_once_more(ledger: Ledger, purpose: Purpose, day: date) -> Iterator[Item]:
    """Each address that is to be asked for a purpose, by the looks of the run so far.

    A name that cannot exist is made up anew on each `day`.
    """
    for chunk in ledger.rounds.looked(plan.left_open(), unsure=plan.left_unsure()):
        for url, looks in chunk:
            if not plan.may_be_for(purpose, looks[-1].observation):
                continue
            # Reading a page costs more than all else here, and that of a sibling is asked once.
            asked = plan.sibling_of(url, day) if purpose is Purpose.SIBLING else url
            if asked is None or (asked != url and ledger.looks_at(asked)):
                continue
            if _purpose(looks, ledger.rounds.known(url)) is purpose:
                yield asked, purpose


def due_over_https(ledger: Ledger) -> Iterator[Item]:
    """The https address of each `http:` link whose own answer leaves open what that would show."""
    alive = conditions.proofs_of_life()
    for chunk in ledger.rounds.ended(alive, beginning="http://"):
        for url, final_url in chunk:
            asked = over_https(url)
            if asked is not None and conditions.wants_secure_look(final_url):
                yield asked, Purpose.SECURE


def _purpose(looks: Sequence[Look], known: Observation | None) -> Purpose | None:
    return plan.further(
        [(look, conditions.classify_observation(look.observation, known=known)) for look in looks]
    )


def sibling_seen(ledger: Ledger, url: str, day: date) -> Observation | None:
    """What the name beside a link that cannot exist was answered, where it was asked."""
    beside = plan.sibling_of(url, day)
    looks = () if beside is None else ledger.looks_at(beside)
    return looks[-1].observation if looks else None
