"""When a host has failed so often that the rest of its addresses is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkassay.fetch.heard import Heard

FAILURES = 5
"""Failures in a row that open the breaker (as `docs/design.md` has it)."""

HANGS = 2
"""Time-outs in a row that do: each costs as much time as a hundred answers."""


class Breaker:
    """Counts what one host did in a row. Once open, the host is not asked for the rest of a round.

    A round is one call of the fetcher. In the next one a single failure opens it again.
    """

    __slots__ = ("failures", "hangs")

    def __init__(self) -> None:
        self.failures = 0
        self.hangs = 0

    @property
    def why(self) -> str | None:
        """Why the host is to be left alone, `None` where it may be asked."""
        if self.hangs >= HANGS:
            return f"{self.hangs} time-outs in a row"
        if self.failures >= FAILURES:
            return f"{self.failures} failures in a row"
        return None

    @property
    def is_settled(self) -> bool:
        """Whether nothing of it is worth remembering."""
        return not self.failures

    def hear(self, heard: Heard) -> None:
        """Take one answer or failure; one that is neither good nor a failure changes nothing."""
        if heard.failed:
            self.failures += 1
            self.hangs = self.hangs + 1 if heard.hung else 0
        elif heard.good:
            self.failures = self.hangs = 0

    def half_open(self) -> None:
        """A new round begins: one more request decides."""
        self.failures = min(self.failures, FAILURES - 1)
        self.hangs = min(self.hangs, HANGS - 1)
