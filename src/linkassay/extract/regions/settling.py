"""Which elements are believed, and so where the article is: no article is lost to a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linkassay.extract.cited import CitedBlock
from linkassay.extract.parsed import Place
from linkassay.extract.regions.article import Article, find_article
from linkassay.extract.regions.declared import said_regions
from linkassay.extract.regions.outline import Outline
from linkassay.model import Region

CLOSE, LOOSE = 0.5, 0.15
"""The longest run outside elements that say what they are is the article's where it has this share
of the words of the page's longest: of one whose sentences stand side by side, and of one in pieces
as cards are (shaped on the half *tune*)."""
CLOSEST, FEWEST = 1, 3
"""So far below one element so many sentences stand side by side."""
SHORTEST = 40
"""Beside comments and hidden text, which may be much longer, so many words are an article; the
notice that a page asks a reader to accept has fewer (shaped on the half *tune*)."""
_APART = (Region.COMMENT, Region.HIDDEN)
"""What may be longer than the article itself."""


def settle(
    blocks: Sequence[CitedBlock], outline: Outline
) -> tuple[Mapping[Place, Region], Article | None]:
    """What the elements of a page say as far as they are believed, and the article.

    Where too little text is left outside them, the elements around the longest run are misnamed.
    """
    said = said_regions(blocks, outline)
    boilerplate = frozenset(place for place, region in said.items() if region.is_boilerplate)
    article = find_article(blocks, outline, boilerplate)
    longest = find_article(blocks, outline)
    if longest is None or (article is not None and _is_enough(article, longest, said)):
        return said, article
    return said_regions(blocks, outline, longest.run.places), longest


def _is_enough(article: Article, longest: Article, said: Mapping[Place, Region]) -> bool:
    """Whether the run that is left is long enough to be the article's."""
    run = longest.run
    apart = sum(said.get(place) in _APART for place in run.places)
    if 2 * apart >= len(run.places):
        return article.run.words >= SHORTEST
    close = run.depth <= CLOSEST and len(run.places) >= FEWEST
    return article.run.words >= (CLOSE if close else LOOSE) * run.words
