"""The credits that metadata state, each with the field that states it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from linkassay.extract import extract
from linkassay.model import VISIBLE, Attribution, CreditClass, Source

URL = "https://harbourcourier.example/a"


def stated(head: str, locator: str = URL) -> list[Attribution]:
    (reading,) = extract(Source(locator, f"{head}<p>Text.</p>".encode(), "text/html"))
    return [item for item in reading.attributions if item.source != VISIBLE]


def article(**fields: object) -> str:
    item = {"@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(item)}</script>'


def meta(name: str, value: str) -> str:
    return f'<meta name="{name}" content="{value}">'


def told(head: str) -> list[tuple[str, str | None, str | None]]:
    return [(item.source, item.person, item.outlet) for item in stated(head)]


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (article(author="Ana Bell"), [("json-ld:author", "Ana Bell", None)]),
        (
            article(author=[{"name": "Ana Bell"}, {"name": "Tom Reed"}]),
            [("json-ld:author", "Ana Bell", None), ("json-ld:author", "Tom Reed", None)],
        ),
        (
            meta("author", "By Ana Bell and Tom Reed"),
            [("author", "Ana Bell", None), ("author", "Tom Reed", None)],
        ),
        (
            meta("article:author", "Ana Bell, Political Editor"),
            [("article:author", "Ana Bell", None)],
        ),
        (
            meta("article:author", "https://social.example/ana") + meta("byl", "By Ana Bell"),
            [("byl", "Ana Bell", None)],
        ),
        (
            meta("author", "admin") + meta("sailthru.author", "Ana Bell"),
            [("sailthru.author", "Ana Bell", None)],
        ),
        (
            article(author="Ana Bell") + meta("author", "Ana Bell"),
            [("json-ld:author", "Ana Bell", None)],
        ),
        (
            article(author={"@type": "Organization", "name": "The Courier"})
            + meta("author", "Ana Bell"),
            [("author", "Ana Bell", None)],
        ),
        (
            article(author={"@type": "Organization", "name": "The Courier"}),
            [("json-ld:author.Organization", None, "The Courier")],
        ),
        (
            article(author="The Associated Press"),
            [("json-ld:author", None, "The Associated Press")],
        ),
        (article(author="Harbour Courier"), [("json-ld:author", None, "Harbour Courier")]),
        (meta("author", "Redaktion"), []),
        (meta("author", "admin"), []),
        (meta("author", "publisher"), []),
    ],
)
def test_who_is_stated_as_author(
    head: str, found: list[tuple[str, str | None, str | None]]
) -> None:
    assert told(head) == found


def test_an_account_that_the_page_contradicts_is_no_author() -> None:
    def sources(field: str, line: str, foot: str = "") -> set[str]:
        body = f"<h1>Two ships in</h1><p>{line}</p><p>{'The ships came in. ' * 20}</p><p>{foot}</p>"
        return {item.source for item in stated(field + body) if item.credit is CreditClass.BYLINE}

    owner = meta("author", "Kiesel Nord")
    assert sources(owner, "By Ana Bell") == set()
    assert sources(owner, "By Ana Bell", "© Kiesel Nord 2019") == set()
    assert sources(owner, "Two ships") == {"author"}
    assert sources(owner, "By Ana Bell", "With Kiesel Nord on board") == {"author"}
    assert sources(meta("author", "A. Bell"), "By Ana Bell") == {"author"}
    assert sources(article(author="Kiesel Nord"), "By Ana Bell") == {"json-ld:author"}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "<div itemscope itemtype=//schema.org/Article><b itemprop=author>Ana Bell</b></div>",
            ["Ana Bell"],
        ),
        (
            "<div itemscope itemtype=https://schema.org/NewsArticle><p itemprop=author itemscope "
            "itemtype=https://schema.org/Person><span itemprop=name>Ana Bell</span></p></div>",
            ["Ana Bell"],
        ),
        (
            "<div itemscope itemtype=https://schema.org/NewsArticle><p itemprop=author itemscope "
            "itemtype=https://schema.org/Person><meta itemprop=name content='Ana Bell'></p></div>",
            ["Ana Bell"],
        ),
        (
            "<div itemscope itemtype=https://schema.org/NewsArticle><p itemprop=author itemscope "
            "itemtype=https://schema.org/Organization>Ana Bell</p></div>",
            [],
        ),
        (
            "<div itemscope itemtype=//schema.org/Comment><b itemprop=author>Ana Bell</b></div>",
            [],
        ),
        (
            "<div itemscope itemtype=//schema.org/Product><b itemprop=author>Ana Bell</b></div>",
            [],
        ),
        (
            "<div itemscope itemtype=//schema.org/Article><b itemprop=author>Ana Bell</b></div>"
            "<div itemscope itemtype=//schema.org/Article><b itemprop=author>Tom Reed</b></div>",
            ["Ana Bell"],
        ),
    ],
)
def test_the_author_in_microdata(body: str, found: list[str]) -> None:
    credits_ = stated(body)
    assert [item.person for item in credits_] == found
    assert {item.source for item in credits_} <= {"microdata:author"}


def test_publisher_licence_and_days() -> None:
    head = article(
        publisher={"name": "The Harbour Courier"},
        license="https://creativecommons.org/licenses/by/4.0/",
        datePublished="2019-03-29",
        dateModified="2019-04-02",
    )
    found = {item.credit: item for item in stated(head)}
    assert found[CreditClass.PUBLISHER].outlet == "The Harbour Courier"
    licence = found[CreditClass.LICENCE]
    assert (licence.licence, licence.links) == (licence.text, (licence.text,))
    assert found[CreditClass.PUBLISHED].day == date(2019, 3, 29)
    assert found[CreditClass.UPDATED].day == date(2019, 4, 2)
    assert [item.span.line for item in found.values()] == [1, 1, 1, 1]


@pytest.mark.parametrize("rights", ["All rights reserved", "The Harbour Courier"])
def test_a_claim_of_rights_is_no_licence(rights: str) -> None:
    assert stated(meta("DC.rights", rights)) == []
    assert stated(meta("DC.rights", "CC BY 4.0"))[0].licence == "CC BY 4.0"


@pytest.mark.parametrize(
    ("source", "outlet"),
    [
        ("https://www.reuters.com/world/a", "Reuters"),
        ("https://pebbles.example/a", "pebbles.example"),
        (URL.replace("//", "//www.") + "/b", None),
        ("not an address", None),
    ],
)
def test_a_work_that_the_text_is_based_on_is_its_origin(source: str, outlet: str | None) -> None:
    found = stated(article(isBasedOn=source))
    assert [(item.credit, item.outlet, item.links) for item in found] == (
        [(CreditClass.ORIGIN, outlet, (source,))] if outlet else []
    )


def test_a_page_on_disk_knows_its_site_by_its_canonical_address() -> None:
    canonical = f"<link rel=canonical href={URL}>"
    based = article(isBasedOn="https://harbourcourier.example/b")
    assert stated(canonical + based, "a.html") == []
    assert [item.credit for item in stated(based, "a.html")] == [CreditClass.ORIGIN]


@pytest.mark.parametrize(
    "head",
    [
        article(creditText="Ana Bell/Reuters"),
        article(sourceOrganization={"name": "Reuters"}),
        article(sourceOrganization={"name": "Reuters"}, creditText="Reuters"),
        article(copyrightHolder={"name": "Reuters"}),
        meta("copyright", "Copyright 2019 Reuters. All rights reserved."),
        meta("DCTERMS.rightsHolder", "Reuters"),
    ],
)
def test_an_agency_that_metadata_credit_has_supplied_the_text(head: str) -> None:
    found = [(item.credit, item.outlet) for item in stated(head)]
    assert found == [(CreditClass.WIRE_CREDIT, "Reuters")]
    assert stated(head, "https://www.reuters.com/a") == []
    assert stated(head + meta("og:site_name", "Reuters")) == []


@pytest.mark.parametrize("holder", ["The Harbour Courier", "Ana Bell", "All rights reserved"])
def test_who_holds_the_rights_is_no_agency(holder: str) -> None:
    assert stated(article(copyrightHolder={"name": holder})) == []


def test_a_link_in_microdata_names_the_origin() -> None:
    (found,) = stated('<link itemprop="isBasedOn" href="https://www.reuters.com/a">')
    assert (found.credit, found.outlet) == (CreditClass.ORIGIN, "Reuters")
    assert found.source == "isbasedon"
    assert found.span.line == 1


def test_days_that_metadata_state_are_clues_once() -> None:
    page = article(datePublished="2019-03-29")
    (reading,) = extract(Source(URL, page.encode(), "text/html"))
    assert [clue.source for clue in reading.clues] == ["json-ld:datePublished"]


def test_front_matter_states_credits() -> None:
    text = "---\nauthor: Ana Bell\ndate: 2019-03-29\n---\n\nText.\n"
    (reading,) = extract(Source("a.md", text.encode()))
    assert [(item.source, item.person, item.day) for item in reading.attributions] == [
        ("author", "Ana Bell", None),
        ("date", None, date(2019, 3, 29)),
    ]
