"""Annotations: where they stand, and how many of a kind there may be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkassay.model import Finding, Level, Standing
from linkassay.report.limits import ANNOTATIONS
from report.golden import RUN, brief_report
from report.listreport import ListReport
from report.snapshots import written

SOME = next(brief_report("credit-without-link").findings())
WEB = next(brief_report("dead-link").findings())


def _commands(*findings: Finding) -> list[str]:
    verdict, *rows = written(ListReport(RUN, all_findings=findings), "github").splitlines()
    assert not verdict.startswith("::")
    return rows


def _many(number: int, level: Level) -> list[Finding]:
    return [replace(SOME, level=level, message=f"{level} {i}.") for i in range(number)]


@pytest.mark.parametrize(
    ("level", "kind"), [(Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.NOTE, "notice")]
)
def test_ten_of_a_kind_are_told_and_of_more_nine_and_how_many(level: Level, kind: str) -> None:
    assert len(_commands(*_many(ANNOTATIONS, level))) == ANNOTATIONS
    told = _commands(*_many(ANNOTATIONS + 1, level))
    assert len(told) == ANNOTATIONS
    assert all(row.startswith(f"::{kind} ") for row in told)
    assert f"and 2 more {level}s" in told[-1]


def test_each_kind_has_its_ten_and_errors_come_first() -> None:
    told = _commands(*(item for level in Level for item in _many(30, level)))
    kinds = [row.split()[0] for row in told]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10


def test_an_annotation_stands_at_its_place() -> None:
    (row,) = _commands(replace(SOME, document="a, b: 100%.md"))
    assert row.startswith("::warning file=a%2C b%3A 100%25.md,line=")
    assert SOME.span is not None
    assert f",line={SOME.span.line},endLine={SOME.span.end_line},col={SOME.span.column}," in row


@pytest.mark.parametrize("document", ["https://a.example/x", "-"])
def test_what_stands_in_no_file_has_no_place(document: str) -> None:
    (row,) = _commands(replace(SOME, document=document))
    assert row.startswith("::warning title=")


def test_a_link_in_many_documents_is_one_annotation_that_names_some() -> None:
    (row,) = _commands(*(replace(WEB, document=f"{number}.txt") for number in range(9)))
    assert "The same in 1.txt:" in row
    assert row.endswith(", 4 more")


def test_what_is_no_longer_open_is_not_told() -> None:
    closed = [item for item in Standing if not item.is_open]
    assert not _commands(*(replace(SOME, standing=standing) for standing in closed))


def test_a_long_message_is_cut() -> None:
    (row,) = _commands(replace(SOME, message="漢" * 10_000))
    assert row.endswith("…")
    assert len(row.encode()) < 5_000
