"""How well the facts of fetched pages tell pages apart, and what they say of pages that are fine.

All pages of the archive are articles that answered: a sign of a wall or of an error page in one of
them is a mistake, or a notice over the article.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from linkassay.extract.decode import decode_leniently
from linkassay.extract.page import MOST_BYTES, page_facts
from linkassay.extract.page_scan import scan
from linkassay.extract.page_sketch import sketch_of
from linkassay.extract.page_words import compared_words
from linkassay.model import PageFacts, bits_apart
from linkassay.tables.page_signs import kind_of_sign
from score.data import pages

NEAR, FAR = 6, 12
"""Bits: the same page is to differ in no more, other pages in more."""

FEWEST_WORDS = 30
"""Pages that show fewer are not compared: their text is made by a script, or was not reached."""

TEASER = 8
"""Words of another page that are put into a page, as an advertisement or a card is."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page and the words that it shows."""

    facts: PageFacts
    words: Sequence[str]


def score() -> str:
    """The table. Raises `Absent` where the pages are not here."""
    read = list(_read())
    told = [page for page in read if len(page.words) >= FEWEST_WORDS]
    kinds = Counter(kind_of_sign(name) for page in read for name in page.facts.signs)
    signs = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()) or "none"
    return "\n".join(
        [
            f"Facts of {len(read)} fetched pages, {MOST_BYTES // 1024} KiB of each",
            f"  no word in what is read {sum(page.facts.words is None for page in read):5}",
            f"  made by a script        {sum(page.facts.script_only for page in read):5}",
            f"  no title                {sum(page.facts.title is None for page in read):5}",
            f"  signs: {signs}",
            *_distances(told),
        ]
    )


def _read() -> Iterator[Shown]:
    for page in pages():
        text = scan(decode_leniently(page.html[:MOST_BYTES])).text
        yield Shown(page_facts(page.html), compared_words(text))


def _distances(told: Sequence[Shown]) -> Iterator[str]:
    sketches = [page.facts.sketch or "" for page in told]
    others = [bits_apart(one, other) for one, other in combinations(sketches, 2)]
    yield (
        f"  pairs of other pages: {len(others)}, nearest {min(others)} bits, "
        f"{sum(bits <= FAR for bits in others)} within {FAR}"
    )
    chance = random.Random(1)
    for name, change in (("another date and counter", _dated), ("another teaser", _teased)):
        bits = [
            bits_apart(was, sketch_of(change(page.words, told, chance)) or "")
            for was, page in zip(sketches, told, strict=True)
        ]
        far = sum(one > NEAR for one in bits)
        yield f"  {name}: {len(bits)} pages, {far} further than {NEAR} bits, most {max(bits)}"


def _dated(words: Sequence[str], _told: Sequence[Shown], chance: random.Random) -> list[str]:
    """A page with a date, a time and a counter at three places."""
    return _with(words, [["3", "october", "2024"], ["10", "42"], ["1301", "views"]], chance)


def _teased(words: Sequence[str], told: Sequence[Shown], chance: random.Random) -> list[str]:
    """A page with some words of another one in a row."""
    other = chance.choice(told).words
    at = chance.randrange(len(other) - TEASER)
    return _with(words, [other[at : at + TEASER]], chance)


def _with(words: Sequence[str], parts: Sequence[Sequence[str]], chance: random.Random) -> list[str]:
    changed = list(words)
    for part in parts:
        at = chance.randrange(len(changed) + 1)
        changed[at:at] = part
    return changed
