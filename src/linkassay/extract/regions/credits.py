"""Which blocks may hold credit lines of the document."""

from __future__ import annotations

from linkassay.extract.cited import CitedBlock
from linkassay.model import BlockKind, Region

_OWN = (Region.PROSE, Region.REFERENCE, Region.NAVIGATION)
"""A byline and a date stand in the head of an article, a licence in the foot of a page."""


def may_credit(cited: CitedBlock) -> bool:
    """Whether credit lines are looked for in a block.

    Teasers, comments and related titles credit others, lists of links nobody. A caption credits
    its picture alone, and code is an example.
    """
    if cited.block.kind in (BlockKind.CAPTION, BlockKind.CODE):
        return False
    region = cited.block.region
    return region in _OWN and not (region is Region.NAVIGATION and cited.only_links)
