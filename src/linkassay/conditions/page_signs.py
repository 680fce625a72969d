"""What the facts of a page say of it, as the words that stand before a page need it."""

from __future__ import annotations

from collections.abc import Sequence

from linkassay.conditions.identity import says_missing, titled
from linkassay.model import Observation, PageFacts
from linkassay.tables.page_signs import PageSign, SignKind, SignWeight, sign_named


def signs_of(facts: PageFacts | None, kind: SignKind) -> tuple[PageSign, ...]:
    """The signs of one kind that were found in a page."""
    if facts is None or not facts.signs:
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
    return titled(observation) is not None


def says_nothing_there(observation: Observation) -> bool:
    """Whether the page says that there is nothing, which no wall says of what it keeps back."""
    return says_missing(observation) or bool(signs_of(observation.facts, SignKind.NOT_FOUND))
