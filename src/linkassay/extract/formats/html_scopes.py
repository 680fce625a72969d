"""Of what a page's microdata speak: the page and its article, or other things it names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from linkassay.tables.metadata import FieldKind, linked_types

_OWN = frozenset(("mainentity", "mainentityofpage", "blogpost", "blogposts", "maincontentofpage"))
"""Properties whose value is what the page is about; a citation's is another work (schema.org)."""


class Scopes:
    """Follows the items of microdata (WHATWG HTML, itemscope) while a tree is walked."""

    def __init__(self) -> None:
        self._open: list[tuple[Any, FieldKind | None]] = []
        self._article: Any = None

    def enter(self, node: Any) -> None:
        """An element begins; what it says itself belongs to the item around it until then."""
        attributes = node.attrs
        if attributes and "itemscope" in attributes:
            kind = _kind(attributes.get("itemtype") or "")
            property_of = (attributes.get("itemprop") or "").lower().split()
            if property_of and _OWN.isdisjoint(property_of):
                kind = None
            self._open.append((node, kind))
            if kind is FieldKind.JSON_LD and self._article is None:
                self._article = node

    def leave(self, node: Any) -> None:
        """An element ends."""
        if self._open and self._open[-1][0] is node:
            self._open.pop()

    @property
    def of_page(self) -> bool:
        """Whether a property here is the page's: of no item, of a page, of its first article."""
        if not self._open:
            return True
        scope, kind = self._open[-1]
        if kind is FieldKind.JSON_LD:
            return scope is self._article
        nested = any(outer is FieldKind.JSON_LD for _, outer in self._open[:-1])
        return kind is FieldKind.JSON_LD_PAGE and not nested


@lru_cache(maxsize=1024)
def _kind(itemtype: str) -> FieldKind | None:
    return linked_types().get(re.split(r"[/#:]", itemtype.strip().rstrip("/"))[-1])
