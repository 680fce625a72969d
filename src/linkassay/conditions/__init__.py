"""Conditions: what an answer means, and what all answers together mean.

Takes: observations, earlier readings. Gives: a named condition per observation, a state per link.
Never: asks anything, accuses anybody, or infers death from a wall, a TLS fault or one bad day.
"""

from linkassay.conditions.classify import classify
from linkassay.conditions.network import needs_network, network_down
from linkassay.conditions.state import state

__all__ = ["classify", "needs_network", "network_down", "state"]
