"""What hinders a whole site for a while, or some of its readers, by the words of a short page.

What is the same at every address is no missing page then.
"""

from __future__ import annotations

from collections.abc import Sequence

from linkassay.conditions.folded import words
from linkassay.conditions.identity import ENOUGH_WORDS
from linkassay.model import Observation
from linkassay.tables.not_found import check_words, outage_words, trouble_words


def is_hindered(observation: Observation) -> bool:
    """Whether a page that is the same everywhere may stand there for a while, or for some readers:
    by a word of its title, or a field for a password."""
    facts = observation.facts
    return facts is not None and (
        facts.password
        or is_out_of_order(observation)
        or _says(observation, trouble_words())
        or asks_first(observation)
    )


def is_out_of_order(observation: Observation) -> bool:
    """Whether the title of a short page tells that a whole site is out of order."""
    return _says(observation, outage_words())


def asks_first(observation: Observation) -> bool:
    """Whether the title of a short page tells that it asks for something first."""
    return _says(observation, check_words())


def _says(observation: Observation, beginnings: Sequence[str]) -> bool:
    """Whether title or heading of a short page have words that begin so."""
    facts = observation.facts
    if facts is None or facts.words is None or facts.words >= ENOUGH_WORDS:
        return False
    said = " ".join(words(f"{facts.title or ''} {facts.heading or ''}"))
    return any(f" {' '.join(words(one))}" in f" {said}" for one in beginnings)
