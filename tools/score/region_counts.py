"""The links of one page, counted by where the gold has them and by the region we give them.

A link is known again by its address as written and its turn among those of the same address.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from html import unescape

from linkassay.model import Form, Reading, Region
from score.article_gold import Standing, gold_links
from score.data import GoldPage

RegionCounts = Counter[tuple[Standing, Region]]
"""How many links of a page stand here by the gold and there by us."""


def region_counts(page: GoldPage, reading: Reading) -> RegionCounts | None:
    """The counts of one page; `None` where the gold finds no article in it."""
    gold = gold_links(page.html.decode("utf-8", "replace"))
    if gold is None:
        return None
    ours: dict[str, deque[Region]] = defaultdict(deque)
    for citation in reading.citations:
        if citation.form is Form.INLINE:
            ours[_as_read(citation.written)].append(citation.region)
    return Counter(
        (link.standing, regions.popleft()) for link in gold if (regions := ours[link.href])
    )


def _as_read(written: str) -> str:
    """An attribute's value as a parser of HTML gives it."""
    return unescape(written).strip()
