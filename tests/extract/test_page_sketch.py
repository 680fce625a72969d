"""Sketches: pages that show nearly the same are near each other, others are far."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract.page import page_facts
from linkassay.extract.page_sketch import sketch_of
from linkassay.model import bits_apart

NEAR = 6
FAR = 12
LETTERS = {"Latin": "abcdefghijklmnopqrstuvwxyz", "Cyrillic": "абвгдежзиклмнопрстуфхцчшэюя"}


def words_of(alphabet: str, seed: int, count: int) -> list[str]:
    """A text of words that return as often as in a language: few often, many once."""
    chance = random.Random(seed)
    known = ["".join(chance.choices(alphabet, k=chance.randint(2, 9))) for _ in range(2_000)]
    return [known[int(2_000 * chance.random() ** 3)] for _ in range(count)]


def sketch(words: list[str]) -> str:
    found = page_facts(f"<body><p>{' '.join(words)}".encode()).sketch
    assert found is not None
    return found


@pytest.mark.parametrize("alphabet", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("seed", range(5))
def test_another_date_counter_or_teaser_leaves_a_page_near(alphabet: str, seed: int) -> None:
    words = words_of(alphabet, seed, 400)
    dated = [*words[:100], "12", "2026", "10:42", *words[100:], "1234", "views"]
    later = [*words[:100], "30", "2027", "9:05", *words[100:], "1301", "views"]
    assert sketch(dated) == sketch(later)
    teaser = words_of(alphabet, seed + 100, 8)
    assert bits_apart(sketch(words), sketch([*words, *teaser])) <= NEAR


@pytest.mark.parametrize("seed", range(20))
def test_other_texts_of_one_language_are_far(seed: int) -> None:
    one, other = (words_of(LETTERS["Latin"], seed, 800)[at : at + 400] for at in (0, 400))
    chance = random.Random(seed)
    other = [word if chance.random() < 0.4 else word[::-1] for word in other]
    assert bits_apart(sketch(one), sketch(other)) > FAR


@given(st.lists(st.text(max_size=8), min_size=1, max_size=30))
def test_the_order_of_words_and_how_often_they_stand_change_nothing(words: list[str]) -> None:
    made = sketch_of(words)
    assert made is not None
    assert len(made) == 16
    assert made == sketch_of([*reversed(words), words[0]])
    assert bits_apart(made, made) == 0


def test_a_single_word_is_its_own_hash_and_none_is_nothing() -> None:
    assert sketch_of([]) is None
    assert bits_apart(sketch_of(["a"]) or "", sketch_of(["b"]) or "") > FAR
