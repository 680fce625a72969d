"""The report with one line for each open finding."""

from __future__ import annotations

from dataclasses import replace

from linkassay.model import Level, Span, UnreadSource
from linkassay.report.words import place
from report.as_text import FOUND, GOLDEN, of, text
from report.snapshots import written


def test_a_line_tells_where_what_and_how_bad() -> None:
    row = written(of(FOUND), "short").splitlines()[0]
    assert row.startswith(f"{place(FOUND)}: {FOUND.level.value} {FOUND.rule} {FOUND.message}")
    nowhere = written(of(replace(FOUND, span=None)), "short")
    assert nowhere.startswith(f"{FOUND.document}: {FOUND.level.value} {FOUND.rule} ")
    no_column = written(of(replace(FOUND, span=Span(3, None))), "short")
    assert no_column.startswith(f"{FOUND.document}:3: ")


def test_lines_are_in_order_and_hold_each_open_finding_and_the_verdict() -> None:
    *rows, last = written(replace(GOLDEN, all_unread=()), "short").splitlines()
    found = [item for item in GOLDEN.findings() if item.standing.is_open]
    assert len(rows) == sum(item.told_with is None for item in found) < len(found)
    alike = text(replace(GOLDEN, all_unread=()), width=400)
    assert alike.replace("\n", " ").startswith(last)
    late = replace(FOUND, span=Span(9, 9), level=Level.ERROR)
    early = [replace(FOUND, span=Span(9, 2)), replace(FOUND, span=Span(2, 9))]
    told = written(of(late, *early), "short").splitlines()
    assert [row.partition(": ")[0].partition(":")[2] for row in told[:3]] == ["2:9", "9:2", "9:9"]


def test_a_named_document_that_was_not_read_has_a_line() -> None:
    named = UnreadSource("scan.pdf", "is a PDF")
    met = replace(named, locator="met.pdf", named=False)
    told = written(replace(of(FOUND), all_unread=(named, met)), "short").splitlines()
    assert told[-2] == "scan.pdf: not read: is a PDF"
    assert len(told) == 3
