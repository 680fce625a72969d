"""The report for programs: JSON, version 1 (docs/json.md, schema.json)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from linkassay.model import Report
from linkassay.report.escape import COMMAND, unseen
from linkassay.report.shapes import FORMAT, SECTIONS, Section, shape_of

_SUSPECT = re.compile(rf"[^\n\x20-\x7e]|{COMMAND.pattern}")


def write(report: Report, out: Callable[[str], object], **_terminal: object) -> None:
    """Write one object, indented by two, in UTF-8 letters; each noun as it comes.

    What cannot be seen is `\\u` escaped, and so is what a CI runner would obey anywhere in a line.
    (What it obeys at the start of one cannot come: a line starts with a quote or a bracket.)
    """
    out(f'{{\n  "format": {_plain(FORMAT, 1)}')
    for section in SECTIONS:
        out(f',\n  "{section.name}": ')
        _section(section, report, out)
    out("\n}\n")


def _section(section: Section, report: Report, out: Callable[[str], object]) -> None:
    shape = shape_of(section.noun)
    if not section.many:
        for noun in section.nouns(report):
            out(_plain(shape.row(noun), 1))
        return
    before = "["
    for noun in section.nouns(report):
        out(f"{before}\n    {_plain(shape.row(noun), 2)}")
        before = ","
    out("[]" if before == "[" else "\n  ]")


def _plain(value: Any, depth: int) -> str:
    """A value as JSON, its second and later lines at this depth."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _SUSPECT.sub(_escaped, text).replace("\n", "\n" + "  " * depth)


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if character == "#":
        return "\\u0023"
    return json.dumps(character)[1:-1] if unseen(character) else character
