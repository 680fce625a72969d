"""What somebody wants to hear no more of, why, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Suppression:
    """One rule that is to be silent, from a table of the configuration or a comment.

    `document` (a glob of locators), `url` (a host, a beginning, or a glob) and `text` (words of the
    finding) narrow the one, `first_line` and `last_line` the other; what is empty narrows nothing.
    A comment that cannot be understood has an `error`, and suppresses nothing.
    """

    rule: Annotated[str, "The rule that is to be silent."]
    reason: Annotated[str, "Why, in its author's words."] = ""
    expires: Annotated[date | None, "The last day on which it holds."] = None
    place: Annotated[str, "The file in which it stands."] = ""
    line: Annotated[int | None, "Its line in that file."] = None
    column: Annotated[int | None, "Its column in that line."] = None
    document: Annotated[str, "Glob of the documents it holds for; empty: all."] = ""
    url: Annotated[str, "Host, beginning or glob of the addresses; empty: all."] = ""
    text: Annotated[str, "Words that a finding has; empty: any."] = ""
    first_line: Annotated[int | None, "First line that a comment speaks of."] = None
    last_line: Annotated[int | None, "Last line that a comment speaks of."] = None
    error: Annotated[str, "Why it cannot be understood; empty where it can."] = ""

    def holds(self, today: date) -> bool:
        """Whether it counts on a day, its last one included."""
        return not self.error and self.expires is not None and today <= self.expires

    @property
    def where(self) -> str:
        """`linkassay.toml:12`."""
        return self.place if self.line is None else f"{self.place}:{self.line}"


@dataclass(frozen=True, slots=True)
class SuppressionUse:
    """A suppression after a run: whether it silenced anything; `None` where that is not known."""

    suppression: Suppression
    used: bool | None
