"""Deciding: builds cases, runs the rules, compares with the run before, counts.

Takes: a reading, its dating, the link checks, the history. Gives: findings with standing, and the
exit code of a report. Never: says by itself that something is wrong; that is a rule's word.
"""

from linkassay.judge.cases import find
from linkassay.judge.outcome import outcome
from linkassay.judge.standing import compare, in_order

__all__ = ["compare", "find", "in_order", "outcome"]
