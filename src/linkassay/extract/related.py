"""Related titles: `Related article: …` lines and the addresses they name.

A label's title may be a link itself, or it may have lost its link on the way into plain text, where
the address then stands elsewhere, bare. The two are matched by slug.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from linkassay.model import Attribution, Block, BlockKind, Citation, CreditClass, Span
from linkassay.tables.phrases import bare_label, related_label
from linkassay.urls import slug, slugify

SIMILAR_ENOUGH = 50.0
"""token_set_ratio from which a slug fits a title: 93 % of true pairs reach it, 0.14 % of random
ones (research: provenance 1)."""


@dataclass(frozen=True, slots=True)
class Label:
    """A related title as it stands in a block."""

    block: int
    title: str
    text: str
    span: Span


_MAY_BE_LABEL = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})


def related_blocks(blocks: Sequence[Block]) -> dict[int, str]:
    """The blocks that open with a related label, and the title that follows it."""
    found = {}
    for index, block in enumerate(blocks):
        match = related_label().fullmatch(block.content.text)
        if block.kind in _MAY_BE_LABEL and match is not None and match["title"]:
            found[index] = match["title"].strip()
    return found


def under_labels(blocks: Sequence[Block], only_links: Collection[int]) -> set[int]:
    """Blocks that are a bare label (`Read more`, as a heading often) and the links right below it.

    `only_links` are the blocks that hold nothing but links. They are boilerplate, yet no related
    titles: under "See also" an author may write what he likes.
    """
    found: set[int] = set()
    below = False
    for index, block in enumerate(blocks):
        if block.kind in _MAY_BE_LABEL and bare_label().fullmatch(block.content.text):
            below = True
            found.add(index)
        elif below and index in only_links:
            found.add(index)
        else:
            below = False
    return {index for index in found if index in only_links or index + 1 in found}


def match_titles(
    labels: Sequence[Label], citations: Sequence[Citation], blocks_of: Sequence[int]
) -> tuple[tuple[Attribution, ...], tuple[Citation, ...]]:
    """Join titles to addresses: the related attributions, and the citations with anchors lent.

    `blocks_of` gives the block each citation stands in. An address in the label's own block belongs
    to it whatever its slug says (that is what a mismatch is); elsewhere the best slug wins.
    """
    anchors: dict[str, str] = {}
    attributions = []
    for label in labels:
        own = [
            citation
            for citation, block in zip(citations, blocks_of, strict=True)
            if block == label.block and citation.link is not None
        ]
        url, similarity = _best(label.title, own or _unanchored(citations))
        if not own and (similarity is None or similarity < SIMILAR_ENOUGH):
            url, similarity = None, None
        if url is not None:
            anchors.setdefault(url, label.title)
        attributions.append(
            Attribution(
                CreditClass.RELATED,
                label.text,
                label.span,
                links=(url,) if url else (),
                similarity=similarity,
            )
        )
    named = tuple(
        replace(citation, anchor=anchors[citation.url])
        if citation.anchor is None and citation.url in anchors
        else citation
        for citation in citations
    )
    return tuple(attributions), named


def _unanchored(citations: Sequence[Citation]) -> Iterator[Citation]:
    return (c for c in citations if c.link is not None and c.anchor is None)


def _best(
    title: str, citations: Sequence[Citation] | Iterator[Citation]
) -> tuple[str | None, float | None]:
    """The address whose slug is most like a title, and how much (0..100).

    An address without a slug to compare counts only where it is the only one.
    """
    wanted = slugify(title)
    urls = dict.fromkeys(citation.url for citation in citations)
    scored = [
        (similarity, url) for url in urls if (similarity := _likeness(wanted, url)) is not None
    ]
    if not scored:
        return next(iter(urls), None) if len(urls) == 1 else None, None
    similarity, url = max(scored, key=lambda pair: pair[0])
    return url, similarity


def _likeness(wanted: str, url: str) -> float | None:
    have = slug(url)
    if not have or not wanted:
        return None
    if have == wanted:
        return 100.0
    from rapidfuzz.fuzz import token_set_ratio

    return round(token_set_ratio(wanted.replace("-", " "), have.replace("-", " ")), 1)
