"""The frozen credit lines, and how what is told of them is counted."""

from __future__ import annotations

from collections import Counter

import pytest

from linkassay.model import CreditClass
from score.credit_lines import LANGUAGES, CreditLine, Told, lines_of, precision, read_lines
from score.halves import Half, half_of
from score.tally import Tally

HALVES = [(half, lines_of(half)) for half in Half]


def test_the_set_is_as_large_as_it_must_be() -> None:
    lines = [line for _, half in HALVES for line in half]
    languages = Counter(line.language for line in lines)
    assert languages["en"] >= 200
    assert min(languages[name] for name in LANGUAGES) >= 50
    assert sum(line.credit is None for line in lines) >= 150
    assert len({line.text for line in lines}) == len(lines)


@pytest.mark.parametrize(("half", "lines"), HALVES)
def test_each_half_has_its_own_lines_alone(half: Half, lines: list[CreditLine]) -> None:
    """Only a line that was found wrong may stand in tune against its hash."""
    assert half is Half.TUNE or {half_of(line.text) for line in lines} == {half}


def told(line: CreditLine) -> Told:
    return read_lines([line])[0]


def test_a_credit_is_found_with_those_whom_it_names() -> None:
    line = CreditLine("Translated by Ana Bell.", "en", "translation", persons=("Ana Bell",))
    assert told(line).is_found
    assert told(line).names_all
    assert told(line).false == set()


def test_a_wrong_name_is_no_right_one() -> None:
    line = CreditLine("Translated by Ana Bell.", "en", "translation", persons=("Tom Reed",))
    assert told(line).is_found
    assert not told(line).names_all


def test_a_near_miss_that_is_told_costs_precision() -> None:
    right = CreditLine("Translated by Ana Bell.", "en", "translation")
    near = CreditLine("Translated by Ana Bell.", "en")
    assert told(near).false == {"translation"}
    assert precision(read_lines([right, near])) == Tally(1, 2)


def test_a_class_that_may_stand_beside_it_costs_nothing() -> None:
    line = CreditLine("Translated by Ana Bell.", "en", "origin", also=("translation",))
    assert not told(line).is_found
    assert told(line).false == set()


def test_a_caption_is_read_as_one() -> None:
    text = "The harbour at dawn. Photo: Ana Bell"
    line = CreditLine(text, "en", "photo-credit", persons=("Ana Bell",), caption=True)
    assert [item.credit for item in told(line).credits] == [CreditClass.PHOTO_CREDIT]
