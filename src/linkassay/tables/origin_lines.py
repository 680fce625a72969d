"""Wordings that tell of which text a line about an origin speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.tables import rows


class Pointer(StrEnum):
    """What a wording tells; `origin_lines.toml` says each at length."""

    HERE = "here"
    SUBJECT = "subject"
    LEAD = "lead"
    TELLING = "telling"


@dataclass(frozen=True, slots=True)
class PointerRow:
    """One wording of a kind in a language (ISO 639-1, or "any"), with what it must fit."""

    kind: Pointer
    language: str
    pattern: str
    example: str


@cache
def pointer_rows() -> tuple[PointerRow, ...]:
    """All wordings, in the order of the table."""
    return rows("origin_lines", "row", PointerRow)


@cache
def pointers(kind: Pointer, *languages: str) -> re.Pattern[str]:
    """One expression for the wordings of a kind, of these languages where any are given."""
    either = "|".join(
        row.pattern
        for row in pointer_rows()
        if row.kind is kind and (not languages or row.language in (*languages, "any"))
    )
    return re.compile(f"(?:{either})")
