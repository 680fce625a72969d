"""Related titles: the labels, and the addresses they name."""

from __future__ import annotations

import pytest

from linkassay.extract import extract
from linkassay.model import Attribution, CreditClass, Reading, Source
from linkassay.tables import load

SHIPS = "https://example.org/two-ships-reach-the-harbour"
BREAD = "https://example.org/prices-of-bread-rise-again"
LABELS = [label for row in load("phrases")["related"] for label in row["labels"]]


def of(text: str, locator: str = "a.txt") -> Reading:
    return next(extract(Source(locator, text.encode())))


def related(reading: Reading) -> list[Attribution]:
    return [item for item in reading.attributions if item.credit is CreditClass.RELATED]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("mark", [":", " –", ": "])
def test_every_label_in_any_case(label, mark):
    for written in (label, label.upper(), label.lower()):
        text = f"{written}{mark} Two Ships Reach the Harbour"
        found = of(f"A headline\n\nA sentence.\n\n{text}\n\n{SHIPS}\n\nAnother sentence.\n")
        (item,) = related(found)
        assert item.links == (SHIPS,)
        assert item.similarity == 100
        assert item.text.split() == text.split()
        assert [cited.anchor for cited in found.citations] == ["Two Ships Reach the Harbour"]
        assert found.citations[0].region.is_boilerplate


@pytest.mark.parametrize(
    "text",
    [
        "Related to this, ships came.",
        "Relatedly: no.",
        "The related article: here.",
        "Read more books.",
    ],
)
def test_a_sentence_is_no_label(text):
    assert related(of(f"A headline\n\n{text}\n\n{SHIPS}\n")) == []


def test_a_title_over_two_lines_lends_its_words():
    found = of(f"A headline\n\nRelated article: Two Ships Reach\nthe Harbour\n\n{SHIPS}\n{SHIPS}\n")
    (item,) = related(found)
    assert item.links == (SHIPS,)
    assert {cited.anchor for cited in found.citations} == {"Two Ships Reach the Harbour"}


def test_each_title_finds_its_own_address_whatever_the_order():
    found = of(
        "A headline\n\nRelated article: Two Ships Reach the Harbour\n\nA sentence.\n\n"
        f"Related article: Prices of Bread Rise Again\n\nA sentence.\n\n{BREAD}\n{SHIPS}\n"
    )
    assert [item.links for item in related(found)] == [(SHIPS,), (BREAD,)]
    assert {cited.url: cited.anchor for cited in found.citations} == {
        SHIPS: "Two Ships Reach the Harbour",
        BREAD: "Prices of Bread Rise Again",
    }


def test_a_title_that_fits_no_address_claims_none():
    (item,) = related(of(f"A headline\n\nRelated article: Two Ships\n\nA sentence.\n\n{BREAD}\n"))
    assert (item.links, item.similarity) == ((), None)


def test_an_address_in_the_label_s_own_block_is_its_own_whatever_it_says():
    text = f"# A headline\n\nRelated: [Two Ships Reach the Harbour]({BREAD})\n"
    (item,) = related(of(text, "a.md"))
    assert item.links == (BREAD,)
    assert item.similarity is not None
    assert item.similarity < 50


def test_an_address_keeps_its_own_words():
    text = f"# A headline\n\nRelated: Two Ships Reach the Harbour\n\n[our story]({SHIPS})\n"
    assert [cited.anchor for cited in of(text, "a.md").citations] == ["our story"]


def test_accents_and_apostrophes_do_not_part_title_and_slug():
    url = "https://example.org/chavezs-us-deal-a61241"
    (item,) = related(of(f"A headline\n\nRelated story: Chávez’s U.S. Deal\n\nText.\n\n{url}\n"))
    assert item.links == (url,)
    assert item.similarity == 100
