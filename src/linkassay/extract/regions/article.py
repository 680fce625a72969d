"""Where the article of a page is: the element that its text hangs from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from linkassay.extract.cited import CitedBlock
from linkassay.extract.parsed import Place
from linkassay.extract.regions.outline import Outline, outwards

DEEPEST = 4
"""So many elements out from its sentences a run is looked for: each may have its own wrappers."""
CLOSEST = 1
"""Sentences so far below the element that they hang from stand side by side."""
ADDED_SHARE = 0.15
"""Text around a run belongs to the article from this share of the run's own words on ..."""
LINKED_SHARE = 0.35
"""... where links are no larger a share of all words there (both shaped on the half *tune*)."""


_Run = tuple[Place, tuple[str, ...]]
"""What sentences hang from, and the path of tags down to them."""


@dataclass(frozen=True, slots=True)
class Article:
    """The elements that the article's text stands in, the indexes of its first and last sentence,
    where its sentences stand, how many words they have, and whether its longest run stands side by
    side."""

    elements: frozenset[Place]
    first: int
    last: int
    sentences: tuple[Place, ...]
    words: int
    close: bool


def find_article(
    blocks: Sequence[CitedBlock], outline: Outline, left_out: frozenset[Place] = frozenset()
) -> Article | None:
    """The longest run of sentences that hang by one path of tags from one element, and the text
    that goes with it. What stands in an element of `left_out` does not count.
    """
    counted = [cited for cited in blocks if cited.place not in left_out]
    run = _longest_run(counted)
    if run is None:
        return None
    holder = _grown(run[0], counted, outline)
    inside = frozenset(
        item for item in outline.elements if item not in left_out and outline.holds(holder, item)
    )
    found = [
        (index, cited.place, cited.measure.words)
        for index, cited in enumerate(blocks)
        if cited.measure.is_sentence and cited.place in inside
    ]
    indexes, places, words = zip(*found, strict=True)
    close = len(run[1]) <= CLOSEST
    return Article(inside, indexes[0], indexes[-1], places, sum(words), close)


def _longest_run(blocks: Iterable[CitedBlock]) -> _Run | None:
    """The run with the most words; of some as long, the one that hangs nearest to its text."""
    runs: dict[_Run, int] = {}
    for cited in blocks:
        if not cited.measure.is_sentence:
            continue
        path: tuple[str, ...] = ()
        for element in outwards(cited.place):
            runs[element, path] = runs.get((element, path), 0) + cited.measure.words
            if len(path) == DEEPEST:
                break
            path = (element.tag, *path)
    least = (1 - ADDED_SHARE) * max(runs.values(), default=0)
    return max(runs, key=lambda run: (runs[run] >= least, -len(run[1]), runs[run]), default=None)


def _grown(run: Place, blocks: Sequence[CitedBlock], outline: Outline) -> Place:
    """The outermost element around a run in which the text around it is text too."""
    words = outline.sums(blocks, lambda cited: cited.measure.words)
    linked = outline.sums(blocks, lambda cited: cited.measure.linked)
    sentences = outline.sums(blocks, sentence_words)
    holder = run
    for outer in outwards(run):
        more = sentences[outer] - sentences[holder]
        links = linked[outer] - linked[holder]
        everything = links + words[outer] - words[holder]
        if more >= ADDED_SHARE * sentences[holder] and links <= LINKED_SHARE * everything:
            holder = outer
    return holder


def sentence_words(cited: CitedBlock) -> int:
    """The words outside links of a block that is a sentence; else 0."""
    return cited.measure.words if cited.measure.is_sentence else 0
