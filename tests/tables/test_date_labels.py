"""Labels of days: each is whole, is found by its words, and speaks of one clock."""

from __future__ import annotations

import pytest

from linkassay.model import Clock
from linkassay.tables import load
from linkassay.tables.date_labels import (
    MOST_WORDS,
    Beside,
    change_words,
    label_after,
    label_before,
    words_beside,
)
from linkassay.tables.date_words import line_months, months
from linkassay.tables.day_orders import DayOrder, day_order

ROWS = load("date_labels")["label"]
LABELS = [(row, label) for row in ROWS for label in row["labels"]]


def test_every_language_has_labels_of_both_clocks():
    assert {(row["language"], row["clock"]) for row in ROWS} == {
        (language, clock)
        for language in ("en", "de", "fr", "es", "ru")
        for clock in (Clock.PUBLISHED, Clock.MODIFIED)
    }


@pytest.mark.parametrize(("row", "label"), LABELS, ids=lambda item: str(item)[:40])
def test_a_label_is_found_behind_other_words(row, label):
    words = label.split()
    assert row["source"]
    assert label == label.lower()
    assert len(words) <= MOST_WORDS
    before = words if row.get("shy") else ["x", *words]
    found = label_after([*words, "x"]) if row.get("follows") else label_before(before)
    assert found is not None
    assert not row.get("shy") or label_before(["x", *words]) is None
    assert found.words == tuple(words)
    assert found.clock == row["clock"]


def test_no_label_speaks_of_two_clocks():
    clocks: dict[tuple[str, bool], set[str]] = {}
    for row, label in LABELS:
        clocks.setdefault((label, row.get("follows", False)), set()).add(row["clock"])
    assert [label for label, found in clocks.items() if len(found) > 1] == []


def test_the_longest_label_has_as_many_words_as_are_tried():
    assert max(len(label.split()) for _, label in LABELS) == MOST_WORDS


def test_words_beside_a_day_are_none_of_its_labels():
    either = words_beside(Beside.JOINT) | words_beside(Beside.CLOCK)
    assert change_words()
    assert change_words().isdisjoint(either)


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("de", DayOrder.DAY_FIRST),
        ("de-AT", DayOrder.DAY_FIRST),
        ("en-US", DayOrder.MONTH_FIRST),
        ("en_GB", DayOrder.DAY_FIRST),
        ("en-Latn-US", DayOrder.MONTH_FIRST),
        ("es-PR", DayOrder.MONTH_FIRST),
        ("en", None),
        ("en-CA", None),
        ("ja", None),
        (None, None),
    ],
)
def test_a_locale_tells_the_order_of_day_and_month(language, order):
    assert day_order(language) is order


def test_a_date_line_knows_the_months_of_prose_and_more():
    known = line_months()
    assert all(known[word.lower()] == month.number for word, month in months().items())
    assert (known["mar"], known["ago"], known["listopada"], known["июня"]) == (3, 8, 11, 6)
