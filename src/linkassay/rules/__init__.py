"""Opinions: one file a rule, found by walking the package.

Takes: a `Case`. Gives: `Violation`s. Never: sees the network, the ledger or another rule's finding.
"""

from linkassay.rules.catalogue import catalogue

__all__ = ["catalogue"]
