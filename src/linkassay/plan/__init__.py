"""Whom to ask.

Takes: what is cited, whether the run is offline, how the looks so far are read. Gives: why an
address is not asked, or nothing; what else a wrapped address may be; what is to be asked once more.
Never: asks, reads a clock, or knows what an answer means.
"""

from linkassay.plan.candidates import MOST_CANDIDATES, candidates
from linkassay.plan.further import MOST_RETRIES, further, left_open, left_unsure, sibling_of
from linkassay.plan.skipping import reason_to_skip

__all__ = [
    "MOST_CANDIDATES",
    "MOST_RETRIES",
    "candidates",
    "further",
    "left_open",
    "left_unsure",
    "reason_to_skip",
    "sibling_of",
]
