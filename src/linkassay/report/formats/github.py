"""Annotations for GitHub Actions: workflow commands, at most ten of a kind.

The runner shows ten errors, ten warnings and ten notices of a step and drops the others ("Workflow
commands for GitHub Actions"). So the last of a full kind says how many there are besides. Data is
escaped as that page's toolkit does it: a percent sign and line ends, in properties also colons and
commas; what could be a command of its own is broken before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from linkassay.model import Finding, Level, Report
from linkassay.report.escape import escape, line
from linkassay.report.file_places import is_file
from linkassay.report.leading_problems import LeadingProblems
from linkassay.report.limits import ANNOTATIONS
from linkassay.report.plain_lines import clipped, plain_lines
from linkassay.report.problems import Problem
from linkassay.report.telling import Telling
from linkassay.report.verdict import verdict
from linkassay.report.words import count

MOST_BYTES = 4_000
"""Longer messages are cut: nobody reads more in the margin of a page."""

KINDS: Mapping[Level, str] = {
    Level.ERROR: "error",
    Level.WARNING: "warning",
    Level.NOTE: "notice",
}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def write(report: Report, out: Callable[[str], object], _telling: Telling) -> None:
    """Write the verdict for the log, then the annotations of what is open, errors first."""
    out(f"{verdict(report)}\n")
    for level, kind in KINDS.items():
        _kind(kind, LeadingProblems(_open(report, level), ANNOTATIONS), level, out)


def _open(report: Report, level: Level) -> Iterator[Finding]:
    """But for what another finding on its line tells too."""
    for item in report.findings():
        if item.level is level and item.standing.is_open and item.told_with is None:
            yield item


def _kind(kind: str, problems: LeadingProblems, level: Level, out: Callable[[str], object]) -> None:
    shown = list(problems)
    if problems.number > sum(item.number for item in shown):
        del shown[ANNOTATIONS - 1 :]
    for problem in shown:
        out(_annotation(kind, problem))
    if more := problems.number - sum(item.number for item in shown):
        words = f"and {count(more, f'more {level.value}')}; `--format short` tells them all"
        out(f"::{kind} title=linkassay::{words}\n")


def _annotation(kind: str, problem: Problem) -> str:
    first, properties = problem.first, {}
    if is_file(first.document):
        properties["file"] = first.document
        if first.span is not None and first.span.line:
            properties["line"] = str(first.span.line)
            properties["endLine"] = str(first.span.end_line or first.span.line)
            properties["col"] = str(first.span.column or 1)
    properties["title"] = f"linkassay: {first.rule}"
    told = ",".join(
        f"{name}={escape(value).translate(_PROPERTY)}" for name, value in properties.items()
    )
    words = "\n".join(_words(problem))
    return f"::{kind} {told}::{clipped(words, MOST_BYTES).translate(_DATA)}\n"


def _words(problem: Problem) -> list[str]:
    told = list(plain_lines(problem.first))
    if others := problem.findings[1:]:
        places = [line(f"{item.document}:{item.line or 1}") for item in others]
        rest = problem.number - len(problem.findings)
        places += [f"{rest:,} more"] if rest else []
        told.append(f"The same in {', '.join(places)}")
    return told
