"""The JSON report cut into lines: one object each, with its `type` (docs/json.md)."""

from __future__ import annotations

from collections.abc import Callable

from linkassay.model import Report
from linkassay.report.json_text import json_line
from linkassay.report.sections import SECTIONS
from linkassay.report.shapes import FORMAT, shape_of
from linkassay.report.telling import Telling


def write(report: Report, out: Callable[[str], object], _telling: Telling) -> None:
    """Write the name of the format and the verdict, then each noun as it comes."""
    for section in SECTIONS:
        for noun in section.nouns(report):
            if section.noun is str:
                row = {"format": FORMAT, section.name: noun}
                out(f"{json_line({'type': 'report', **row})}\n")
            else:
                row = shape_of(section.noun).row(noun)
                out(f"{json_line({'type': section.one, **row})}\n")
