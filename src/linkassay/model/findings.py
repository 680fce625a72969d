"""What is said about what was seen: violations of rules, and findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from linkassay.model.citations import Attribution, Citation, Link
from linkassay.model.conditions import Confidence, LinkCheck
from linkassay.model.copies import Copy
from linkassay.model.dating import Dating, ExplanationName
from linkassay.model.documents import Reading
from linkassay.model.local import LocalFile, LocalTarget
from linkassay.model.span import Span
from linkassay.model.suppressions import SuppressionUse


class Level(StrEnum):
    """How much a finding matters, the mildest first."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Standing(StrEnum):
    """How a finding stands beside the runs before."""

    NEW = "new"
    KNOWN = "known"
    WORSE = "worse"
    """Its level rose: a link that was failing is now dead."""
    RETURNED = "returned"
    """It was closed in an earlier run and is found again."""
    CARRIED = "carried"
    """Still open from an earlier answer: its link was not answered for in this run."""
    FIXED = "fixed"
    RETIRED = "retired"
    """Its rule no longer runs."""
    GONE = "gone"
    """Its document left the corpus."""
    ACCEPTED = "accepted"
    """The configuration takes what its link answers for fine."""
    SUPPRESSED = "suppressed"
    """The configuration or a comment wants to hear no more of it, for a while."""

    @property
    def is_open(self) -> bool:
        return self not in _CLOSED

    @property
    def is_silenced(self) -> bool:
        """Whether somebody said that it is not to be told: it is only counted."""
        return self in (Standing.ACCEPTED, Standing.SUPPRESSED)

    @property
    def is_news(self) -> bool:
        """Whether it is worth a person's minute: nobody was told of it before."""
        return self in (Standing.NEW, Standing.WORSE, Standing.RETURNED)


_CLOSED = frozenset(
    {Standing.FIXED, Standing.RETIRED, Standing.GONE, Standing.ACCEPTED, Standing.SUPPRESSED}
)


class Requires(StrEnum):
    """What a rule must have seen before its silence means anything."""

    READING = "reading"
    COPIES = "copies"
    """The other document that it speaks of must have been read, too."""
    FILES = "files"
    """The file that an address names must have been looked for."""
    ANSWER = "answer"
    RECOVERY = "recovery"
    """An answer is not enough: the link must have been seen alive again."""


class SubjectKind(StrEnum):
    """What a rule is asked about, one case each."""

    DOCUMENT = "document"
    CITATION = "citation"
    LINK = "link"
    FILE = "file"
    """A file that relative addresses name, whether it is there or not."""
    ATTRIBUTION = "attribution"
    HOST = "host"
    """A host, with all links of the document that lead to it."""
    SUPPRESSION = "suppression"
    """A table of the configuration or a comment that tells a rule to be silent."""
    COPY = "copy"
    """A document of the run that shares text with the case's document."""


class Sign(StrEnum):
    """A mark without which a rule has nothing to say of a subject: seen at a glance.

    Most of what a document cites bears none, and costs no rule a look.
    """

    TOLD = "told"
    """A link: something is told of its answer or its state. A host: links to it fail because of
    it."""
    DATED = "dated"
    """Its address carries a date."""
    CONFLICT = "conflict"
    """Its date does not fit the document."""
    UNSECURED = "unsecured"
    """Its address begins with `http:`."""
    REPEATED = "repeated"
    """It is cited more than once."""
    ARCHIVED = "archived"
    """It is cited by an archived copy."""
    DECEITFUL = "deceitful"
    """Its address may mislead a reader."""
    MALFORMED = "malformed"
    """Its address cannot be read."""
    PLACE = "place"
    """It names a place in a file."""


class EvidenceKind(StrEnum):
    """What a finding rests on."""

    CLUE = "clue"
    HOP = "hop"
    ANSWER = "answer"
    TEXT = "text"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing a finding rests on."""

    kind: Annotated[EvidenceKind, "What it is: a clue, a hop, an answer, a text, a mark."]
    text: Annotated[str, "In words."]
    line: Annotated[int | None, "Where it stands in the document."] = None


@dataclass(frozen=True, slots=True)
class Violation:
    """What a rule says of its case; the judge makes a `Finding` of it.

    `level` and `confidence` are only given where they differ from the rule's own, `advice` where it
    differs from the story's "What to do". `key` tells apart several violations of one rule on one
    subject and must survive edits elsewhere in the document. Every field that `Finding` has too is
    copied by its name.
    """

    message: str
    advice: str = ""
    evidence: tuple[Evidence, ...] = ()
    level: Level | None = None
    confidence: Confidence | None = None
    explanation: ExplanationName | None = None
    gap_days: int | None = None
    span: Span | None = None
    key: str = ""
    told_with: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a named rule says about a document, with its evidence.

    `fingerprint` is a hash of the rule, the document's identity and the link identity or normalised
    text: never of a line number or a run, so that it survives edits.
    """

    fingerprint: Annotated[str, "Stable over runs and over edits elsewhere in the document."]
    rule: Annotated[str, "The rule that speaks; `linkassay explain RULE` tells its story."]
    level: Annotated[Level, "How much it matters."]
    confidence: Annotated[Confidence, "How far it can be trusted."]
    document: Annotated[str, "Locator of the document."]
    span: Span | None
    url: Annotated[
        str | None, "The link, local target, malformed address or other document it speaks of."
    ]
    message: Annotated[str, "What is wrong, in one or two sentences."]
    advice: Annotated[str, "What to do."] = ""
    evidence: Annotated[tuple[Evidence, ...], "What it rests on."] = ()
    explanation: Annotated[
        ExplanationName | None, "What explains it, where an explanation was looked for."
    ] = None
    gap_days: Annotated[
        int | None, "Days from the latest day the document allows to the day the link claims."
    ] = None
    told_with: Annotated[
        str | None, "The rule whose finding on the same line says this one too: one problem."
    ] = None
    standing: Annotated[Standing, "How it stands beside the runs before."] = Standing.NEW
    suppressed_at: Annotated[
        str | None, "Where it is suppressed: file and line of a comment or of the configuration."
    ] = None
    suppressed_because: Annotated[str | None, "Why, in the words that stand there."] = None
    suppressed_until: Annotated[date | None, "The last day on which that holds."] = None

    @property
    def line(self) -> int | None:
        return self.span.line if self.span else None


_UNKNOWN = LocalFile()


@dataclass(frozen=True, slots=True)
class Case:
    """All that a rule may see: its subject and the whole reading it stands in. Nothing else.

    Exactly the field that the rule's `subject` names is set (none for a document rule; for a host
    its `links` too). `outages` are the hosts of which nothing is to be had. `files` is what is
    known of the files that its relative addresses name. `copies` are the documents of the run that
    share its text, those that it shares most with first.
    """

    reading: Reading
    dating: Dating
    checks: Mapping[str, LinkCheck]
    now: datetime
    citation: Citation | None = None
    link: Link | None = None
    attribution: Attribution | None = None
    target: LocalTarget | None = None
    copy: Copy | None = None
    suppression: SuppressionUse | None = None
    host: str | None = None
    links: tuple[Link, ...] = ()
    outages: frozenset[str] = frozenset()
    files: Mapping[LocalTarget, LocalFile] = field(default_factory=dict)
    copies: tuple[Copy, ...] = ()

    @property
    def file(self) -> LocalFile:
        """What is known of the case's file, or of the one that its citation names."""
        target = self.citation.local if self.citation else self.target
        return _UNKNOWN if target is None else self.files.get(target, _UNKNOWN)

    @property
    def check(self) -> LinkCheck | None:
        """The check of the case's link."""
        return self.checks.get(self.link.url) if self.link else None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations of the case's link or file."""
        if self.target is not None:
            return self.reading.naming(self.target)
        return self.reading.citing(self.link.url) if self.link else ()
