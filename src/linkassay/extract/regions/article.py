"""Where the article of a page is: the element that its text hangs from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from linkassay.extract.cited import CitedBlock
from linkassay.extract.parsed import Place
from linkassay.extract.regions.outline import Outline, outwards

DEEPEST = 4
"""So many elements out from its sentences a run is looked for: each may have its own wrappers."""
ADDED_SHARE = 0.15
"""Text around a run belongs to the article from this share of the run's own words on ..."""
LINKED_SHARE = 0.35
"""... where links are no larger a share of all words there (both shaped on the half *tune*)."""


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences that hang by one path of tags, `depth` long, from one element."""

    holder: Place
    depth: int
    places: tuple[Place, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Article:
    """The longest run, the elements that it and the text around it stand in, and the indexes of
    the first and the last sentence of it all."""

    run: Run
    elements: frozenset[Place]
    first: int
    last: int


def find_article(
    blocks: Sequence[CitedBlock], outline: Outline, left_out: frozenset[Place] = frozenset()
) -> Article | None:
    """The article of a page. What stands in an element of `left_out` does not count."""
    counted = [cited for cited in blocks if cited.place not in left_out]
    run = _longest_run(counted)
    if run is None:
        return None
    holder = _grown(run.holder, counted, outline)
    inside = frozenset(
        item for item in outline.elements if item not in left_out and outline.holds(holder, item)
    )
    sentences = [
        index
        for index, cited in enumerate(blocks)
        if cited.measure.is_sentence and cited.place in inside
    ]
    return Article(run, inside, sentences[0], sentences[-1])


def _longest_run(blocks: Iterable[CitedBlock]) -> Run | None:
    """The run with the most words; of some as long, the one that hangs nearest to its text."""
    runs: dict[tuple[Place, tuple[str, ...]], list[CitedBlock]] = {}
    for cited in blocks:
        path: tuple[str, ...] = ()
        for element in outwards(cited.place) if cited.measure.is_sentence else ():
            runs.setdefault((element, path), []).append(cited)
            if len(path) == DEEPEST:
                break
            path = (element.tag, *path)
    found = [
        Run(holder, len(path), tuple(item.place for item in run if item.place), _words(run))
        for (holder, path), run in runs.items()
    ]
    least = (1 - ADDED_SHARE) * max((run.words for run in found), default=0)
    return max(found, key=lambda run: (run.words >= least, -run.depth, run.words), default=None)


def _words(run: Iterable[CitedBlock]) -> int:
    return sum(cited.measure.words for cited in run)


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
