"""Related titles: `Related article: …` lines and the addresses they name.

A label's title may be a link itself, or it may have lost its link on the way into plain text, where
the address then stands elsewhere, bare. The two are matched by slug.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from linkassay.extract.cited import CitedBlock
from linkassay.model import (
    SIMILAR_ENOUGH,
    Attribution,
    BlockKind,
    Citation,
    CreditClass,
    Lines,
    Span,
)
from linkassay.tables.phrases import bare_label, related_label
from linkassay.urls import slug, slugify

MOST_COMPARED = 64
"""So many addresses a title is compared with; of more, those that share its rarest words. That
keeps the work in step with the length of the document."""

LONGEST_COMPARED = 500
"""Characters of a title or slug that are compared (our own choice: no headline is as long)."""


@dataclass(frozen=True, slots=True)
class Label:
    """A related title, and the block that opens with it."""

    title: str
    cited: CitedBlock
    span: Span


_MAY_BE_LABEL = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})


def find_labels(blocks: Sequence[CitedBlock], lines: Lines) -> dict[int, Label]:
    """The blocks that open with a related label and a title after it, by their index."""
    found = {}
    for index, cited in enumerate(blocks):
        content = cited.block.content
        match = related_label().fullmatch(content.text)
        if cited.block.kind in _MAY_BE_LABEL and match is not None and match["title"]:
            span = lines.span(*content.source_range(0, len(content.text)))
            found[index] = Label(match["title"].strip(), cited, span)
    return found


def under_labels(blocks: Sequence[CitedBlock]) -> set[int]:
    """Blocks that are a bare label (`Read more`, as a heading often) and the links right below it.

    They are boilerplate, yet no related titles: under "See also" an author may write what he likes.
    """
    found: set[int] = set()
    below = False
    for index, cited in enumerate(blocks):
        if cited.block.kind in _MAY_BE_LABEL and bare_label().fullmatch(cited.text):
            below = True
            found.add(index)
        elif below and cited.only_links:
            found.add(index)
        else:
            below = False
    return {index for index in found if blocks[index].only_links or index + 1 in found}


def match_titles(
    labels: Iterable[Label], citations: Iterable[Citation]
) -> tuple[tuple[Attribution, ...], dict[str, str]]:
    """Join titles to addresses: the related attributions, and the title that each URL is lent.

    An address in the label's own block belongs to it whatever its slug says (that is what a
    mismatch is); else the best slug wins among all `citations` that have no anchor.
    """
    labels = list(labels)
    if not labels:
        return (), {}
    elsewhere = _Slugs(c.link.url for c in citations if c.link is not None and c.anchor is None)
    anchors: dict[str, str] = {}
    attributions = []
    for label in labels:
        url, similarity = _address_of(label, elsewhere)
        if url is not None:
            anchors.setdefault(url, label.title)
        attributions.append(
            Attribution(
                CreditClass.RELATED,
                label.cited.text,
                label.span,
                links=(url,) if url else (),
                similarity=similarity,
            )
        )
    return tuple(attributions), anchors


def _address_of(label: Label, elsewhere: _Slugs) -> tuple[str | None, float | None]:
    own = label.cited.urls()
    if own:
        url, similarity = _Slugs(own).best(label.title)
        return (own[0], None) if url is None and len(own) == 1 else (url, similarity)
    url, similarity = elsewhere.best(label.title)
    fits = similarity is not None and similarity >= SIMILAR_ENOUGH
    return (url, similarity) if fits else (None, None)


class _Slugs:
    """The slugs of some addresses, each made once and found by its words."""

    __slots__ = ("_having", "_slugs")

    def __init__(self, urls: Iterable[str]) -> None:
        self._slugs = {url: have for url in dict.fromkeys(urls) if (have := _slug(url))}
        self._having: dict[str, list[str]] = {}
        for url, have in self._slugs.items():
            for word in dict.fromkeys(have.split("-")):
                self._having.setdefault(word, []).append(url)

    def best(self, title: str) -> tuple[str | None, float | None]:
        """The address whose slug is most like a title, and how much (0..100)."""
        wanted = slugify(title)[:LONGEST_COMPARED]
        scored = [(_similarity(wanted, self._slugs[url]), url) for url in self._near(wanted)]
        if not wanted or not scored:
            return None, None
        similarity, url = max(scored, key=lambda pair: pair[0])
        return url, similarity

    def _near(self, wanted: str) -> Iterable[str]:
        """All addresses where they are few, else those that share the rarest words."""
        if len(self._slugs) <= MOST_COMPARED:
            return self._slugs
        sharing: Counter[str] = Counter()
        words = dict.fromkeys(wanted.split("-"))
        lists = [self._having[word] for word in words if word in self._having]
        for urls in sorted(lists, key=len):
            sharing.update(urls[:MOST_COMPARED])
            if len(sharing) >= MOST_COMPARED:
                break
        return [url for url, _ in sharing.most_common(MOST_COMPARED)]


def _slug(url: str) -> str | None:
    have = slug(url)
    return slugify(have[:LONGEST_COMPARED]) or None if have else None


def _similarity(wanted: str, have: str) -> float:
    if have == wanted:
        return 100.0
    from rapidfuzz.fuzz import token_set_ratio

    return round(token_set_ratio(wanted.replace("-", " "), have.replace("-", " ")), 1)
