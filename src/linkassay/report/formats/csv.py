"""The findings as a table: CSV (RFC 4180), a row each, with the names that JSON gives its fields.

A spreadsheet takes a cell that begins with certain characters for a formula ("CSV Injection",
OWASP); such a cell begins with an apostrophe here. Lists are told on one line.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any

from linkassay.model import Evidence, Finding, Report
from linkassay.report.escape import line
from linkassay.report.shapes import plain_value, shape_of
from linkassay.report.telling import Telling

FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""First characters of a formula; spreadsheets take the wide ones of East Asia, too."""

BETWEEN = " | "
"""Stands between the items of a list."""


class _Sink:
    """What `csv.writer` writes to."""

    def __init__(self, out: Callable[[str], object]) -> None:
        self.write = out


def write(report: Report, out: Callable[[str], object], _telling: Telling) -> None:
    """Write the names of the columns, then each finding as it comes."""
    shape = shape_of(Finding)
    rows = csv.writer(_Sink(out))
    rows.writerow([item.name for item in shape.fields])
    for finding in report.findings():
        rows.writerow([_cell(value) for _, value in shape.values(finding)])


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        return guarded(BETWEEN.join(_item(item) for item in value))
    told = plain_value(value)
    if told is None:
        return ""
    return guarded(line(told)) if isinstance(told, str) else str(told)


def _item(item: Any) -> str:
    if isinstance(item, Evidence):
        where = f"line {item.line}: " if item.line else ""
        return line(f"{where}{item.text}")
    return line(str(plain_value(item)))


def guarded(text: str) -> str:
    """`text` as it is, or behind an apostrophe where a spreadsheet would run it."""
    return f"'{text}" if text[:1] in FORMULA else text
