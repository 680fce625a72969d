"""JUnit XML, held against what the schemas of Jenkins and of Ant have in common."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product
from xml.etree import ElementTree

import pytest

from linkassay.model import Level, Standing, UnreadSource
from report.golden import RUN, golden_report
from report.listreport import ListReport
from report.snapshots import written

REQUIRED = {
    "testsuites": set(),
    "testsuite": {
        "name", "package", "id", "hostname", "timestamp", "tests", "failures", "errors", "time"
    },
    "properties": set(),
    "property": {"name", "value"},
    "testcase": {"name", "classname", "time"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": {"type", "message"},
    "system-out": set(),
    "system-err": set(),
}  # fmt: skip
ALLOWED = {"testsuite": {"skipped"}}
ORDER = ["properties", "testcase", "system-out", "system-err"]


def _suite(told: ListReport) -> ElementTree.Element:
    """The one suite of a report, its elements, attributes and order checked."""
    root = ElementTree.fromstring(written(told, "junit").encode())
    for part in root.iter():
        extra = set(part.attrib) - REQUIRED[part.tag]
        assert extra <= ALLOWED.get(part.tag, set())
        assert set(part.attrib) >= REQUIRED[part.tag]
    (suite,) = root
    order = [ORDER.index(part.tag) for part in suite]
    assert order == sorted(order)
    assert Counter(order)[0] == Counter(order)[2] == Counter(order)[3] == 1
    assert all(len(test) <= 1 for test in suite.iter("testcase"))
    return suite


def _outcomes(suite: ElementTree.Element) -> Counter[str]:
    return Counter(test[0].tag if len(test) else "passed" for test in suite.iter("testcase"))


SOME = next(golden_report().findings())
DOUBLES = ListReport(
    RUN,
    all_findings=tuple(
        replace(SOME, standing=standing, level=level, told_with=other, fingerprint=f"{number}")
        for number, (standing, level, other) in enumerate(product(Standing, Level, (None, "x")))
    ),
)
UNREAD = ListReport(
    RUN, all_unread=tuple(UnreadSource(f"{n}.bin", "is no text", named=n > 1) for n in range(5))
)


@pytest.mark.parametrize(
    "told",
    [golden_report(), DOUBLES, UNREAD, ListReport(RUN)],
    ids=["golden", "doubles", "unread", "nothing"],
)
def test_the_counts_are_those_of_the_tests(told: ListReport) -> None:
    suite = _suite(told)
    outcomes = _outcomes(suite)
    assert int(suite.attrib["tests"]) == outcomes.total()
    assert int(suite.attrib["failures"]) == outcomes["failure"]
    assert int(suite.attrib["errors"]) == outcomes["error"]
    assert int(suite.attrib["skipped"]) == outcomes["skipped"]


def test_each_test_has_a_name_of_its_own() -> None:
    """GitLab counts tests of one name and class once."""
    tests = list(_suite(golden_report()).iter("testcase"))
    names = {(test.attrib["classname"], test.attrib["name"]) for test in tests}
    assert len(names) == len(tests)


def test_only_open_errors_and_warnings_of_this_run_fail() -> None:
    told = golden_report()
    failed = {
        test.attrib["name"]
        for test in _suite(told).iter("testcase")
        if test.find("failure") is not None
    }
    for finding in told.findings():
        fails = (
            finding.level is not Level.NOTE
            and finding.told_with is None
            and finding.standing.is_open
            and finding.standing is not Standing.CARRIED
        )
        assert any(f"({finding.fingerprint})" in name for name in failed) == fails
