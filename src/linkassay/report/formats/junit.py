"""Test results in the JUnit XML that Jenkins, Azure and GitLab read, for their lists of tests.

A document is a test that passes once it is read, and so is each finding that is no longer open. An
error or a warning fails, and what was named and could not be read is an error. A note, and what no
answer of this run speaks for, is skipped, with its words. The elements and attributes are those
that the schemas of Jenkins and of Ant have in common, in their order; both want a time of each
test, which is not measured, and a host.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from linkassay.model import Finding, Level, Report, Standing
from linkassay.report import xml_text
from linkassay.report.plain_lines import plain_lines
from linkassay.report.telling import Telling
from linkassay.report.verdict import verdict
from linkassay.report.words import STANDINGS, place, problems

Out = Callable[[str], object]

PASSED, FAILED, SKIPPED, ERROR = "", "failure", "skipped", "error"

_OUTCOMES: Mapping[Standing, str] = {
    Standing.NEW: FAILED,
    Standing.KNOWN: FAILED,
    Standing.WORSE: FAILED,
    Standing.RETURNED: FAILED,
    Standing.CARRIED: SKIPPED,
    Standing.FIXED: PASSED,
    Standing.RETIRED: PASSED,
    Standing.GONE: PASSED,
    Standing.ACCEPTED: SKIPPED,
    Standing.SUPPRESSED: SKIPPED,
}
"""What becomes of an error or a warning: the name of its element."""

_NOT_FOUND_NOW = [one for one, outcome in _OUTCOMES.items() if outcome == SKIPPED]


def write(report: Report, out: Out, _telling: Telling) -> None:
    """Write one suite, each test as it comes.

    What another finding on its line tells too is no test of its own.
    """
    out(f"{xml_text.HEAD}<testsuites>\n  {_suite(report)}\n")
    _properties(report, out)
    for document in report.documents():
        out(f"    {xml_text.empty('testcase', classname=document.locator, name='read', time=0)}\n")
    for source in report.unread():
        kind = ERROR if source.named else SKIPPED
        out(_test(source.locator, "read", kind, "unread", source.problem, (source.advice,)))
    for finding in report.findings():
        if finding.told_with is None:
            out(_finding(finding))
    out("    <system-out/>\n    <system-err/>\n  </testsuite>\n</testsuites>\n")


def _suite(report: Report) -> str:
    run, counts = report.run, problems(report.counts)
    seconds = 0.0 if run.finished is None else (run.finished - run.started).total_seconds()
    levels, standings = counts.levels, counts.standings
    failures = levels.get(Level.ERROR, 0) + levels.get(Level.WARNING, 0)
    undecided = sum(standings.get(standing, 0) for standing in _NOT_FOUND_NOW)
    return xml_text.start(
        "testsuite",
        name="linkassay",
        package="linkassay",
        id=0,
        hostname="localhost",
        timestamp=f"{run.started:%Y-%m-%dT%H:%M:%S}",
        tests=counts.documents + counts.unread + sum(standings.values()),
        failures=failures,
        errors=counts.unread - counts.unread_walked,
        skipped=levels.get(Level.NOTE, 0) + undecided + counts.unread_walked,
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


def _finding(finding: Finding) -> str:
    about = finding.url or finding.document
    name = f"{finding.rule} {about} ({finding.fingerprint})"
    outcome = _OUTCOMES[finding.standing]
    if outcome == PASSED:
        return f"    {xml_text.empty('testcase', classname=finding.document, name=name, time=0)}\n"
    rows = (
        *plain_lines(finding),
        f"{finding.level.value}, confidence {finding.confidence.value}, "
        f"{STANDINGS[finding.standing]}",
        place(finding),
    )
    kind = SKIPPED if finding.level is Level.NOTE else outcome
    return _test(finding.document, name, kind, finding.rule, finding.message, rows)


def _test(
    document: str, name: str, kind: str, cause: str, message: str, rows: tuple[str, ...]
) -> str:
    words = "\n".join(xml_text.text(row) for row in rows if row)
    how = xml_text.start(kind, type=cause, message=message)
    test = xml_text.start("testcase", classname=document, name=name, time=0)
    return f"    {test}\n      {how}{words}</{kind}>\n    </testcase>\n"
