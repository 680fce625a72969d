"""What a rule declares about itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from linkassay.model.conditions import ConditionName, Confidence
from linkassay.model.documents import Limit
from linkassay.model.findings import Case, Level, Requires, Sign, SubjectKind, Violation


@dataclass(frozen=True, slots=True)
class RuleNotes:
    """A rule's story, cut from its docstring by the fixed headings."""

    says: str
    matters: str
    do: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Example:
    """A small document a rule must be silent on (sound) or speak on (faulty).

    `answers` maps a URL to what the web says there: a status, the name of an error, or a status and
    a Location parted by a blank (`"301 https://new.example/"`). Its target is looked up in turn.
    `pages` are the HTML pages that are shown there; `before` is how every address answered on the
    days before, one by one. `files` are the other files of its corpus, by locator, `documents`
    those that are audited with it, before it. `limited` is the limit that reading it is stopped by.
    """

    text: str
    answers: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    documents: Mapping[str, str] = field(default_factory=dict)
    locator: str = "example.txt"
    now: str = "2026-01-15"
    why: str = ""
    limited: Limit | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """The `RULE` value of a rule's module.

    `counted` is what one of its findings is about, and several: `("address over http", "addresses
    over http")`, for a report that counts them.
    `requires` says what must have been seen before the silence of the rule counts as "fixed": a
    rule that needs an answer says nothing about a link that was not asked. `conditions` are those
    it claims as its own: no other rule may speak of them. Rules with the same `problem` tell of it
    in turn, one at a time: to whoever follows it, it is one finding that changes its words. What a
    rule finds is `of_server` where a server shows the same at whatever address of it is asked, and
    `of_today` where it rests on the day of the audit.
    """

    slug: str
    counted: tuple[str, str]
    subject: SubjectKind
    level: Level
    confidence: Confidence
    since: str
    requires: Requires = Requires.READING
    conditions: frozenset[ConditionName] = frozenset()
    problem: str = ""
    of_server: bool = False
    of_today: bool = False
    sign: Sign | None = None
    sound: tuple[Example, ...] = ()
    faulty: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule as found in the package: its declaration, its story, its check."""

    rule: Rule
    notes: RuleNotes
    check: Callable[[Case], Iterator[Violation]]
