"""Which elements are believed, and so where the article is: no article is lost to a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linkassay.extract.cited import CitedBlock
from linkassay.extract.parsed import Place
from linkassay.extract.regions.article import Article, find_article
from linkassay.extract.regions.declared import said_regions
from linkassay.extract.regions.outline import Outline
from linkassay.model import Region

CLOSE, LOOSE, APART = 0.5, 0.15, 0.05
"""The text outside elements that say what they are is the article where it has this share of the
words of the page's longest text: of one whose paragraphs stand side by side, of one in pieces as
cards are, and of comments and hidden text (all shaped on the half *tune*)."""
_APART = (Region.COMMENT, Region.HIDDEN)
"""What may be longer than the article itself."""


def settle(
    blocks: Sequence[CitedBlock], outline: Outline
) -> tuple[Mapping[Place, Region], Article | None]:
    """What the elements of a page say as far as they are believed, and the article.

    Where too little text is left outside them, the elements around the longest text are misnamed.
    """
    said = said_regions(blocks, outline)
    boilerplate = frozenset(place for place, region in said.items() if region.is_boilerplate)
    article = find_article(blocks, outline, boilerplate)
    longest = find_article(blocks, outline)
    if longest is None or (article is not None and _is_enough(article, longest, said)):
        return said, article
    told = [said.get(place) not in _APART for place in longest.sentences]
    pairs = zip(longest.sentences, told, strict=True)
    misnamed = [place for place, own in pairs if own or not any(told)]
    return said_regions(blocks, outline, misnamed), longest


def _is_enough(article: Article, longest: Article, said: Mapping[Place, Region]) -> bool:
    """Whether the text that is left is long enough to be the article."""
    apart = sum(said.get(place) in _APART for place in longest.sentences)
    if 2 * apart >= len(longest.sentences):
        return article.words >= APART * longest.words
    return article.words >= (CLOSE if longest.close else LOOSE) * longest.words
