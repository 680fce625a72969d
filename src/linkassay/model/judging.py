"""How what was seen is read (conditions), and what is said about it (findings)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from linkassay.model.asking import Observation
from linkassay.model.dating import Dating
from linkassay.model.reading import Attribution, Citation, Link, Reading
from linkassay.model.span import Span


class Confidence(StrEnum):
    """How far a condition or a finding can be trusted."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    SUSPECTED = "suspected"


class Strike(StrEnum):
    """Whether a condition counts towards death, and how fast (design section 3)."""

    NONE = "none"
    QUICK = "quick"
    """NXDOMAIN and 410: two over two days."""
    NORMAL = "normal"
    """Three on three days spanning six."""
    SLOW = "slow"
    """Timeouts and 5xx: four over fourteen days."""


@dataclass(frozen=True, slots=True)
class Condition:
    """How one observation is read. `name` is kebab case: `gone`, `dns-nxdomain`, `bot-blocked`."""

    name: str
    confidence: Confidence
    reason: str
    strike: Strike = Strike.NONE


class State(StrEnum):
    """What all checks of a link together say."""

    ALIVE = "alive"
    FAILING = "failing"
    DEAD = "dead"
    UNVERIFIABLE = "unverifiable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LinkState:
    """A link's state over its history. `since` is when the present failing or dying began."""

    state: State
    strikes: int = 0
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class PastCheck:
    """One earlier reading of a link, as far as its state needs it."""

    when: datetime
    condition: Condition


class Level(StrEnum):
    """How much a finding matters, the mildest first."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Standing(StrEnum):
    """A finding beside the run before."""

    NEW = "new"
    KNOWN = "known"
    FIXED = "fixed"


class Requires(StrEnum):
    """What a rule must have seen before its silence means anything."""

    READING = "reading"
    ANSWER = "answer"
    RECOVERY = "recovery"
    """An answer is not enough: the link must have been seen alive again."""


class SubjectKind(StrEnum):
    """What a rule is asked about, one case each."""

    DOCUMENT = "document"
    CITATION = "citation"
    LINK = "link"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing a finding rests on. `kind` is `clue`, `hop`, `answer`, `text` or `mark`."""

    kind: str
    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Violation:
    """What a rule says of its case; the judge makes a `Finding` of it.

    `level` and `confidence` are only given where they differ from the rule's own. `key` tells apart
    several violations of one rule on one subject and must survive edits elsewhere in the document.
    """

    message: str
    advice: str = ""
    evidence: tuple[Evidence, ...] = ()
    level: Level | None = None
    confidence: Confidence | None = None
    explanation: str | None = None
    gap_days: int | None = None
    span: Span | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a named rule says about a document, with its evidence.

    `id` is a hash of the rule, the document's locator and the link identity or normalised text:
    never of a line number or a run, so that it survives edits.
    """

    id: str
    rule: str
    level: Level
    confidence: Confidence
    document: str
    span: Span | None
    url: str | None
    message: str
    advice: str = ""
    evidence: tuple[Evidence, ...] = ()
    explanation: str | None = None
    gap_days: int | None = None
    standing: Standing = Standing.NEW

    @property
    def line(self) -> int | None:
        return self.span.line if self.span else None


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """A link with this run's observation (if it was asked), how that is read, and its state."""

    link: Link
    observation: Observation | None
    condition: Condition | None
    state: LinkState


@dataclass(frozen=True, slots=True)
class History:
    """Earlier runs, as far as deciding needs them.

    `checks` maps a link to its earlier readings, oldest first; `findings` maps a document's locator
    to what was open there after its last run.
    """

    checks: Mapping[str, tuple[PastCheck, ...]] = field(default_factory=dict)
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """All that a rule may see: its subject and the whole reading it stands in. Nothing else.

    Exactly the field that the rule's `subject` names is set (none for a document rule).
    """

    reading: Reading
    dating: Dating
    checks: Mapping[str, LinkCheck]
    now: datetime
    citation: Citation | None = None
    link: Link | None = None
    attribution: Attribution | None = None

    @property
    def check(self) -> LinkCheck | None:
        """The check of the case's link."""
        return self.checks.get(self.link.url) if self.link else None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations of the case's link."""
        return self.reading.citing(self.link.url) if self.link else ()
