"""Class names and ids by which templates say what an element is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linkassay.model import Region
from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class RegionNames:
    """Whole names, in lower case, of elements of one region, and who uses them."""

    region: Region
    names: frozenset[str]
    source: str


@dataclass(frozen=True, slots=True)
class Names:
    """Whole names, in lower case, and who uses them."""

    names: frozenset[str]
    source: str


@cache
def regions_by_name() -> dict[str, Region]:
    """The region that each name says."""
    table = rows("region_names", "region", RegionNames)
    return {name: row.region for row in table for name in row.names}


@cache
def caption_names() -> frozenset[str]:
    """The names of captions."""
    return _names("caption")


@cache
def text_names() -> frozenset[str]:
    """The names of what holds a page's text, whatever else it is called."""
    return _names("text")


def _names(key: str) -> frozenset[str]:
    return frozenset(name for row in rows("region_names", key, Names) for name in row.names)
