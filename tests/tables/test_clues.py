"""The rules of clues: each is used, each is whole, and nothing else makes a clue."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from linkassay.dates import answer_clues, capture_clue
from linkassay.extract import extract
from linkassay.model import (
    Clock,
    Clue,
    CreditClass,
    Group,
    Hop,
    Observation,
    PageFacts,
    Source,
)
from linkassay.tables.clues import clue_rule, clue_rules, credit_rule, field_rule
from linkassay.tables.metadata import Fact, fields
from linkassay.urls import parse

SOURCE = Path(__file__).parents[2] / "src"
NOW = date(2026, 1, 15)
URL = "https://example.org/a"

TEXTS = (
    "Former President Barack Obama spoke. In 2014 President Barack Obama met others.",
    "See https://example.org/2019/03/29/a and https://example.org/x/20190329/ and "
    "https://example.org/2019/03/b and https://example.org/2019/c for it.",
    "See https://web.archive.org/web/20200102030405/https://example.org/a here.",
    "It happened on March 29, 2019, in May 2016, in the summer of 2015, and in 2017.",
    "It happened on Monday, March 29, 2019.",
    "A report from last year said that many left in 2016.",
    "President Barack Obama and President Obama spoke.",
    "The story was first published by Bloomberg View.",
    "By Ana Bell | 29 March 2019",
    "Published: 29 March 2019",
    "Last updated: 29 March 2019",
    "29 March 2019",
    "LONDON, 29 March 2019 (AP) — It rained on the harbour.",
)
PAGE = """<!doctype html><title>A headline</title>
<meta property="article:published_time" content="2019-03-29">
<meta property="article:modified_time" content="2019-04-02">
<meta name="date" content="2019-03-29">
<script type="application/ld+json">{"@type": "Article", "datePublished": "2019-03-29"}</script>
<article><h1>A headline</h1><p><time datetime="2019-03-29">A day</time> and more.</p></article>
"""

UNSTATED = """<!doctype html><title>A headline</title><h1>A headline</h1><p>It rained.</p>
<script>var page = {"publicationDate": "2019-03-29T14:27:32"};</script>
"""
NOT_HERE = set() if find_spec("htmldate") else {"htmldate"}


def of_document(text: str, locator: str = "a.txt") -> tuple[Clue, ...]:
    return next(extract(Source(locator, text.encode()))).clues


def every_clue() -> list[Clue]:
    found = [clue for text in TEXTS for clue in of_document(f"A headline\n\n{text}\n")]
    found += of_document("29 March 2019\n\nA headline\n\nIt rained on the harbour.\n")
    found += of_document(PAGE, "a.html")
    found += of_document(UNSTATED, "b.html")
    hops = (Hop(URL, 301), Hop("https://example.org/2019/03/29/a", 200))
    when = datetime(2026, 1, 15, tzinfo=UTC)
    facts = PageFacts(published="2019-03-29", published_source="article:published_time")
    found += answer_clues(parse(URL).link, Observation(URL, when, hops, 200, facts=facts))
    return [*found, capture_clue(NOW)]


def test_every_rule_makes_clues():
    assert {clue.rule for clue in every_clue()} == set(clue_rules()) - NOT_HERE


def test_a_clue_takes_clock_and_group_from_its_rule():
    for clue in every_clue():
        rule = clue_rule(clue.rule)
        assert (clue.clock, clue.group) == (rule.clock, rule.group)


def test_nothing_else_makes_a_clue():
    makers = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if re.search(r"(?<![\w.])Clue\(", path.read_text(encoding="utf-8"))
        and "class Clue:" not in path.read_text(encoding="utf-8")
    }
    assert makers == {"linkassay/tables/clues.py"}


def test_every_rule_named_in_the_code_is_in_the_table():
    named = {
        name
        for path in SOURCE.rglob("*.py")
        for name in re.findall(r'clue_rule\("([^"]+)"\)', path.read_text(encoding="utf-8"))
    }
    assert "fetch-day" in named
    assert named <= set(clue_rules())


@pytest.mark.parametrize("rule", clue_rules().values(), ids=lambda rule: rule.id)
def test_a_rule_is_whole(rule):
    assert rule.source
    assert rule.statement is None or rule.clock is Clock.PUBLISHED


def test_statements_are_ranked_without_a_gap_or_a_draw():
    ranks = [rule.statement for rule in clue_rules().values() if rule.statement is not None]
    assert sorted(ranks) == list(range(1, len(ranks) + 1))


def test_every_field_of_a_day_has_a_rule_of_its_clock():
    clocks = {Fact.PUBLISHED: Clock.PUBLISHED, Fact.MODIFIED: Clock.MODIFIED}
    for field in fields():
        if (clock := clocks.get(field.fact)) is not None:
            rule = field_rule(field.name, clock)
            assert (rule.clock, rule.group) == (clock, Group.METADATA)
            assert (rule.statement is not None) is (clock is Clock.PUBLISHED)


def test_the_fields_that_rules_name_are_fields_of_the_table():
    named = {name for rule in clue_rules().values() for name in rule.fields}
    assert named <= {field.name for field in fields()}


def test_a_credit_line_has_one_rule_at_most():
    named = [credit for rule in clue_rules().values() for credit in rule.credits]
    assert len(named) == len(set(named))
    assert credit_rule(CreditClass.DISCLAIMER) is None
