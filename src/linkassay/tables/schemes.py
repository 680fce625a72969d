"""Schemes: those of web addresses as they are mistyped, and those that open no application."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class Misspelt:
    """The ways in which the beginning of an address, `meant`, is mistyped, lower case."""

    meant: str
    written: tuple[str, ...]
    source: str


@cache
def misspelt_schemes() -> dict[str, str]:
    """What was meant for each mistyped beginning."""
    return {
        written: row.meant
        for row in rows("schemes", "misspelt", Misspelt)
        for written in row.written
    }


@dataclass(frozen=True, slots=True)
class DocumentSchemes:
    """Schemes in lower case to which no redirect can lead and which open no application."""

    names: tuple[str, ...]
    source: str


@cache
def schemes_of_documents() -> frozenset[str]:
    """All of them."""
    return frozenset(
        name for row in rows("schemes", "document", DocumentSchemes) for name in row.names
    )
