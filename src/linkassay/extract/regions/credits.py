"""Which blocks may hold credit lines of the document."""

from __future__ import annotations

from linkassay.extract.cited import CitedBlock
from linkassay.model import BlockKind, Region

_OWN = (Region.PROSE, Region.REFERENCE, Region.NAVIGATION)
"""A byline and a date stand in the head of an article, a licence in the foot of a page."""


def may_credit(cited: CitedBlock) -> bool:
    """Whether credit lines are looked for in a block.

    Teasers, comments and related titles credit others, lists of links nobody, and code is an
    example. A caption credits its picture.
    """
    if cited.block.kind in (BlockKind.CAPTION, BlockKind.CODE):
        return cited.block.kind is BlockKind.CAPTION
    region = cited.block.region
    return region in _OWN and not (region is Region.NAVIGATION and cited.only_links)
