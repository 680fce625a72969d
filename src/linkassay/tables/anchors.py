"""How renderers of Markdown name the place of a heading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class Flavour:
    """One way to make a name of a heading's words; `anchors.toml` says what each field does."""

    name: str
    kept: tuple[str, ...]
    source: str
    also: str = ""
    ascii: bool = False
    other: str = ""
    joins: bool = False
    trimmed: str = ""
    from_letter: bool = False
    again: str = "-"


@cache
def flavours() -> tuple[Flavour, ...]:
    """All flavours we know."""
    return rows("anchors", "flavour", Flavour)
