"""Clocks, clues, and what they say of a document's day (docs/design.md, Dates)."""

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


DOCUMENT = "document"


def link_subject(url: str) -> str:
    """The subject of a clue that dates a link's target."""
    return f"link:{url}"


@dataclass(frozen=True, slots=True)
class Clue:
    """One dated hint, kept with where it came from.

    Clues with the same group, source and days are copies of one fact. `rule` is a row of
    `tables/clues.toml`, which gives the clock and the group; make clues by `ClueRule.clue`.
    """

    subject: Annotated[str, "What it dates: `document`, or `link:` and the link's URL."]
    clock: Annotated[Clock, "Which of the subject's times it speaks of."]
    days: Annotated[DaySet, "Every run of days that it allows; both ends inclusive."]
    source: Annotated[str, "Who or what says so: a dated path, an office holder, a field."]
    rule: Annotated[str, "The rule by which it was read, a row of the table of clues."]
    group: Annotated[Group, "Clues of one group may copy each other; groups do not."]
    span: Span | None = None
    text: Annotated[str, "The words themselves."] = ""


class ExplanationName(StrEnum):
    """What may explain that a link's date does not fit its document, in the order tried."""

    ARCHIVE_STAMP = "archive-stamp"
    ACCESS_DATE = "access-date"
    RENDER_DATE_LEAK = "render-date-leak"
    REISSUE = "re-issue"
    PAGE_UPDATED = "page-updated"
    PLAIN_BOILERPLATE = "plain-boilerplate"
    ANNOUNCED = "announced"
    """The words around the citation speak of what is to come."""
    UNDECIDED = "undecided"
    """It fits one of two days that the document states of itself, and not the other."""
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

    `gap_days` counts from the last day the document allows to the first day the link claims, both
    unwidened. `decided` is false where the document states two days of itself and the link fits
    the later one. `tried` lists the explanations in their order, up to the one that holds.
    """

    url: str
    claimed: Clue
    against: tuple[Clue, ...]
    latest_allowed: date
    gap_days: int
    decided: bool = True
    tried: tuple[Explanation, ...] = ()

    @property
    def explanation(self) -> Explanation | None:
        """The explanation that holds, or `None`: then the conflict is a true one."""
        return next((item for item in self.tried if item.holds), None)


class Basis(StrEnum):
    """What a day of publication rests on."""

    STATEMENT = "statement"
    """The document states it of itself."""
    OWN_WORDS = "own-words"
    """What it tells of: dates in its text, holders of offices, the last change."""
    CITATION = "citation"
    """A page that it cites carries that day."""


@dataclass(frozen=True, slots=True)
class Witness:
    """On whose word an end of the days of publication rests."""

    basis: Annotated[Basis, "What kind of word it is."]
    rule: Annotated[str, "The rule by which it was read, a row of the table of clues."]
    source: Annotated[str, "Who or what says so: a date label, a field, an office holder."]
    text: Annotated[str, "The words themselves."] = ""
    line: Annotated[int | None, "Where they stand."] = None


@dataclass(frozen=True, slots=True)
class PublishedBetween:
    """One pair of days between which a document was published; an end may be unknown."""

    earliest: Annotated[date | None, "The first day that is possible."] = None
    latest: Annotated[date | None, "The last day that is possible."] = None
    earliest_witness: Annotated[Witness | None, "On whose word it is not earlier."] = None
    latest_witness: Annotated[Witness | None, "On whose word it is not later."] = None


@dataclass(frozen=True, slots=True)
class Published:
    """When a document was published: what it states, else what bounds it."""

    days: Annotated[
        tuple[PublishedBetween, ...],
        "Pairs of days, the most trusted first; more than one where its statements disagree.",
    ]
    open: Annotated[bool, "Whether its own statements disagree, so that the day is open."] = False

    @property
    def earliest(self) -> date | None:
        """The first day that any pair allows; `None` where one of them has no beginning."""
        starts = [pair.earliest for pair in self.days]
        known = [day for day in starts if day is not None]
        return min(known) if known and len(known) == len(starts) else None

    @property
    def latest(self) -> date | None:
        """The last day that any pair allows; `None` where one of them has no end."""
        ends = [pair.latest for pair in self.days]
        known = [day for day in ends if day is not None]
        return max(known) if known and len(known) == len(ends) else None


@dataclass(frozen=True, slots=True)
class Dating:
    """What the clues of one document say of its day, worked out once.

    `statements` are the clues by which the document states its own day of publication, the most
    trusted first; `published` is what they or the other clues leave, `None` where nothing does.
    `conflicts` are the links that do not fit, in order of citation. `of_today` tells that another
    day of audit may give another dating: some clue speaks of a day to come.
    """

    statements: tuple[Clue, ...] = ()
    published: Published | None = None
    conflicts: tuple[Conflict, ...] = ()
    of_today: bool = False
    _of_link: dict[str, Conflict] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        of_link = {item.url: item for item in reversed(self.conflicts)}
        object.__setattr__(self, "_of_link", of_link)

    def conflict(self, url: str) -> Conflict | None:
        """The conflict of a link, if it has one."""
        return self._of_link.get(url)
