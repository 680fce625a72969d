"""The report for programs: JSON, version 1 (docs/json.md, schema.json)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from linkassay.model import Report
from linkassay.report.json_text import json_text
from linkassay.report.sections import SECTIONS, Section
from linkassay.report.shapes import FORMAT, plain_value, shape_of
from linkassay.report.telling import Telling


def write(report: Report, out: Callable[[str], object], _telling: Telling) -> None:
    """Write one object, indented by two, in UTF-8 letters; each noun as it comes.

    What cannot be seen is `\\u` escaped, and so is what a CI runner would obey anywhere in a line.
    (What it obeys at the start of one cannot come: a line starts with a quote or a bracket.)
    """
    write_sections(SECTIONS, report, out)


def write_sections(sections: Iterable[Section], told: Any, out: Callable[[str], object]) -> None:
    """Write one object with these parts of what is told, after the name of the format."""
    out(f'{{\n  "format": {json_text(FORMAT, 1)}')
    for section in sections:
        out(f',\n  "{section.name}": ')
        _section(section, told, out)
    out("\n}\n")


def _section(section: Section, told: Any, out: Callable[[str], object]) -> None:
    if not section.many:
        for noun in section.nouns(told):
            _noun(section.noun, noun, 1, out)
            return
        out("null")
        return
    before = "["
    for noun in section.nouns(told):
        out(f"{before}\n    ")
        _noun(section.noun, noun, 2, out)
        before = ","
    out("[]" if before == "[" else "\n  ]")


def _noun(kind: type, noun: Any, depth: int, out: Callable[[str], object]) -> None:
    """An object, field by field and item by item: a document may cite thousands of addresses."""
    if kind is str:
        out(json_text(noun, depth))
        return
    before = "{"
    for name, value in shape_of(kind).values(noun):
        out(f"{before}\n{'  ' * (depth + 1)}{json.dumps(name)}: ")
        before = ","
        if isinstance(value, tuple):
            _items(value, depth + 1, out)
        else:
            out(json_text(plain_value(value), depth + 1))
    out(f"\n{'  ' * depth}}}")


def _items(values: tuple[Any, ...], depth: int, out: Callable[[str], object]) -> None:
    before = "["
    for value in values:
        out(f"{before}\n{'  ' * (depth + 1)}{json_text(plain_value(value), depth + 1)}")
        before = ","
    out("[]" if before == "[" else f"\n{'  ' * depth}]")
