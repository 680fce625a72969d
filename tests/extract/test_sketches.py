"""The sketch of a text: what two texts share is seen in it, and nothing else is kept."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract import extract
from linkassay.extract.sketches import FEWEST_WORDS, MOST_HASHES, sketch_of
from linkassay.model import HASH_BITS, Share, Sketch, Source

VOCABULARY = [f"{a}{b}" for a in "bcdfghjklm" for b in ("ale", "ore", "ine", "ust", "em", "oth")]


def words(count: int, seed: int = 1) -> list[str]:
    return random.Random(seed).choices(VOCABULARY, k=count)


def sketch(text: str | list[str]) -> Sketch:
    found = sketch_of([text if isinstance(text, str) else " ".join(text)])
    assert found is not None
    return found


def shingles(text: list[str]) -> set[tuple[str, ...]]:
    return {tuple(text[at : at + 5]) for at in range(len(text) - 4)}


def test_a_short_text_has_none() -> None:
    assert sketch_of([]) is None
    assert sketch_of([" ".join(words(FEWEST_WORDS - 1))]) is None
    assert sketch_of([" ".join(words(FEWEST_WORDS))]) is not None
    assert sketch_of(["船" * 1000]) is None


@given(st.integers(min_value=FEWEST_WORDS, max_value=3_000), st.integers())
def test_a_sketch_is_small_and_in_order(count: int, seed: int) -> None:
    found = sketch(words(count, seed))
    assert len(found.hashes) <= MOST_HASHES
    assert list(found.hashes) == sorted(set(found.hashes))
    assert all(0 <= one < 1 << (HASH_BITS - found.level) for one in found.hashes)
    assert len(found.hashes) > MOST_HASHES // 4


def test_the_same_text_has_the_same_sketch_whatever_its_form() -> None:
    text = words(400)
    spaced = "\n".join(f"{word.upper()}," for word in text)
    parts = [" ".join(text[:7]), "", " ".join(text[7:9]), "!", " ".join(text[9:])]
    assert sketch(text) == sketch(spaced) == sketch_of(parts)


def test_a_sketch_is_the_same_on_every_machine_and_in_every_run() -> None:
    found = sketch([f"word{number}" for number in range(200)])
    assert (found.level, len(found.hashes)) == (2, 43)
    assert found.hashes[:2] == (62235221650561357, 75861052330669770)


def test_what_stands_in_quotation_marks_does_not_count() -> None:
    own, quoted = words(200, 1), " ".join(words(50, 2))
    plain = sketch(own)
    for marks in ("“{}”", '"{}"', "«{}»", "„{}“"):
        text = " ".join([*own[:100], marks.format(quoted), *own[100:]])
        assert sketch(text) == plain


@pytest.mark.parametrize("count", [200, 1_000, 5_000])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_the_share_is_near_the_true_one(count: int, part: float) -> None:
    """Of 40 pairs of texts the error is at most four standard deviations, on average next to 0."""
    errors = []
    for seed in range(40):
        one, kept = words(count, seed), int(count * part)
        other = [*one[:kept], *words(count - kept, seed + 1_000)]
        true = len(shingles(one) & shingles(other)) / len(shingles(one))
        share = sketch(one).share_in(sketch(other))
        assert abs(share.ratio - true) <= 4 * (true * (1 - true) / share.of) ** 0.5
        errors.append(share.ratio - true)
    assert abs(sum(errors) / len(errors)) < 0.04


def test_a_text_stands_whole_in_a_longer_one_and_not_the_other_way_round() -> None:
    short = words(400, 1)
    long = [*words(400, 2), *short, *words(400, 3)]
    inside, outside = sketch(short).share_in(sketch(long)), sketch(long).share_in(sketch(short))
    assert inside.ratio > 0.9
    assert 0.1 < outside.ratio < 0.6


def test_different_texts_share_nothing() -> None:
    assert sketch(words(900, 1)).share_in(sketch(words(900, 2))).shared == 0


def test_what_is_ignored_counts_neither_as_shared_nor_at_all() -> None:
    found = sketch(words(300))
    half = found.hashes[::2]
    share = found.share_in(found, half)
    assert share.of == share.shared == len(found.hashes) - len(half)


def test_a_whole_text_is_no_estimate() -> None:
    tiny = replace(sketch(words(100)), level=0)
    assert tiny.share_in(tiny) == Share(len(tiny.hashes), len(tiny.hashes), exact=True)
    assert tiny.share_in(tiny).at_least == 1
    assert not tiny.share_in(replace(tiny, level=1)).exact


@pytest.mark.parametrize(
    ("shared", "of", "least"), [(32, 32, 0.893), (24, 32, 0.579), (8, 16, 0.280), (0, 10, 0.0)]
)
def test_the_lower_bound_is_wilson_s(shared: int, of: int, least: float) -> None:
    assert Share(shared, of).at_least == pytest.approx(least, abs=0.001)


def test_nothing_shares_nothing() -> None:
    assert Share(0, 0).ratio == Share(0, 0).at_least == 0


def test_only_prose_is_sketched() -> None:
    prose = " ".join(words(200))
    menu = "".join(f'<li><a href="/{word}">{word} {word}</a></li>' for word in words(60, 7))
    page = f"<html><body><nav><ul>{menu}</ul></nav><article><h1>T</h1><p>{{}}.</p></article></body>"
    plain = page.replace(menu, "")
    found = [
        next(iter(extract(Source("a.html", one.format(prose).encode())))).sketch
        for one in (page, plain)
    ]
    assert found[0] is not None
    assert found[0] == found[1]


def test_words_of_ascii_and_of_other_letters_are_found_alike() -> None:
    """One sign beyond ASCII, and all is looked through in another way."""
    text = "A_b c2d; E-f's (g) 3.5" + " " + ". ".join(words(200))
    assert sketch_of([text]) == sketch_of([text, "—"])


def test_long_texts_are_sketched_over_the_bounds_of_their_parts() -> None:
    row = [word * 60 for word in words(FEWEST_WORDS)]
    assert sketch_of(row) == sketch_of([" ".join(row)])
