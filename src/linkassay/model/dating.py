"""Clocks, clues, and what the solver makes of them (docs/design.md, Dates)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated

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

    Clues with the same group, source and days are copies of one fact. The two weights differ
    because the start of a term of office binds better than its end. `rule` is a row of
    `tables/clues.toml`, which gives the group and the weights; make clues by `ClueRule.clue`.
    """

    subject: Annotated[str, "What it dates: `document`, or `link:` and the link's URL."]
    clock: Annotated[Clock, "Which of the subject's times it speaks of."]
    days: Annotated[DaySet, "Every run of days that it allows; both ends inclusive."]
    source: Annotated[str, "Who or what says so: a dated path, an office holder, a field."]
    rule: Annotated[str, "The rule by which it was read, a row of the table of clues."]
    group: Annotated[Group, "Clues of one group may copy each other; groups do not."]
    weight: Annotated[float, "How well its first day binds, 0 to 1."]
    span: Span | None = None
    text: Annotated[str, "The words themselves."] = ""
    weight_latest: Annotated[
        float | None, "How well its last day binds, where that differs from the first."
    ] = None

    @property
    def latest_weight(self) -> float:
        return self.weight if self.weight_latest is None else self.weight_latest


class ExplanationName(StrEnum):
    """What may explain that a link's date does not fit its document, in the order tried."""

    ARCHIVE_STAMP = "archive-stamp"
    ACCESS_DATE = "access-date"
    RENDER_DATE_LEAK = "render-date-leak"
    REISSUE = "re-issue"
    PAGE_UPDATED = "page-updated"
    PLAIN_BOILERPLATE = "plain-boilerplate"
    WEAK_RULE = "weak-rule"
    UNDECIDED = "undecided"
    """Nothing explains it, and both sides weigh about the same."""
    TRUE_CONFLICT = "true-conflict"
    """Nothing explains it."""
    WRAPPED_ANCHOR = "wrapped-anchor"
    """A citation stands twice because its anchor ran over two lines."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One hypothesis tried on a conflict: does it hold, and by which marks."""

    name: ExplanationName
    holds: bool
    marks: tuple[str, ...] = ()
    proof: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A link whose date does not fit the document that cites it.

    `gap_days` counts from the last day the other clues allow to the first day the link claims, both
    unwidened. `decided` is false where dropping the other side weighs about the same.
    `tried` lists the explanations in their order, up to the one that holds.
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
    _of_link: dict[str, Conflict] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        of_link = {item.url: item for item in reversed(self.conflicts)}
        object.__setattr__(self, "_of_link", of_link)

    def conflict(self, url: str) -> Conflict | None:
        """The conflict of a link, if it has one."""
        return self._of_link.get(url)


class Basis(StrEnum):
    """Whose words bound a document's day of publication."""

    OWN_WORDS = "own-words"
    CITATIONS = "words-and-citations"
    AGAINST_STATEMENT = "against-a-stated-date"
    """A day that the document states did not fit all else and was put aside."""


@dataclass(frozen=True, slots=True)
class Published:
    """When a document was published, as far as its clues bound it."""

    days: Annotated[DaySet, "The days on which the document can have been published."]
    basis: Annotated[Basis, "Whose words bound these days."]
