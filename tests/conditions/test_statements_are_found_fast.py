"""A title is read whole only where it has the words of a statement: none is missed by that."""

from __future__ import annotations

import random

from linkassay.conditions.folded import words
from linkassay.conditions.not_found import _may_state, _phrases, _stated


def test_every_title_that_states_something_is_read_whole():
    chance, phrases = random.Random(11), sorted(_phrases()[0])
    stating = 0
    for _ in range(20_000):
        said = [word for _ in range(chance.randint(1, 3)) for word in chance.choice(phrases)]
        stated = _stated(" ".join(said))
        if stated is not None and stated.notice is not None:
            stating += 1
            assert _may_state(frozenset(words(" ".join(said)))), said
    assert stating > 1000


def test_ordinary_titles_are_not():
    for title in ("Report on quay 7", "A pier for the harbour", "The council met on Tuesday"):
        assert not _may_state(frozenset(words(title)))
