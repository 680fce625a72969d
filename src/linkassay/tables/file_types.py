"""Media types by the endings of files, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class FileType:
    """Endings (lower case, without the dot) and how the media types of such files begin."""

    endings: tuple[str, ...]
    types: tuple[str, ...]
    source: str


@cache
def file_types() -> Mapping[str, FileType]:
    """The row of each ending."""
    return {ending: row for row in rows("file_types", "file", FileType) for ending in row.endings}
