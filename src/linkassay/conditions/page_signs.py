"""What the facts of a page say of it, as the words that stand before a page need it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from linkassay.model import Observation, PageFacts
from linkassay.tables.page_signs import PageSign, SignKind, SignWeight, sign_named
from linkassay.urls import slug, slugify

_SHARE_NAMED = 0.6
"""Our own choice: so many of the words of an address stand in the title of its own page."""


def signs_of(facts: PageFacts | None, kind: SignKind) -> tuple[PageSign, ...]:
    """The signs of one kind that were found in a page."""
    if facts is None:
        return ()
    found = (sign_named(name) for name in facts.signs)
    return tuple(row for row in found if row is not None and row.kind is kind)


def have(signs: Sequence[PageSign], *weights: SignWeight) -> bool:
    """Whether one of the signs has one of these weights."""
    return any(row.weight in weights for row in signs)


def say_together(signs: Sequence[PageSign], *, refused: bool) -> bool:
    """Whether signs of one language are a notice together: what it is about, and what of it.

    Words that many languages share have no language, and go with any. Where the answer refuses by
    its status too, words that others have as well are enough.
    """
    about = {SignWeight.SUBJECT, SignWeight.TOPIC} if refused else {SignWeight.SUBJECT}
    says = {SignWeight.ACT, SignWeight.BLOCK} if refused else {SignWeight.ACT}
    languages = {row.language for row in signs if row.weight in says}
    return bool(languages) and any(
        row.language is None or row.language in languages for row in signs if row.weight in about
    )


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
