"""Marks of the frames of applications, typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class FrameRoot:
    """Ids, in lower case, of the element that an application fills."""

    ids: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class ScriptPlea:
    """Words, in lower case, with which a page asks for scripts."""

    words: tuple[str, ...]
    source: str


@cache
def root_ids() -> frozenset[str]:
    """Ids of elements that applications fill."""
    return frozenset(name for row in rows("page_frames", "root", FrameRoot) for name in row.ids)


@cache
def script_plea() -> re.Pattern[str]:
    """Finds the words of any plea, in any case."""
    words = (word for row in rows("page_frames", "plea", ScriptPlea) for word in row.words)
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
