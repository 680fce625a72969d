"""Class names and headings that say where something stands: whole, low, and said once."""

from __future__ import annotations

import pytest

from linkassay.model import Region
from linkassay.tables import rows
from linkassay.tables.reference_headings import ReferenceHeadings
from linkassay.tables.region_names import Names, RegionNames, regions_by_name, text_names

ROWS = rows("region_names", "region", RegionNames)
CAPTIONS = rows("region_names", "caption", Names)


@pytest.mark.parametrize("row", [*ROWS, *CAPTIONS], ids=lambda row: row.source[:20])
def test_a_name_is_one_word_in_lower_case_with_a_source(row):
    assert row.source
    assert all(name == name.lower() and len(name.split()) == 1 for name in row.names)


def test_no_name_says_two_things():
    names = [name for row in (*ROWS, *CAPTIONS) for name in row.names]
    assert len(names) == len(set(names))


def test_no_name_makes_an_article():
    assert Region.PROSE not in regions_by_name().values()
    assert Region.HIDDEN not in regions_by_name().values()


def test_a_heading_is_in_lower_case_and_no_mark_ends_it():
    for row in rows("reference_headings", "headings", ReferenceHeadings):
        assert row.source
        assert all(item == item.lower() and item[-1].isalpha() for item in row.headings)


def test_a_name_of_text_is_no_name_of_a_region():
    assert text_names()
    assert text_names().isdisjoint(regions_by_name())
