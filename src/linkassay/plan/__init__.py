"""Whom to ask.

Takes: what is cited, how it stood, whether the run is offline, how the looks so far are read.
Gives: why an address is not asked, or nothing; what else a wrapped address may be; what is to be
asked once more; when a link is to be asked again.
Never: asks, reads a clock, or reads an answer itself: what it means, `conditions` says.
"""

from linkassay.plan.candidates import MOST_CANDIDATES, candidates
from linkassay.plan.due import LastCheck, asked_to_wait, due
from linkassay.plan.further import (
    MOST_RETRIES,
    further,
    left_open,
    left_unsure,
    may_be_for,
    sibling_of,
)
from linkassay.plan.introduction import MOST_UNTOLD, needs_contact
from linkassay.plan.skipping import ASKED_SCHEMES, reason_to_skip, still_stands

__all__ = [
    "ASKED_SCHEMES",
    "MOST_CANDIDATES",
    "MOST_RETRIES",
    "MOST_UNTOLD",
    "LastCheck",
    "asked_to_wait",
    "candidates",
    "due",
    "further",
    "left_open",
    "left_unsure",
    "may_be_for",
    "needs_contact",
    "reason_to_skip",
    "sibling_of",
    "still_stands",
]
