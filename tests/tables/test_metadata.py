"""Fields of metadata: names that find one row, rows that say where they come from."""

from __future__ import annotations

from collections import Counter

import pytest

from linkassay.tables.metadata import (
    Fact,
    Field,
    FieldKind,
    ObjectValue,
    field_named,
    fields,
    linked_fields,
    linked_types,
)

ROWS = fields()
PREFIX = {FieldKind.JSON_LD: "json-ld", FieldKind.JSON_LD_PAGE: "json-ld-page"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_is_whole_and_its_name_finds_it(row: Field) -> None:
    assert row.source
    assert field_named(row.name) is row
    assert field_named(row.name.upper()) is row
    assert field_named(row.name.replace(":", ".")) is row
    if row.kind in PREFIX:
        assert row.name.partition(":")[0] == PREFIX[row.kind]
    else:
        assert row.value is None


def test_a_name_means_one_thing() -> None:
    names = Counter("".join(char for char in row.name.lower() if char.isalnum()) for row in ROWS)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_fact_kind_and_value_has_a_row() -> None:
    assert {row.fact for row in ROWS} == set(Fact)
    assert {row.kind for row in ROWS} == set(FieldKind)
    assert {row.value for row in ROWS} == {None, *ObjectValue}


def test_ranks_follow_the_table() -> None:
    assert [row.rank for row in ROWS] == list(range(len(ROWS)))


def test_fields_of_json_ld_are_named_by_their_keys() -> None:
    keys = dict(linked_fields(FieldKind.JSON_LD))
    assert keys["datePublished"].name == "json-ld:datePublished"
    assert keys["author"].value is ObjectValue.NAME


def test_a_type_speaks_of_an_article_or_of_another_work() -> None:
    assert linked_types()["NewsArticle"] is FieldKind.JSON_LD
    assert linked_types()["WebPage"] is FieldKind.JSON_LD_PAGE
    assert "Organization" not in linked_types()


def test_an_unknown_name_finds_nothing() -> None:
    assert field_named("viewport") is None
    assert field_named("") is None
