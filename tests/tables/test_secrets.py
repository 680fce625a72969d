"""The table of secrets: each row cuts its example, keeps the other, and says where it is from."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from linkassay.tables.secrets import (
    SecretParameter,
    SecretPath,
    SecretValue,
    by_name,
    folded,
    parameters,
    paths,
    shapes,
    values,
)
from linkassay.urls.secrets import MARK, cut

NAMES = [(row, name) for row in parameters() for name in row.names]


def address(row: SecretParameter, name: str, value: str) -> str:
    beside = f"&{row.beside}=1" if row.beside else ""
    return f"https://page.example/x?a=1&{name}={value}{beside}"


@pytest.mark.parametrize(("row", "name"), NAMES, ids=[name for _, name in NAMES])
def test_a_parameter_is_cut_and_its_harmless_value_kept(row: SecretParameter, name: str):
    assert row.source
    assert folded(name) == name, "names stand in the table as `folded` writes them"
    assert unquote(row.cut) not in unquote(cut(address(row, name, row.cut)))
    assert f"{name}={MARK}" in cut(address(row, name, row.cut))
    if row.kept is not None:
        assert cut(address(row, name, row.kept)) == address(row, name, row.kept)


def test_a_row_that_weighs_the_value_shows_both_sides():
    anything = shapes()["any"]
    assert all(row.kept for row in parameters() if row.shape is not anything)


def test_each_name_stands_once():
    assert len(by_name()) == len(NAMES)


@pytest.mark.parametrize("row", paths(), ids=lambda row: row.cut[:30])
def test_a_path_is_cut_and_an_article_kept(row: SecretPath):
    assert row.source
    assert (row.pattern is None) == bool(row.after)
    assert MARK in cut("https://page.example" + row.cut)
    assert cut("https://page.example" + row.kept) == "https://page.example" + row.kept


@pytest.mark.parametrize("row", values(), ids=lambda row: row.starts)
@pytest.mark.parametrize("around", ["https://h.example/?q={}", "https://h.example/{}/x", "#{}"])
def test_a_value_that_gives_itself_away_is_cut_wherever_it_stands(row: SecretValue, around: str):
    assert row.source
    assert re.match(row.starts, row.cut), "the quick look sees it"
    assert cut(around.format(row.cut)) == around.format(MARK)
    assert cut(around.format(row.kept)) == around.format(row.kept)


def test_names_are_folded():
    assert folded("X-Amz-Signature") == "xamzsignature"
    assert folded("user[Reset_Password_Token]") == "resetpasswordtoken"
    assert folded("token[]") == "token"
    assert folded("Api.Key") == "apikey"


@pytest.mark.parametrize(
    ("shape", "inside", "outside"),
    [
        ("some", "abc123", "abc12"),
        ("mixed", "hunter2", "letmein"),
        ("mixed", "1234567a", "1234567"),
        ("token", "a1b2c3d4", "2019-annual-report"),
        ("token", "S3CR3T-07-xyz", "q3-2019-results"),
        ("token", "550e8400-e29b-41d4-a716-446655440000", "covid19"),
        ("long", "4f9a8b7c6d5e4f3a2b1c", "windows10upgrade2019"),
        ("long", "abcdef0123456789", "abcdef012345678"),
        ("key", "abc123def456", "covid19update"),
        ("key", "abcdef0123456789", "population2019data"),
        ("long", "nZ3k_9QaTb-4fXw7LmPd", "how-to-reset-windows-10-in-2019-or-2020"),
        ("hash", "0" * 32, "0" * 31),
    ],
)
def test_shapes(shape: str, inside: str, outside: str):
    assert shapes()[shape].search(inside)
    assert not shapes()[shape].search(outside)
