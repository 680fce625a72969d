"""The parts of a report for programs, in the order of the contract in docs/json.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from linkassay.model import (
    Counts,
    Finding,
    LinkChange,
    LinkResult,
    NotChecked,
    Report,
    Run,
    Unreached,
    UnreadSource,
)
from linkassay.report.rule_help import first_sentence
from linkassay.report.shapes import FullDocument, RanRule
from linkassay.report.verdict import verdict


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report: one thing or `many` of them, written as they come.

    `one` is what one of them is called where each has a line of its own. Where nothing comes and
    there are not many, there is none.
    """

    name: str
    one: str
    noun: type
    meaning: str
    nouns: Callable[[Any], Iterable[Any]]
    many: bool = True
    optional: bool = False


def ran_rules(report: Report) -> Iterator[RanRule]:
    """The rules that ran, each with what it says."""
    from linkassay.rules import catalogue

    known = catalogue()
    for slug in report.run.rules:
        if (entry := known.get(slug)) is None:
            yield RanRule(slug)
            continue
        rule = entry.rule
        yield RanRule(slug, rule.level, rule.confidence, first_sentence(entry.notes.says))


def _documents(report: Report) -> Iterator[FullDocument]:
    return (FullDocument(item, report.reading(item.locator)) for item in report.documents())


SECTIONS = (
    Section(
        "verdict",
        "verdict",
        str,
        "What it amounts to, in a sentence.",
        lambda report: (verdict(report),),
        many=False,
    ),
    Section("run", "run", Run, "This run.", lambda report: (report.run,), many=False),
    Section(
        "before",
        "before",
        Run,
        "The run before it that read the same corpus: what is new is new since then.",
        lambda report: () if report.before is None else (report.before,),
        many=False,
        optional=True,
    ),
    Section(
        "counts",
        "counts",
        Counts,
        "What it amounts to, in numbers.",
        lambda report: (report.counts,),
        many=False,
    ),
    Section("rules", "rule", RanRule, "Every rule that ran.", ran_rules),
    Section("documents", "document", FullDocument, "Every document that was read.", _documents),
    Section(
        "links",
        "link",
        LinkResult,
        "Every link cited, once each.",
        lambda report: report.links(),
    ),
    Section(
        "findings",
        "finding",
        Finding,
        "All findings: by document, the worst first; those that are no longer open at the end.",
        lambda report: report.findings(),
    ),
    Section(
        "not_checked",
        "not_checked",
        NotChecked,
        "Addresses that were not asked, or could not be.",
        lambda report: report.not_checked(),
    ),
    Section(
        "unread",
        "unread",
        UnreadSource,
        "Sources that could not be read; the others still were.",
        lambda report: report.unread(),
    ),
    Section(
        "not_reached",
        "unreached",
        Unreached,
        "Pages that a corpus on the web leads to and that are no documents of the run.",
        lambda report: report.not_reached(),
    ),
)
"""The whole report, in its order, after the name of its format."""

DIFF_SECTIONS = (
    Section("older", "older", Run, "The older run.", lambda diff: (diff.older.run,), many=False),
    Section("newer", "newer", Run, "The newer run.", lambda diff: (diff.newer.run,), many=False),
    Section(
        "findings",
        "finding",
        Finding,
        "What stands otherwise in the newer run; its standing says how beside the older one.",
        lambda diff: diff.findings(),
    ),
    Section(
        "links",
        "link",
        LinkChange,
        "The links that stand otherwise, the worst off first.",
        lambda diff: diff.links(),
    ),
)
"""Two runs side by side."""
