"""Outlets: names that find one row, hosts that are hosts."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from linkassay.tables.outlets import OutletKind, outlet_named, outlet_of_host, outlets, outlets_in
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
    assert re.fullmatch(r"[A-Z]{2}", row.country or "GB")
    assert re.fullmatch(r"[a-z]{2}", row.language or "en")
    for old in row.former:
        assert (old.since or date.min) < (old.until or date.max)


def test_there_are_enough_of_each_kind():
    kinds = Counter(row.kind for row in ROWS)
    assert len(ROWS) >= 150
    assert set(kinds) == set(OutletKind)
    assert kinds[OutletKind.AGENCY] >= 30
    assert sum(bool(row.forms) for row in ROWS) >= 40


def test_a_former_name_is_not_bound_by_the_present_one():
    row = outlet_named("International Herald Tribune")
    assert row is not None
    assert row is outlet_named("International New York Times")
    assert row.in_use_since("International New York Times") == date(2013, 10, 1)
    assert row.in_use_since("the International Herald Tribune") is None
    assert outlet_named("L'Obs") is outlet_named("Le Nouvel Observateur")
    (obs,) = (row for row in ROWS if row.name == "Le Nouvel Obs")
    assert obs.in_use_since("L'Obs") == date(2014, 10, 1)


def test_an_ordinary_word_is_an_outlet_only_where_it_is_written_as_one():
    assert outlet_named("Time") is outlet_named("TIME") is not None
    assert outlet_named("time") is None
    assert outlet_named("the sun") is None
    assert outlet_named("the guardian") is outlet_named("The Guardian")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Time", ["Time"]),
        ("“Time”.", ["Time"]),
        ("this article first appeared in Time on 3 May", ["Time"]),
        ("Time will tell what nature made of it", []),
        ("Nature has no hurry. Science neither.", []),
        ("it is a matter of time, of nature and of the sun", []),
        ("by The Sun and Der Standard", ["The Sun", "Der Standard"]),
        ("Das Bild zeigt den Stern am Hafen", []),
        ("zuerst erschienen in „Die Zeit“ am Montag", ["Die Zeit"]),
        ("Reuters and the Associated Press", ["Reuters", "Associated Press"]),
        ("Timely Sciences", []),
    ],
)
def test_ordinary_words_in_a_text(text, names):
    assert [row.name for row, _, _ in outlets_in(text)] == names


def test_an_article_before_the_name_does_not_matter():
    assert outlet_named("the Moscow Times") is outlet_named("Moscow Times")
    assert outlet_named("The Reuters") is outlet_named("Reuters")
    assert outlet_named("No Such Courier") is None


def test_the_outlet_of_the_seed_example():
    row = outlet_of_host("www.themoscowtimes.com")
    assert row is not None
    assert (row.name, row.forms) == (
        "The Moscow Times",
        ("/<year>/<month>/<day>/<slug>-a<number>",),
    )


def test_names_in_a_text_the_longest_first():
    text = "As Bloomberg View and Bloomberg said, not Bloombergian."
    assert [(row.name, text[start:end]) for row, start, end in outlets_in(text)] == [
        ("Bloomberg View", "Bloomberg View"),
        ("Bloomberg", "Bloomberg"),
    ]
