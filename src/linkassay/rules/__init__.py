"""Opinions: one file a rule, found by walking the package.

Takes: a `Case`. Gives: `Violation`s. Never: sees the network, the ledger or another rule's finding.

Every module is a rule, but those whose names begin with an underscore: what several rules share.
"""

from linkassay.rules._catalogue import catalogue

__all__ = ["catalogue"]
