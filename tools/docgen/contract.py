"""The contract of the JSON report: its schema and the page about it, from what is really told."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, get_args, get_origin

from docgen.markdown import GENERATED, table
from linkassay.model import DaySet
from linkassay.model.fields import Field
from linkassay.report.sections import DIFF_SECTIONS, SECTIONS, Section
from linkassay.report.shapes import FORMAT, Shape, shape_of

SCHEMA_FILE = "src/linkassay/report/schema.json"

_DAY = r"^\d{4}-\d{2}-\d{2}$"
_MOMENT = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$"
_ABOUT = "One run of linkassay: what was read, asked and found."
_FORMAT = "Name and version of this contract."
_DIFF = "Two runs side by side, as `linkassay diff --format json` tells them."
_LINE = "One line of the report as NDJSON."
_HEAD = "The first line: the contract, and what the run amounts to."

Json = dict[str, Any]

_PLAIN: Mapping[type, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "pattern": _DAY},
    datetime: {"type": "string", "pattern": _MOMENT},
}
_PAIR: Json = {
    "type": "array",
    "prefixItems": [{"type": ["string", "null"], "pattern": _DAY}] * 2,
    "items": False,
    "minItems": 2,
}


def _line_types() -> str:
    """The types of the lines after the first, each as its chapter is called."""
    types = [f"`{section.one}`" for section in SECTIONS[1:]]
    return f"{', '.join(types[:-1])} and {types[-1]}"


_INTRODUCTION = f"""\
`linkassay check --format json` and `linkassay audit --format json` write this document. Until the
first release `{FORMAT}` may still change; from then on no key goes away within version 1 and none
changes its type or its meaning, but keys may be added.

Every key is always there, `null` where nothing is known. Words are in kebab case, days are
`YYYY-MM-DD`, moments are RFC 3339 with `Z` for UTC; a set of days is a list of pairs of its first
and last day, both inclusive, `null` at an open end. Text is UTF-8. Characters that cannot be seen
(controls, direction marks, lone surrogates) are written as `\\u` escapes, and so is what a CI
runner would obey in a program's output. Two runs that saw the same differ in `run.name` and
`seconds` only (with `--now`, which sets the times).

The document is written as it comes, one object after the other, so that it may be longer than
memory. Its JSON Schema (2020-12) is [schema.json](../{SCHEMA_FILE}).

`--format ndjson` writes the same objects in the same order, each on a line of its own: first
`{{"type": "report", "format": "{FORMAT}", "verdict": …}}`, then {_line_types()}. A line
has the keys of its object and `type`; `before` is left out where there is no such run. The schema
of a line is `#/$defs/line` of the same file.
"""


def schema_text() -> str:
    """The schema as it is stored beside the report's code."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def schema() -> Json:
    """The JSON Schema (draft 2020-12) of the whole report."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "linkassay report, version 1",
        **_object(_ABOUT, _properties(SECTIONS), closed=True),
        "$defs": {
            **{shape.name: definition(shape) for shape in _shapes()},
            "line": _line(),
            "diff": _object(_DIFF, _properties(DIFF_SECTIONS), closed=True),
        },
    }


def _properties(sections: Iterable[Section]) -> dict[str, Json]:
    return {
        "format": {"const": FORMAT, "description": _FORMAT},
        **{section.name: _section(section) for section in sections},
    }


def _line() -> Json:
    """A line of the report as NDJSON: an object of the report, and what it is."""
    verdict, *others = SECTIONS
    head = {
        "type": {"const": "report"},
        "format": {"const": FORMAT},
        verdict.name: {"type": "string"},
    }
    lines = [_object(_HEAD, head, closed=True)]
    lines += [
        {
            "allOf": [{"$ref": f"#/$defs/{shape_of(section.noun).name}"}],
            "properties": {"type": {"const": section.one}},
            "required": ["type"],
            "unevaluatedProperties": False,
        }
        for section in others
    ]
    return {"description": _LINE, "anyOf": lines}


def definition(shape: Shape) -> Json:
    """The schema of one kind of object."""
    return _object(shape.about, {item.name: _property(item) for item in shape.fields})


def contract_page() -> str:
    """The page on the JSON report: every object with its keys, their types and their meanings."""
    parts = [GENERATED, "# The JSON report, version 1\n", _INTRODUCTION]
    parts.append(_whole("the whole", _ABOUT, SECTIONS))
    parts += [_chapter(shape) for shape in _shapes()]
    parts.append(_whole("diff", _DIFF, DIFF_SECTIONS))
    return "\n".join(parts)


def _object(about: str, properties: Mapping[str, Json], *, closed: bool = False) -> Json:
    """An object with all of these keys; one that is not closed is so where it is referred to."""
    return {
        "type": "object",
        "description": about,
        **({"additionalProperties": False} if closed else {}),
        "required": list(properties),
        "properties": dict(properties),
    }


def _section(section: Section) -> Json:
    one = _kind(section.noun)
    if section.optional:
        one = _or_null(one)
    if not section.many:
        return {"description": section.meaning, **one}
    return {"type": "array", "description": section.meaning, "items": one}


def _property(item: Field) -> Json:
    kind = _kind(item.kind)
    if item.optional:
        kind = _or_null(kind)
    return {"description": item.meaning, **kind}


def _or_null(kind: Json) -> Json:
    if "enum" in kind:
        return {"enum": [*kind["enum"], None]}
    if "type" in kind:
        return {**kind, "type": [kind["type"], "null"]}
    return {"anyOf": [kind, {"type": "null"}]}


def _kind(kind: Any) -> Json:
    """The schema of a type; raises `TypeError` for one that no noun may hold."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind is DaySet:
        return {"type": "array", "items": _PAIR}
    if get_origin(kind) is tuple:
        return _list(get_args(kind))
    if get_origin(kind) is Mapping:
        names, values = get_args(kind)
        return {
            "type": "object",
            "propertyNames": _kind(names),
            "additionalProperties": _kind(values),
        }
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [word.value for word in kind]}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return {"$ref": f"#/$defs/{shape_of(kind).name}", "unevaluatedProperties": False}
    raise TypeError(f"{kind} cannot stand in a report")


def _list(kinds: tuple[Any, ...]) -> Json:
    if kinds[1:] == (...,):
        return {"type": "array", "items": _kind(kinds[0])}
    items = [_kind(kind) for kind in kinds]
    return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}


# -- which objects there are, each once, in the order in which they are met --


def _shapes() -> list[Shape]:
    found: dict[str, Shape] = {}
    for section in (*SECTIONS, *DIFF_SECTIONS):
        for noun in _parts(section.noun):
            _gather(noun, found)
    return list(found.values())


def _gather(noun: type, found: dict[str, Shape]) -> None:
    shape = shape_of(noun)
    if shape.name not in found:
        found[shape.name] = shape
        for part in (part for item in shape.fields for part in _parts(item.kind)):
            _gather(part, found)


def _parts(kind: Any) -> Iterator[type]:
    for one in (kind, *get_args(kind)):
        if isinstance(one, type) and dataclasses.is_dataclass(one) and one is not DaySet:
            yield one


# -- the page --


def _whole(name: str, about: str, sections: Iterable[Section]) -> str:
    rows = [("`format`", f'`"{FORMAT}"`', _FORMAT)]
    for section in sections:
        one = _words(section.noun) + (" or null" if section.optional else "")
        kind = f"list of {one}" if section.many else one
        rows.append((f"`{section.name}`", kind, section.meaning))
    return f"## {name}\n\n{about}\n\n{table(('key', 'type', 'meaning'), rows)}"


def _chapter(shape: Shape) -> str:
    rows = [
        (f"`{item.name}`", _words(item.kind) + (" or null" if item.optional else ""), item.meaning)
        for item in shape.fields
    ]
    return f"## {shape.name}\n\n{shape.about}\n\n{table(('key', 'type', 'meaning'), rows)}"


def _link(shape: Shape) -> str:
    return f"[{shape.name}](#{shape.name})"


_NAMES: Mapping[Any, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    date: "day",
    datetime: "moment",
    DaySet: "list of pairs of days",
}


def _words(kind: Any) -> str:
    """A type in the words of the page."""
    if kind in _NAMES:
        return _NAMES[kind]
    if get_origin(kind) is tuple:
        one = get_args(kind)[0]
        return f"list of {_words(one)}{'s' if one in _NAMES else ''}"
    if get_origin(kind) is Mapping:
        names, values = get_args(kind)
        return f"object: {_words(values)} by {_words(names)}"
    if issubclass(kind, StrEnum):
        return "one of " + ", ".join(f"`{word.value}`" for word in kind)
    return _link(shape_of(kind))
