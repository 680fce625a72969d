"""The report for programs: JSON, version 1 (docs/json.md, schema.json)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from linkassay.model import Report
from linkassay.report.json_text import json_text
from linkassay.report.sections import SECTIONS, Section
from linkassay.report.shapes import FORMAT, is_noun, plain_value, shape_of
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
    values = shape_of(kind).values(noun)
    for before, (_, value) in zip(_beginnings(kind, depth), values, strict=True):
        out(before)
        if isinstance(value, tuple):
            _items(value, depth + 1, out)
        else:
            out(_text(value, depth + 1))
    out(f"\n{'  ' * depth}}}")


@cache
def _beginnings(kind: type, depth: int) -> tuple[str, ...]:
    """What stands before the value of each field of a noun."""
    names = [json_text(field.name, 0) for field in shape_of(kind).fields]
    return tuple(
        f"{',' if at else '{'}\n{'  ' * (depth + 1)}{name}: " for at, name in enumerate(names)
    )


def _items(values: tuple[Any, ...], depth: int, out: Callable[[str], object]) -> None:
    before = "["
    for value in values:
        out(f"{before}\n{'  ' * (depth + 1)}{_text(value, depth + 1)}")
        before = ","
    out("[]" if before == "[" else f"\n{'  ' * depth}]")


def _text(value: Any, depth: int) -> str:
    """A value, its second and later lines at this depth; a noun is written as it stands."""
    if value is None or value.__class__ is str:
        return json_text(value, depth)
    parts: list[str] = []
    if isinstance(value, tuple):
        _items(value, depth, parts.append)
    elif is_noun(value):
        _noun(type(value), value, depth, parts.append)
    else:
        return json_text(plain_value(value), depth)
    return "".join(parts)
