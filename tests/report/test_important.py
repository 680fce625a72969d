"""What is told where not all can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.model import Finding, Level, Standing
from linkassay.report.important import Leading, importance
from linkassay.report.leading_problems import KEPT, LeadingProblems
from report.golden import RUN, brief_report
from report.listreport import ListReport
from report.snapshots import written

SOME = next(brief_report("credit-without-link").findings())
WEB = next(brief_report("dead-link").findings())

FINDINGS = st.lists(
    st.builds(
        lambda level, standing, number: replace(
            SOME, level=level, standing=standing, message=f"{number}", fingerprint=f"{number}"
        ),
        st.sampled_from(Level),
        st.sampled_from(Standing),
        st.integers(0, 5),
    ),
    max_size=30,
)


def _chosen(findings: Sequence[Finding], most: int) -> tuple[list[Finding], int]:
    leading = Leading(lambda: iter(findings), most, lambda _: True)
    return list(leading), leading.left_out


def test_every_standing_and_level_has_its_importance() -> None:
    ranks = {
        importance(replace(SOME, level=level, standing=standing))
        for level in Level
        for standing in Standing
    }
    assert len(ranks) > len(Level)


def test_news_comes_before_what_was_known_and_errors_before_notes() -> None:
    known_error = replace(SOME, level=Level.ERROR, standing=Standing.KNOWN)
    new_note = replace(SOME, level=Level.NOTE, standing=Standing.NEW)
    new_error = replace(SOME, level=Level.ERROR, standing=Standing.WORSE)
    told = [known_error, new_note, new_error]
    assert _chosen(told, 1) == ([new_error], 2)
    assert _chosen(told, 2) == ([new_note, new_error], 1)
    assert _chosen(told, 3) == (told, 0)


@given(findings=FINDINGS, most=st.integers(0, 12))
def test_what_is_left_out_matters_no_more_than_what_is_told(
    findings: list[Finding], most: int
) -> None:
    told, left_out = _chosen(findings, most)
    assert len(told) == min(most, len(findings))
    assert left_out == len(findings) - len(told)
    assert sorted(map(importance, findings))[:most] == sorted(map(importance, told))


@given(findings=FINDINGS, most=st.integers(1, 4))
def test_problems_are_counted_whole_and_the_most_important_kept(
    findings: list[Finding], most: int
) -> None:
    problems = LeadingProblems(findings, most)
    told = [item.first for item in problems]
    unlimited = [item.first for item in LeadingProblems(findings, 99)]
    assert told == unlimited[:most]
    assert problems.number == len(findings)
    for problem in problems:
        same = [one for one in findings if _key(one) == _key(problem.first)]
        assert problem.number == len(same)
        assert problem.findings == tuple(same[:KEPT])


def _key(finding: Finding) -> tuple[str, Level, Standing]:
    return finding.message, finding.level, finding.standing


def test_one_link_in_many_documents_is_one_problem() -> None:
    findings = [replace(WEB, document=f"{number}.txt") for number in range(100)]
    (problem,) = LeadingProblems(findings, 2)
    assert problem.number == 100
    assert len(problem.findings) == KEPT


@pytest.mark.parametrize(("name", "mark"), [("github", "::"), ("atom", "<entry>")])
def test_what_another_finding_tells_too_is_no_problem(name: str, mark: str) -> None:
    """Formats that tell problems leave it out, whole."""
    too = replace(SOME, told_with="dead-link")
    assert mark in written(ListReport(RUN, all_findings=(SOME,)), name)
    assert mark not in written(ListReport(RUN, all_findings=(too,)), name)
