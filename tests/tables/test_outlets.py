"""Outlets: names that find one row, hosts that are hosts."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from linkassay.tables.outlets import outlet_named, outlet_of_host, outlets, outlets_in
from linkassay.urls import parse

ROWS = outlets()


def test_names_are_unique():
    names = Counter(
        name.lower().removeprefix("the ")
        for row in ROWS
        for name in dict.fromkeys(name.lower().removeprefix("the ") for name in row.names)
    )
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_is_whole(row):
    assert row.source
    assert row.hosts
    for name in row.names:
        assert name == " ".join(name.split())
        assert outlet_named(name) is row
        assert outlet_named(name.upper()) is row
    for host in row.hosts:
        assert re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", host)
        assert not host.startswith("www.")
        link = parse(f"https://www.{host}/a").link
        assert row.owns(link.host)
        assert host in (outlet_of_host(f"www.{host}") or row).hosts
        assert not row.owns(f"not{host}")
        assert not row.owns(f"{host}.example")
    if row.since is not None:
        assert date(1600, 1, 1) < row.since < date(2026, 1, 1)
    if row.id_suffix is not None:
        assert "<number>" in row.id_suffix


def test_an_article_before_the_name_does_not_matter():
    assert outlet_named("the Moscow Times") is outlet_named("Moscow Times")
    assert outlet_named("The Reuters") is outlet_named("Reuters")
    assert outlet_named("No Such Courier") is None


def test_the_outlet_of_the_seed_example():
    row = outlet_of_host("www.themoscowtimes.com")
    assert row is not None
    assert (row.name, row.id_suffix) == ("The Moscow Times", "-a<number>")


def test_names_in_a_text_the_longest_first():
    text = "As Bloomberg View and Bloomberg said, not Bloombergian."
    assert [(row.name, text[start:end]) for row, start, end in outlets_in(text)] == [
        ("Bloomberg View", "Bloomberg View"),
        ("Bloomberg", "Bloomberg"),
    ]
