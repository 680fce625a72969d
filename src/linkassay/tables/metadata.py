"""The fields in which a page states facts about itself, typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from linkassay.tables import load


class Fact(StrEnum):
    """What a field of a page's metadata says."""

    PUBLISHED = "published"
    MODIFIED = "modified"
    AUTHOR = "author"
    AUTHOR_OUTLET = "author-outlet"
    PUBLISHER = "publisher"
    SITE_NAME = "site-name"
    LICENCE = "licence"
    RIGHTS_HOLDER = "rights-holder"
    SOURCE_ORGANIZATION = "source-organization"
    CREDIT_TEXT = "credit-text"
    TITLE = "title"
    DESCRIPTION = "description"
    SECTION = "section"
    CANONICAL = "canonical"
    PAGE_ADDRESS = "page-address"
    BASED_ON = "based-on"


class FieldKind(StrEnum):
    """Where in a page a field stands."""

    META = "meta"
    LINK = "link"
    TIME = "time"
    JSON_LD = "json-ld"
    JSON_LD_PAGE = "json-ld-page"
    MICRODATA = "microdata"


class ObjectValue(StrEnum):
    """What to take of an object that a JSON-LD field holds."""

    NAME = "name"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Field:
    """One name of one row of `metadata.toml`. Of the fields of a fact, the least `rank` counts."""

    name: str
    fact: Fact
    kind: FieldKind
    rank: int
    source: str
    value: ObjectValue | None = None


@cache
def fields() -> tuple[Field, ...]:
    """Every name of every row, the most trusted of each fact first.

    Raises `ValueError` for a word of the table that is not a valid one.
    """
    rows = load("metadata")["statement"]
    named = [(row, name) for row in rows for name in row["names"]]
    return tuple(
        Field(
            name=name,
            fact=Fact(row["fact"]),
            kind=FieldKind(row["kind"]),
            rank=rank,
            source=row["source"],
            value=ObjectValue(row["value"]) if "value" in row else None,
        )
        for rank, (row, name) in enumerate(named)
    )


@lru_cache(maxsize=4096)
def field_named(name: str) -> Field | None:
    """The field of this name, case and signs between words aside; `None` for an unknown one.

    A name that only ends as those of a day do is a publishing system's own, and trusted least.
    """
    key = _key(name)
    if (known := _by_name().get(key)) is not None:
        return known
    ends = (field for end, field in _by_ending().items() if key.endswith(end))
    return next((replace(field, name=name) for field in ends), None)


@cache
def linked_fields(kind: FieldKind) -> tuple[tuple[str, Field], ...]:
    """The fields of one kind of JSON-LD object: the key in the object, and the field."""
    return tuple((field.name.partition(":")[2], field) for field in fields() if field.kind is kind)


@cache
def linked_types() -> dict[str, FieldKind]:
    """The types of JSON-LD objects that speak of the document, and the kind of their fields."""
    table = load("metadata")["json-ld"]
    return {
        **dict.fromkeys(table["pages"], FieldKind.JSON_LD_PAGE),
        **dict.fromkeys(table["articles"], FieldKind.JSON_LD),
    }


@cache
def linked_parts() -> frozenset[str]:
    """The types of JSON-LD objects that speak of other things than the document."""
    return frozenset(load("metadata")["json-ld"]["others"])


@cache
def _by_ending() -> dict[str, Field]:
    """What a name says by its end, for names that no row has."""
    return {
        _key(name): Field(name, Fact(row["fact"]), FieldKind.META, len(fields()), row["source"])
        for row in load("metadata")["ending"]
        for name in row["names"]
    }


@cache
def _by_name() -> dict[str, Field]:
    return {_key(field.name): field for field in fields()}


def _key(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())
