"""Which outlet a credit line names, and how far its name goes."""

from __future__ import annotations

import pytest

from extract.test_attributions import only
from linkassay.extract import extract
from linkassay.model import CreditClass, Source


def of_page(line: str, *, locator: str = "a.html", head: str = "") -> list[tuple[str, str | None]]:
    text = "<p>The council met in the old town hall, and the vote took an hour.</p>" * 2
    page = f"<title>A headline</title>{head}<h1>A headline</h1>{text}<p>{line}</p>"
    (reading,) = extract(Source(locator, page.encode(), "text/html"))
    return [(str(item.credit), item.outlet) for item in reading.attributions]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("This article first appeared on nytimes.com.", "nytimes.com"),
        ("This article was first published on coolimba.", "coolimba"),
        ("This post originally appeared on the website of the Harbour Review.", "Harbour Review"),
        ("It first ran on the Harbour Courier's website.", "Harbour Courier"),
        ("This essay was first published in “Harbour and Sea” in May 2018.", "Harbour and Sea"),
        ("This report was first broadcast on Harbour Radio 4.", "Harbour Radio 4"),
        ("Originally published by Reuters and The Guardian.", "Reuters"),
        ("This piece first appeared in openDemocracy.", "openDemocracy"),
        ("Reprinted from the Institute for Coastal Studies.", "Institute for Coastal Studies"),
        ("Nachdruck mit Genehmigung der Neuen Hafenzeitung.", "Neuen Hafenzeitung"),
        ("Article initialement paru sur le site de la Gazette du Port", "Gazette du Port"),
        ("Tomado del diario El Correo del Puerto.", "El Correo del Puerto"),
        ("Впервые опубликовано в журнале «Портовый вестник».", "Портовый вестник"),
    ],
)
def test_the_name_alone_is_taken(line, outlet):
    found = only(line)
    assert (found.credit, found.outlet) == (CreditClass.ORIGIN, outlet)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("This guest post does not reflect the views of the editors of Harbour Review.",
         (CreditClass.DISCLAIMER, "Harbour Review")),
        ("The views expressed here are those of the author.", (CreditClass.DISCLAIMER, None)),
        ("Sponsored by Harbour Bank", (CreditClass.SPONSORED, "Harbour Bank")),
        ("via Boing Boing", (CreditClass.VIA, "Boing Boing")),
        ("Reprinted with permission.", (CreditClass.ORIGIN, None)),
    ],
)  # fmt: skip
def test_other_classes_name_an_outlet_or_nobody(line, found):
    item = only(line)
    assert (item.credit, item.outlet) == found


def test_the_sentence_around_a_wording_is_the_line():
    found = only("So it ended. (It first ran in The Atlantic, in May, with photos.) More follows.")
    assert found.text == "(It first ran in The Atlantic, in May, with photos.)"


RIGHTS = "© 2019 Project Syndicate"


def test_who_holds_the_rights_is_an_origin_where_that_is_a_syndicate():
    assert of_page(RIGHTS) == [("origin", "Project Syndicate")]


def test_who_holds_the_rights_to_the_own_page_is_no_origin():
    assert of_page(RIGHTS, locator="https://www.project-syndicate.org/a") == []
    site = '<meta property="og:site_name" content="Project Syndicate">'
    assert of_page(RIGHTS, head=site) == []


def test_another_outlet_that_holds_the_rights_is_an_origin_where_the_line_says_so():
    assert of_page("© 2019 The Guardian") == []
    assert of_page("© 2019 Reuters") == []
    again = "© 2019 The Guardian. Reprinted with permission."
    assert ("origin", "The Guardian") in of_page(again)


@pytest.mark.parametrize(
    "line", ["Source: Nature reserve", "Source: Reuters reported it", "(Lima)"]
)
def test_a_label_needs_a_known_outlet_and_nothing_else(line):
    assert of_page(line) == []


def test_words_in_lower_case_are_a_brand_in_english_alone():
    assert of_page("Cet article est d'abord paru dans papier.") == []
    assert of_page("This article was first published on television.") == []
    assert of_page("This article first appeared in nature.") == []
