"""Our own failures, and the exit codes.

Takes: nothing. Gives: exceptions that name the thing, the place and the next step, and `Exit`.
Never: describes a dead link; that is data, not an error.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the process tells its caller. Where several hold: 2 before 3 before 1 before 0."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNTRUSTWORTHY = 3
    """The audit is not finished, or could not be stored, or had no network."""
    NOTHING = 4


class LinkassayError(Exception):
    """Something of ours could not be done: what, where (optional) and what to do next."""

    exit = Exit.UNTRUSTWORTHY

    def __init__(self, what: str, *, where: str | None = None, advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.advice = advice


class UsageError(LinkassayError):
    """The call or the configuration is wrong."""

    exit = Exit.USAGE


class UnreadableSourceError(LinkassayError):
    """A source cannot be opened or understood; the other sources still are."""

    exit = Exit.USAGE


class LedgerError(LinkassayError):
    """The ledger cannot be opened, is locked, or is not ours."""

    exit = Exit.USAGE
