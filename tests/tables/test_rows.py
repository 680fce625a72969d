"""Rows of tables: what a row may hold, and what is said of one that is not valid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest

from linkassay.tables import rows, to_row
from linkassay.tables.archives import Archive


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    at: int


@dataclass(frozen=True)
class Everything:
    name: str
    weight: float
    colour: Colour
    days: tuple[date, ...] = ()
    names: frozenset[str] = frozenset()
    inner: tuple[Inner, ...] = ()
    last: date | None = None
    shade: Colour | None = None
    size: int = 0


LEAST = {"name": "a", "weight": 1, "colour": "red"}


def test_values_become_what_the_fields_say():
    day = date(2019, 3, 29)
    raw = {
        **LEAST, "days": [day], "names": ["x", "x"], "inner": [{"at": 1}], "last": day,
        "shade": "red", "size": 3,
    }  # fmt: skip
    assert to_row(Everything, raw, {}) == Everything(
        "a", 1.0, Colour.RED, (day,), frozenset({"x"}), (Inner(1),), day, Colour.RED, 3
    )
    assert to_row(Everything, LEAST, {}) == Everything("a", 1.0, Colour.RED)


def test_a_field_of_another_type_is_read_by_its_reader():
    raw = {**LEAST, "size": "0x1f", "inner": [{"at": "0x2"}]}
    found = to_row(Everything, raw, {"size": lambda text: int(text, 16), "at": lambda text: 2})
    assert (found.size, found.inner) == (31, (Inner(2),))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"hue": 1}, "“hue” is not a valid key"),
        ({"name": 1}, "the value of “name” does not fit: 1"),
        ({"size": True}, "the value of “size” does not fit: True"),
        ({"days": "2019"}, "the value of “days” does not fit: '2019'"),
        ({"days": ["2019"]}, "the value of “days” does not fit: '2019'"),
        ({"inner": [{"to": 1}]}, "“to” is not a valid key"),
        ({"inner": [{}]}, "the key “at” is missing"),
        ({"colour": "blue"}, "'blue' is not a valid Colour"),
    ],
)
def test_a_row_that_is_not_valid_is_named(wrong, says):
    with pytest.raises(ValueError, match=says):
        to_row(Everything, {**LEAST, **wrong}, {})


def test_a_missing_key_is_named():
    with pytest.raises(ValueError, match="the key “weight” is missing"):
        to_row(Everything, {"name": "a", "colour": "red"}, {})


@dataclass(frozen=True)
class OnlyName:
    name: str


def test_an_error_names_table_and_row():
    with pytest.raises(ValueError, match=r"archives\.toml, row 1 of \[\[archive\]\]: “hosts” is"):
        rows("archives", "archive", OnlyName)


def test_a_table_is_read_in_its_order():
    assert rows("archives", "archive", Archive)[0].name == "Wayback Machine"
