"""Clocks, clues, and what the solver makes of them (design section 6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from linkassay.model.dayset import DaySet
from linkassay.model.span import Span


class Clock(StrEnum):
    """Which of a thing's times a clue speaks of, in the order that must hold."""

    EVENT = "event"
    PUBLISHED = "published"
    MODIFIED = "modified"
    RENDERED = "rendered"
    CAPTURED = "captured"


class Group(StrEnum):
    """Independence classes: clues of one group may copy each other, groups do not."""

    URL = "url"
    METADATA = "page-metadata"
    TEXT = "text-date"
    OFFICE = "office-holder"
    OUTLET = "outlet-name"
    SERVER = "server"
    ARCHIVE = "archive"
    AUDIT = "audit"


DOCUMENT = "document"


def link_subject(url: str) -> str:
    """The subject of a clue that dates a link's target."""
    return f"link:{url}"


@dataclass(frozen=True, slots=True)
class Clue:
    """One dated hint, kept with where it came from.

    `subject` is `"document"` or `link_subject(url)`. `source` names the witness (the dated path,
    the office holder, the metadata field): clues with the same group, source and days are copies
    of one fact. `weight` weighs the first day and `weight_latest` the last (both 0..1): the
    start of a term of office binds better than its end (research: provenance 4).
    """

    subject: str
    clock: Clock
    days: DaySet
    source: str
    rule: str
    group: Group
    weight: float
    span: Span | None = None
    text: str = ""
    weight_latest: float | None = None

    @property
    def latest_weight(self) -> float:
        return self.weight if self.weight_latest is None else self.weight_latest


@dataclass(frozen=True, slots=True)
class Explanation:
    """One hypothesis tried on a conflict: does it hold, and by which marks."""

    name: str
    holds: bool
    marks: tuple[str, ...] = ()
    proof: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A link whose date does not fit the document that cites it.

    `gap_days` counts from the last day the other clues allow to the first day the link claims, both
    unwidened. `decided` is false where dropping the other side weighs about the same.
    `tried` lists the explanations in the order of design 6.4, up to the one that holds.
    """

    url: str
    claimed: Clue
    against: tuple[Clue, ...]
    latest_allowed: date
    gap_days: int
    decided: bool
    tried: tuple[Explanation, ...] = ()

    @property
    def explanation(self) -> Explanation | None:
        """The explanation that holds, or `None`: then the conflict is a true one."""
        return next((item for item in self.tried if item.holds), None)


@dataclass(frozen=True, slots=True)
class Dating:
    """What the solver made of one document's clues, worked out once.

    `left` maps each clock to the days that remain after the dropped clues are put aside.
    """

    left: dict[Clock, DaySet] = field(default_factory=dict)
    dropped: tuple[Clue, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def conflict(self, url: str) -> Conflict | None:
        return next((item for item in self.conflicts if item.url == url), None)
