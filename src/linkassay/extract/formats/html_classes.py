"""What the class names and the id of an element say of it; they count last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from linkassay.model import Region
from linkassay.tables.region_names import caption_names, regions_by_name, text_names

_WHOLE_PAGE = frozenset(("body", "html", "main"))
"""Elements that hold the whole page, whatever they are called."""
_DEK = frozenset(("dek", "standfirst", "subhead", "subheadline", "subtitle"))
_WORD_END = re.compile(r"[^a-zA-Z0-9]+|(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Named:
    """The region that whole names say; whether one says that these are the words below a picture,
    and whether a word of one says that this is the line below the title."""

    region: Region | None = None
    caption: bool = False
    dek: bool = False


NAMELESS = Named()


def named(node: Any) -> Named:
    """What an element is by its names."""
    attributes = node.attrs
    if not attributes or node.name in _WHOLE_PAGE:
        return NAMELESS
    classes, identity = attributes.get("class"), attributes.get("id")
    if not classes and not identity:
        return NAMELESS
    return _named(f"{classes or ''} {identity or ''}")


@lru_cache(maxsize=8192)
def _named(written: str) -> Named:
    small = written.lower()
    names = small.split()
    regions = regions_by_name()
    is_text = not text_names().isdisjoint(names)
    region = None if is_text else next((regions[n] for n in names if n in regions), None)
    caption = not caption_names().isdisjoint(names)
    dek = any(word in small for word in _DEK) and _has_dek(written)
    return Named(region, caption, dek) if region or caption or dek else NAMELESS


def _has_dek(written: str) -> bool:
    return not _DEK.isdisjoint(word.lower() for word in _WORD_END.split(written))
