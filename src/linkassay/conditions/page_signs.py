"""What the facts of a page say of it, as the words that stand before a page need it."""

from __future__ import annotations

import unicodedata

from linkassay.model import Observation, PageFacts
from linkassay.tables.page_signs import SignKind, kind_of_sign
from linkassay.urls import slug, slugify

_SHARE_NAMED = 0.6
"""Our own choice: so many of the words of an address stand in the title of its own page."""


def signs_of(facts: PageFacts | None, kind: SignKind) -> tuple[str, ...]:
    """The signs of one kind that were found in a page."""
    if facts is None:
        return ()
    return tuple(name for name in facts.signs if kind_of_sign(name) is kind)


def shows_at_most(facts: PageFacts | None, words: int) -> bool:
    """Whether a page is known to show so few words."""
    return facts is not None and facts.words is not None and facts.words <= words


def names_itself(observation: Observation) -> bool:
    """Whether the title or first heading has the words of the address that was asked.

    A page that stands before all others of a site has no such title.
    """
    facts = observation.facts
    name = slug(observation.url)
    if facts is None or name is None:
        return False
    wanted = {word for word in slugify(name).split("-") if len(word) > 2 and not word.isdigit()}
    if not wanted:
        return False
    return any(
        len(wanted & _words(said)) >= _SHARE_NAMED * len(wanted)
        for said in (facts.title, facts.heading)
        if said
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(slugify(unicodedata.normalize("NFKC", text)).split("-"))
