"""What a report tells of each noun: the fields of the contract in docs/json.md.

Every field that a noun gives a meaning to is told, in the noun's order, unless it is left out here;
what a noun has otherwise is added here, with its meaning and the way that leads to it.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any

from linkassay.model import (
    Attribution,
    Capture,
    Citation,
    Clue,
    Condition,
    ConditionName,
    Confidence,
    DaySet,
    Document,
    DocumentResult,
    ErrorKind,
    Finding,
    Hop,
    Level,
    LinkResult,
    LinkState,
    PageFacts,
    Reading,
    Run,
)
from linkassay.model.fields import Field, fields_of, plain

FORMAT = "linkassay/1"

Row = dict[str, Any]
"""One JSON object; every key of its shape is there, `None` where nothing is known."""

OFFSETS = frozenset({"start", "end", "box"})
"""Parts of a span that are of use only beside the decoded source or the page itself."""

DEFINITION = frozenset({
    "definition_line", "definition_column", "definition_end_line", "definition_page"
})  # fmt: skip
"""Where the definition of a reference link stands is told with meanings of its own."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of object in a report: its name, what it is, and its fields in order."""

    name: str
    about: str
    fields: tuple[Field, ...]

    def row(self, noun: Any) -> Row:
        """The told fields of a noun as plain values."""
        return {name: plain_value(value) for name, value in self.values(noun)}

    def values(self, noun: Any) -> Iterator[tuple[str, Any]]:
        """The told fields of a noun as they are, each with its name."""
        return ((item.name, item.of(noun)) for item in self.fields)


@dataclass(frozen=True, slots=True)
class FullDocument:
    """One document of a run, and all that it says."""

    result: DocumentResult
    reading: Reading


@dataclass(frozen=True, slots=True)
class RanRule:
    """A rule that ran in a run. One that this version does not have any more has only its name."""

    slug: Annotated[str, "Its name."]
    level: Annotated[Level | None, "How much a finding of it usually matters."] = None
    confidence: Annotated[Confidence | None, "How far it can usually be trusted."] = None
    help: Annotated[str, "What it says, in a sentence."] = ""


def told(
    noun: type,
    via: str = "",
    *,
    only: Collection[str] = (),
    without: Collection[str] = (),
    optional: bool = False,
) -> tuple[Field, ...]:
    """The fields of a noun that are told; `via` leads to the noun where it is part of another.

    `optional` where that part may be missing. The offsets in a span are always left out.
    """
    way = tuple(filter(None, via.split(".")))
    return tuple(
        replace(item, path=(*way, *item.path), optional=item.optional or optional)
        for item in fields_of(noun)
        if (not only or item.name in only) and item.name not in without and not _is_offset(item)
    )


def added(name: str, kind: Any, via: str, meaning: str, *, optional: bool = False) -> Field:
    """A field that is no field of the noun itself, and the way to it."""
    return Field(name, kind, optional, meaning, tuple(via.split(".")))


def _after(fields: tuple[Field, ...], name: str, more: Field) -> tuple[Field, ...]:
    """The fields with another one behind the one of that name."""
    at = next(number for number, item in enumerate(fields, 1) if item.name == name)
    return (*fields[:at], more, *fields[at:])


def shape_of(noun: type) -> Shape:
    """The shape of a noun: the one of the table, or all its told fields under its own name."""
    return SHAPES.get(noun) or _own_shape(noun)


def about(noun: type) -> str:
    """What a noun is: the first paragraph of its docstring."""
    return inspect.cleandoc(noun.__doc__ or "").split("\n\n")[0].replace("\n", " ")


@cache
def _own_shape(noun: type) -> Shape:
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", noun.__name__).lower()
    return Shape(name, about(noun), told(noun))


def _is_offset(item: Field) -> bool:
    return len(item.path) > 1 and item.path[-1] in OFFSETS


_AS_IT_IS = (str, bool, int)


def plain_value(value: Any) -> Any:
    """A value as JSON takes it; nouns by their shapes."""
    if value is None or value.__class__ in _AS_IT_IS:
        return value
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    if is_noun(value):
        return shape_of(type(value)).row(value)
    return plain(value)


def is_noun(value: Any) -> bool:
    """Whether a value is told field by field; a set of days is told by its pairs."""
    return _is_noun(value.__class__)


@cache
def _is_noun(kind: type) -> bool:
    return dataclasses.is_dataclass(kind) and not issubclass(kind, DaySet)


SHAPES: Mapping[type, Shape] = {
    Run: Shape("run", about(Run), told(Run, without=("rules",))),
    Finding: Shape(
        "finding",
        about(Finding),
        _after(
            told(Finding),
            "column",
            added("end_column", int, "span.end_column",
                  "Column after its last character; null where that stands in another line.",
                  optional=True),
        ),
    ),
    Citation: Shape(
        "citation",
        about(Citation),
        (
            added("url", str, "url", "The link's identity; as written where it is no link."),
            *told(Citation, without=DEFINITION),
            added("first_read", str, "first_read.url",
                  "The link that a wrapped address was taken for until a candidate answered.",
                  optional=True),
            added("definition_line", int, "definition.line",
                  "Line of its definition, where a reference link has one.", optional=True),
            added("definition_column", int, "definition.column",
                  "Column of the address in that line.", optional=True),
            added("capture", Capture, "link.capture", "The archived copy that it points to.",
                  optional=True),
        ),
    ),
    FullDocument: Shape(
        "document",
        about(FullDocument),
        (
            *told(DocumentResult, "result"),
            *told(Document, "reading.document", only=("sha256", "dek", "language")),
            added("citations", tuple[Citation, ...], "reading.citations",
                  "The addresses that it writes, in its order."),
            added("attributions", tuple[Attribution, ...], "reading.attributions",
                  "Its credit lines, in its order."),
            added("clues", tuple[Clue, ...], "reading.clues",
                  "Dated hints on itself and on what it cites."),
        ),
    ),
    LinkResult: Shape(
        "link",
        about(LinkResult),
        (
            *told(LinkResult),
            *told(LinkState, "state", without=("strike_days", "falls")),
            added("condition", ConditionName, "condition.name",
                  "How its answer is read; null where it was not asked.", optional=True),
            *told(Condition, "condition", without=("name",), optional=True),
            added("status", int, "observation.status",
                  "Status of the last answer; null where none came.", optional=True),
            added("error", ErrorKind, "observation.error",
                  "Why no usable answer came; null where one did.", optional=True),
            added("final_url", str, "observation.final_url",
                  "Where the redirects ended; null where it was not asked.", optional=True),
            added("hops", tuple[Hop, ...], "observation.hops",
                  "Every request, in order; null where it was not asked.", optional=True),
            added("facts", PageFacts, "observation.facts",
                  "What the answered page says of itself.", optional=True),
        ),
    ),
}  # fmt: skip
