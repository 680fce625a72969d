"""Conditions: what an answer means, and what all answers together mean.

Takes: observations, earlier readings. Gives: a named condition per observation, a state per link.
Never: asks anything, accuses anybody, or infers death from a wall, a TLS fault or one bad day.
"""

from linkassay.conditions.classify import classify
from linkassay.conditions.network import unreached, without_network
from linkassay.conditions.state import advance, state

__all__ = ["advance", "classify", "state", "unreached", "without_network"]
