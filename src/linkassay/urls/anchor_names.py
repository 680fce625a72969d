"""Names of places in documents: which of those that are there may be meant by one that is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

ALIKE = 0.8
"""So much of two names must be the same for one to be told (our own choice): a slip of the pen is
(“instalation”), another word with the same ending is not (“actions”, “conditions”: 0.71)."""

MOST_COMPARED = 100
"""So many names are compared one by one with each that is not there: more would take time."""


def nearest(name: str, anchors: frozenset[str]) -> str | None:
    """The name that differs in case alone, else in signs, else one of few that is much alike."""
    spelled = spelled_otherwise(name, anchors)
    if spelled is not None or len(anchors) > MOST_COMPARED:
        return spelled
    from difflib import get_close_matches

    return next(iter(get_close_matches(name[:200], sorted(anchors), n=1, cutoff=ALIKE)), None)


def spelled_otherwise(name: str, anchors: frozenset[str]) -> str | None:
    """The name that differs in case alone, else in signs alone."""
    for alike in (str.lower, _letters):
        if (near := _by(alike, anchors).get(alike(name))) is not None:
            return near
    return None


@lru_cache(maxsize=8)
def _by(alike: Callable[[str], str], anchors: frozenset[str]) -> Mapping[str, str]:
    return {alike(one): one for one in sorted(anchors, reverse=True)}


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
