"""Regions of a document."""

from __future__ import annotations

from enum import StrEnum


class Region(StrEnum):
    """Where in a document something stands (docs/design.md, Regions).

    Only prose and references are the author's own citations as far as dates go; everything else is
    boilerplate, which a template puts around them.
    """

    PROSE = "prose"
    REFERENCE = "reference"
    """A list of sources, a footnote."""
    RELATED = "related"
    """Titles of other pages that belong to this one by their subject."""
    TEASER = "teaser"
    """Cards and most-read lists."""
    COMMENT = "comment"
    NAVIGATION = "navigation"
    """Menus, pagers, breadcrumbs, the head and the foot of a page."""
    HIDDEN = "hidden"
    UNKNOWN = "unknown"
    """Somewhere in a document that could not be read in full."""

    @property
    def is_boilerplate(self) -> bool:
        return self not in (Region.PROSE, Region.REFERENCE)
