"""Credit lines: each wording has its class, and what merely resembles one has none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract import extract
from linkassay.model import Attribution, CreditClass, Source
from linkassay.tables.phrases import Where, phrases

ORIGIN, BYLINE = CreditClass.ORIGIN, CreditClass.BYLINE


def credited(text: str, locator: str = "a.txt") -> list[Attribution]:
    return list(next(extract(Source(locator, text.encode()))).attributions)


def only(text: str, locator: str = "a.txt") -> Attribution:
    (found,) = credited(f"A headline\n\n{text}\n", locator)
    return found


@pytest.mark.parametrize(
    "phrase",
    [phrase for phrase in phrases() if phrase.where is not Where.CAPTION],
    ids=lambda phrase: phrase.example,
)
def test_every_wording_of_the_table_gives_its_class(phrase):
    found = only(phrase.example)
    assert found.credit is phrase.credit
    assert phrase.example.startswith(found.text)
    if phrase.credit is not CreditClass.DATELINE:  # the sentence after it is the story's
        assert found.text.rstrip(".") == phrase.example.rstrip(".")
    assert found.span.line == 3


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("This article was first published by Reuters.", "Reuters"),
        ("This opinion piece was first published by Bloomberg View.", "Bloomberg View"),
        ("This story originally appeared in The Guardian.", "The Guardian"),
        ("Originally published by Project Syndicate.", "Project Syndicate"),
        ("A version of this article appeared in The Atlantic.", "The Atlantic"),
        ("Reprinted with permission from Foreign Policy.", "Foreign Policy"),
        ("This essay was first published in the Harbour Review.", "Harbour Review"),
        ("The piece first ran in Le Phare de l'Ouest, with other photos.", "Le Phare"),
        ("This article was first published by [Reuters](https://reuters.com/a).", "Reuters"),
    ],
)
def test_the_outlet_of_origin(text, outlet):
    found = only(text)
    assert found.credit is ORIGIN
    assert found.outlet is not None
    assert found.outlet.startswith(outlet)


def test_an_origin_with_its_day_and_licence():
    dated = only("This article was first published by Reuters on March 29, 2019.")
    assert (dated.outlet, dated.day) == ("Reuters", date(2019, 3, 29))
    later = only("This article was first published by Reuters and updated on March 30, 2019.")
    assert later.day is None
    licensed = only(
        "This article is republished from The Conversation under a Creative Commons license."
    )
    assert (licensed.outlet, licensed.licence) == (
        "The Conversation",
        "Creative Commons license",
    )


@pytest.mark.parametrize(
    ("text", "credit", "day"),
    [
        ("First published: 29 March 2019", CreditClass.PUBLISHED, date(2019, 3, 29)),
        ("First Published: March 29, 2019", CreditClass.PUBLISHED, date(2019, 3, 29)),
        ("Published on 29 March 2019", CreditClass.PUBLISHED, date(2019, 3, 29)),
        ("Published 2019-03-29", CreditClass.PUBLISHED, date(2019, 3, 29)),
        ("Originally published on 29 March 2019.", CreditClass.PUBLISHED, date(2019, 3, 29)),
        ("Last updated: 2 April 2019", CreditClass.UPDATED, date(2019, 4, 2)),
        ("Accessed 3 May 2020.", CreditClass.ACCESSED, date(2020, 5, 3)),
        ("This article was republished on 4 May 2021.", CreditClass.REISSUED, date(2021, 5, 4)),
    ],
)
def test_a_date_label_is_no_origin(text, credit, day):
    found = only(text)
    assert (found.credit, found.day, found.outlet) == (credit, day, None)


@pytest.mark.parametrize(
    "text",
    [
        "Her work has appeared in The Guardian and The Atlantic.",
        "He has published three novels, and his essays appeared in The Atlantic.",
        "Updated: 10:42",
        "Published soon.",
        "The views of both sides were heard by the court.",
        "Their views do not matter much to us.",
        "The views from the tower are those of a sailor.",
        "Pay via Reuters Plus and save.",
        "We travelled via Paris.",
        "By the time they came, it was over.",
        "By 2019 it had doubled.",
        "The song first appeared in summer.",
        "They were related to each other.",
        "She read more than he did.",
        "The law was first published in 2017.",
    ],
)
def test_traps(text):
    assert credited(f"A headline\n\n{text}\n") == []


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("By Ana Bell", "Ana Bell"),
        ("BY ANA BELL", "ANA BELL"),
        ("Written by Ana Bell", "Ana Bell"),
        ("By Ludwig van Dyck", "Ludwig van Dyck"),
        ("By Tom Reed for The Dunmore Herald", "Tom Reed"),
        ("Author: Ana Bell", "Ana Bell"),
        ("By Žofia O’Hara-Smith", "Žofia O’Hara-Smith"),
    ],
)
def test_bylines(text, person):
    found = only(text)
    assert (found.credit, found.person) == (BYLINE, person)


@pytest.mark.parametrize(
    ("text", "credit", "persons", "outlets"),
    [
        ("Ana Bell contributed to this report.", CreditClass.CONTRIBUTED, ["Ana Bell"], [None]),
        ("Ana Bell and Tom Reed contributed to this report.", CreditClass.CONTRIBUTED,
         ["Ana Bell", "Tom Reed"], [None, None]),
        ("The Associated Press contributed to this report.", CreditClass.CONTRIBUTED,
         [None], ["The Associated Press"]),
        ("Translated from the Russian by Ana Bell and Tom Reed.", CreditClass.TRANSLATION,
         ["Ana Bell", "Tom Reed"], [None, None]),
        ("(Reporting by Ana Bell in Lima; Editing by Tom Reed)", CreditClass.WIRE_CREDIT,
         ["Ana Bell"], [None]),
    ],
)  # fmt: skip
def test_a_line_names_each_person_apart(text, credit, persons, outlets):
    found = credited(f"A headline\n\n{text}\n")
    assert {item.credit for item in found} == {credit}
    assert [item.person for item in found] == persons
    assert [item.outlet for item in found] == outlets


@pytest.mark.parametrize(
    "text",
    [
        "Germany contributed to this report of the council.",
        "Exports contributed to this story of growth.",
        "Translated by force of habit, the plan failed.",
    ],
)
def test_what_contributes_or_translates_and_is_nobody(text):
    assert credited(f"A headline\n\n{text}\n") == []


def test_a_byline_with_its_day():
    found = only("By Ana Bell | March 29, 2019")
    assert (found.credit, found.person, found.day) == (BYLINE, "Ana Bell", date(2019, 3, 29))


def test_a_byline_in_emphasis():
    found = only("*By Ana Bell*", "a.md")
    assert (found.credit, found.person) == (BYLINE, "Ana Bell")


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("CARACAS, March 25 (Reuters) - Two planes landed.", "Reuters"),
        ("WASHINGTON (AP) — The Senate met.", "AP"),
        ("NEW YORK (AFP) – Prices rose.", "AFP"),
    ],
)
def test_datelines(text, outlet):
    found = only(text)
    assert (found.credit, found.outlet) == (CreditClass.DATELINE, outlet)


def test_a_dateline_without_a_year_names_no_day():
    assert only("CARACAS, March 25 (Reuters) - Two planes landed.").day is None


def test_a_disclaimer_names_whose_views_they_are_not():
    found = only(
        "The views expressed in opinion pieces do not necessarily reflect the position of "
        "The Moscow Times."
    )
    assert (found.credit, found.outlet) == (CreditClass.DISCLAIMER, "The Moscow Times")


def test_a_credit_in_the_middle_of_a_paragraph_at_a_sentence_start():
    found = only("So it ended. This article was first published by Reuters. More follows.")
    assert found.text == "This article was first published by Reuters."


def test_a_credit_broken_over_lines_is_read_whole():
    text = "A headline\n\nThis opinion piece was first published\nby Bloomberg\nView.\n"
    (found,) = credited(text)
    assert found.outlet == "Bloomberg View"
    assert found.span.start is not None
    assert text[found.span.start : found.span.end].split() == found.text.split()


def test_the_links_of_its_block_stand_by_a_credit():
    found = only("This story was first published by [Reuters](https://reuters.com/a).", "a.md")
    assert found.links == ("https://reuters.com/a",)
    assert found.outlet == "Reuters"


def test_a_title_is_no_credit():
    assert credited("By Ana Bell\n===========\n\nText.\n", "a.md") == []


LINES = st.sampled_from(
    [
        *(phrase.example for phrase in phrases()),
        "A plain sentence of no account.",
        "Related article: Two Ships Reach the Harbour",
        "https://example.org/two-ships-reach-the-harbour",
        "She said: “It was first published by Reuters.”",
        "",
    ]
)


@given(st.lists(LINES, max_size=8), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_a_span_holds_what_is_quoted(lines, line_end):
    text = line_end.join(["A headline", "", *lines])
    for found in credited(text):
        assert found.span.start is not None
        assert text[found.span.start : found.span.end].split() == found.text.split()


@pytest.mark.parametrize(("count", "kept"), [(50, 50), (51, 50), (200, 50)])
def test_of_many_links_in_a_block_the_nearest_stand_by_a_credit(count, kept):
    links = [f"https://example.org/{number}" for number in range(count)]
    line = "This article was first published by Reuters."
    half = count // 2
    text = f"A headline\n\nSee {' '.join(links[:half])}. {line} See {' '.join(links[half:])} too.\n"
    (found,) = credited(text)
    assert len(found.links) == kept
    assert {links[half - 1], links[half]} <= set(found.links)
    assert list(found.links) == [link for link in links if link in found.links]


@pytest.mark.parametrize(
    "line", ["source: Prepare for new `PackageIDSpec` syntax", "Via: Twelve Ships", "Credit: Later"]
)
def test_a_label_before_words_that_name_no_outlet_is_no_credit(line):
    assert credited(f"A headline\n\n{line}\n") == []


@pytest.mark.parametrize("name", ["Reuters", "harbourcourier.com", "The Moscow Times"])
def test_a_label_credits_a_known_outlet_or_a_host(name):
    item = only(f"Source: {name}")
    assert (item.credit, item.outlet) == (CreditClass.WIRE_CREDIT, name)
