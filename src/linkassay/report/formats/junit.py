"""Test results in the JUnit XML that Jenkins, Azure and GitLab read, for their lists of tests.

A document is a test that passes once it is read, and so is each finding that is no longer open. An
error or a warning fails. A note, and what no answer of this run speaks for, is skipped, with its
words. The elements and attributes are those that the schemas of Jenkins and of Ant have in common,
in their order; both want a time of each test, which is not measured, and a host.
"""

from __future__ import annotations

from collections.abc import Callable

from linkassay.model import Finding, Level, Report, Standing
from linkassay.report import xml_text
from linkassay.report.plain_lines import plain_lines
from linkassay.report.telling import Telling
from linkassay.report.verdict import verdict
from linkassay.report.words import STANDINGS, place, problems

Out = Callable[[str], object]

_UNDECIDED = frozenset({Standing.CARRIED, Standing.ACCEPTED})
"""Neither failed nor mended."""


def write(report: Report, out: Out, _telling: Telling) -> None:
    """Write one suite, each test as it comes.

    What another finding on its line tells too is no test of its own.
    """
    out(f"{xml_text.HEAD}<testsuites>\n  {_suite(report)}\n")
    _properties(report, out)
    for document in report.documents():
        out(f"    {xml_text.empty('testcase', classname=document.locator, name='read', time=0)}\n")
    for source in report.unread():
        out(_test(source.locator, "read", "error", "unread", source.problem, (source.advice,)))
    for finding in report.findings():
        if not _is_double(finding):
            out(_finding(finding))
    out("    <system-out/>\n    <system-err/>\n  </testsuite>\n</testsuites>\n")


def _suite(report: Report) -> str:
    run, counts = report.run, problems(report.counts)
    seconds = 0.0 if run.finished is None else (run.finished - run.started).total_seconds()
    levels, standings = counts.levels, counts.standings
    failures = levels.get(Level.ERROR, 0) + levels.get(Level.WARNING, 0)
    undecided = sum(standings.get(standing, 0) for standing in _UNDECIDED)
    return xml_text.start(
        "testsuite",
        name="linkassay",
        package="linkassay",
        id=0,
        hostname="localhost",
        timestamp=f"{run.started:%Y-%m-%dT%H:%M:%S}",
        tests=counts.documents + counts.unread + sum(standings.values()),
        failures=failures,
        errors=counts.unread,
        skipped=levels.get(Level.NOTE, 0) + undecided,
        time=f"{seconds:.3f}",
    )


def _properties(report: Report, out: Out) -> None:
    told = (
        ("run", report.run.name),
        ("tool", report.run.tool),
        ("outcome", report.run.outcome.value),
        ("verdict", verdict(report)),
    )
    out("    <properties>\n")
    for name, value in told:
        out(f"      {xml_text.empty('property', name=name, value=value)}\n")
    out("    </properties>\n")


def _is_double(finding: Finding) -> bool:
    """Whether the counts of problems leave it out."""
    found_now = finding.standing.is_open and finding.standing is not Standing.CARRIED
    return found_now and finding.told_with is not None


def _finding(finding: Finding) -> str:
    about = finding.url or finding.document
    name = f"{finding.rule} {about} ({finding.fingerprint})"
    if not finding.standing.is_open and finding.standing not in _UNDECIDED:
        return f"    {xml_text.empty('testcase', classname=finding.document, name=name, time=0)}\n"
    skipped = finding.level is Level.NOTE or finding.standing in _UNDECIDED
    rows = (
        *plain_lines(finding),
        f"{finding.level.value}, confidence {finding.confidence.value}, "
        f"{STANDINGS[finding.standing]}",
        place(finding),
    )
    kind = "skipped" if skipped else "failure"
    return _test(finding.document, name, kind, finding.rule, finding.message, rows)


def _test(
    document: str, name: str, kind: str, cause: str, message: str, rows: tuple[str, ...]
) -> str:
    words = "\n".join(xml_text.text(row) for row in rows if row)
    how = xml_text.start(kind, type=cause, message=message)
    test = xml_text.start("testcase", classname=document, name=name, time=0)
    return f"    {test}\n      {how}{words}</{kind}>\n    </testcase>\n"
