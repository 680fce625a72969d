"""Conditions: what an answer means, and what all answers together mean.

Takes: the looks at a link, what a name beside it that cannot exist was answered, how it was seen
before, its state before, the way out of the run. Gives: a named condition per run, a state per
link, what of them is told, whether our own way out explains what failed.
Never: asks anything, accuses anybody, or infers death from a wall, a TLS error or one bad day.
"""

from linkassay.conditions.accepted import accepted, entry_for, has_expired
from linkassay.conditions.classify import classify, classify_observation
from linkassay.conditions.kept import same_but_for_form
from linkassay.conditions.kinds import (
    LOOKALIKES,
    NOT_ASKED,
    is_certain_ok,
    is_recognised,
    looks_like_life,
    nothing_learnt,
    proofs_of_life,
    silent,
    speaking_against,
    striking,
)
from linkassay.conditions.looks import Read, is_confirmed, weighed
from linkassay.conditions.network import (
    NEEDS_NETWORK,
    Network,
    intercepted,
    needs_network,
    network_down,
    reached_public,
    too_many_failing,
)
from linkassay.conditions.secure import secure_address, wants_secure_look
from linkassay.conditions.state import advance, state
from linkassay.conditions.telling import OF_HOST, PASSING, Told, outages, told_of

__all__ = [
    "LOOKALIKES",
    "NEEDS_NETWORK",
    "NOT_ASKED",
    "OF_HOST",
    "PASSING",
    "Network",
    "Read",
    "Told",
    "accepted",
    "advance",
    "classify",
    "classify_observation",
    "entry_for",
    "has_expired",
    "intercepted",
    "is_certain_ok",
    "is_confirmed",
    "is_recognised",
    "looks_like_life",
    "needs_network",
    "network_down",
    "nothing_learnt",
    "outages",
    "proofs_of_life",
    "reached_public",
    "same_but_for_form",
    "secure_address",
    "silent",
    "speaking_against",
    "state",
    "striking",
    "told_of",
    "too_many_failing",
    "wants_secure_look",
    "weighed",
]
