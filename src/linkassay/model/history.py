"""What earlier runs say of a document, and a document as it is read back to be judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from linkassay.model.asking import Observation
from linkassay.model.conditions import Condition, LinkCheck, LinkState, State
from linkassay.model.copies import Copy, Sharing
from linkassay.model.dating import Conflict, Published
from linkassay.model.documents import Reading
from linkassay.model.findings import Finding


@dataclass(frozen=True, slots=True)
class History:
    """The findings of earlier sealed runs on one document.

    `closed` holds the fingerprints of those that were open once and are not now.
    """

    open: tuple[Finding, ...] = ()
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A document of a run that is to be judged, as whoever opens the ledger finds it there.

    It was read as number `position` and has so many `citations`; `document`, `version` and
    `renamed_from` are keys. `identity` and `fetched` are as in `StoredDocument`.
    """

    position: int
    document: int
    version: int
    locator: str
    identity: str
    citations: int = 0
    fetched: date | None = None
    renamed_from: int | None = None
    sharing: tuple[Sharing, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document of this run, read back with all that judging needs.

    `checks` maps each link it cites to this run's check. `identity` is what its findings are known
    by: the locator under which it was first met, so that a renamed document keeps them. `fetched`
    is the day on which it was fetched from the web, if it was. `copies` are documents of the run
    that share its text.
    """

    reading: Reading
    checks: Mapping[str, LinkCheck]
    history: History
    identity: str
    fetched: date | None = None
    copies: tuple[Copy, ...] = ()


class Lasting(StrEnum):
    """How long what was found in a document stands, while nothing that it was read by changes."""

    RUN = "run"
    """It is judged anew in each run: it rests on more than the document and its links."""
    DAY = "day"
    """On another day it may come out otherwise."""
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Judgement:
    """That a document was judged: on which day, by what code and settings, and how long it stands.

    `findings` is how many of its findings are open.
    """

    day: Annotated[date, "On which day."]
    judge: Annotated[bytes, "SHA-256 of the code and the settings by which it was judged."]
    lasting: Annotated[Lasting, "How long that stands."]
    findings: Annotated[int, "How many of its findings are open."]


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found in one document; with a judgement it need not be judged again so soon."""

    published: Published | None = None
    conflicts: tuple[Conflict, ...] = ()
    findings: tuple[Finding, ...] = ()
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """An address that the documents of a run cite, as far as planning needs it.

    `malformed` tells that it cannot be asked because it is no address at all, `code` that it stands
    nowhere but in code. `state` and `due` are of earlier runs: how it stood, and from when on it is
    to be asked again (`None`: at any time).
    """

    url: str
    malformed: bool = False
    secret: bool = False
    code: bool = False
    state: State = State.UNKNOWN
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class StillStands:
    """Which links need not be asked, by what earlier runs saw: those in one of these states.

    With `before`, only those that are due after that time.
    """

    states: frozenset[State]
    before: datetime | None = None

    def holds(self, target: Target) -> bool:
        """Whether a target need not be asked."""
        if target.state not in self.states:
            return False
        return self.before is None or (target.due is not None and self.before < target.due)


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A wrapped address: its link as it was first read, and its candidates as written.

    `whole` tells that the run's documents also write that link in one piece.
    """

    url: str
    candidates: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """The candidate, by its identity, that is the link of a wrapped address in a run.

    `for_good`: in later runs too, and the first reading is not asked again.
    """

    wrapped: Wrapped
    url: str
    for_good: bool


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A link that was looked at in this run, before the verdict.

    `condition` reads its first look alone; `several` tells that there are more. `before` is its
    state by all checks before `when`. `known` is the last answer that certainly was the page.
    """

    url: str
    when: datetime
    condition: Condition
    before: LinkState
    several: bool = False
    known: Observation | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """The verdict of one run on a link."""

    url: str
    when: datetime
    condition: Condition
    before: State
    state: LinkState
