"""The provenance of documents as PROV-JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from builders import SEEDS, work
from linkassay import pipeline
from linkassay.ledger import open_private
from linkassay.model import Source
from report.golden import golden_report
from report.prov_json import faults
from report.snapshots import written

Told = Mapping[str, Any]


def told_of(*texts: str, locator: str = "story.txt") -> Told:
    """The export of an audit of these documents."""
    given = [Source(f"{number}-{locator}", text.encode()) for number, text in enumerate(texts, 1)]
    with open_private() as ledger:
        told: Told = json.loads(written(pipeline.audit(work(given, offline=True), ledger), "prov"))
    return told


def bundle(text: str, locator: str = "story.txt") -> Told:
    """The only bundle of the export of one document."""
    (found,) = told_of(text, locator=locator)["bundle"].values()
    return found  # type: ignore[no-any-return]


def of_type(records: Told, kind: str) -> list[Told]:
    """The records of a type, in order."""
    return [record for record in records.values() if record.get("prov:type", {}).get("$") == kind]


def labels(bundle: Told, relation: str, credit: str) -> list[str]:
    """The names of the agents that a relation of this credit leads to."""
    return [
        bundle["agent"][record["prov:agent"]]["prov:label"]
        for record in of_type(bundle.get(relation, {}), credit)
    ]


def test_every_example_of_every_rule_is_valid() -> None:
    told = json.loads(written(golden_report(), "prov"))
    assert list(faults(told)) == []
    assert len(told["bundle"]) == len(list(golden_report().documents()))
    assert len(of_type(told["entity"], "la:Finding")) == len(golden_report().all_findings)


def test_the_checker_finds_faults() -> None:
    good = {"prefix": {"a": "urn:a:"}, "entity": {"a:x": {"a:y": 1}}}
    assert list(faults(good)) == []
    for wrong in (
        {"entity": {"b:x": {}}},
        {"entity": {"x": {}}},
        {"entity": {"a:x": {"a:y": {"$": 1}}}},
        {"entity": {"a:x": {"a:y": {"$": "b:z", "type": "a:QName"}}}, "prefix": {}},
        {"wasDerivedFrom": {"_:1": {"prov:usedEntity": "a:x"}}},
        {"wasAttributedTo": {"_:1": {"prov:entity": "a:x", "prov:agent": "a:nobody"}}},
        {"knows": {"_:1": {}}},
    ):
        assert list(faults(good | wrong)), wrong


def test_each_document_has_a_bundle_that_the_run_generated() -> None:
    told = told_of("One text.\n", "Another text.\n")
    assert list(faults(told)) == []
    (run,) = told["activity"]
    bundles = set(told["bundle"])
    assert len(bundles) == 2
    generated = told["wasGeneratedBy"].values()
    assert {record["prov:entity"] for record in generated} == bundles
    assert {record["prov:activity"] for record in generated} == {run}
    assert {record["prov:agent"] for record in told["wasAssociatedWith"].values()} == set(
        told["agent"]
    )


def test_a_finding_says_in_which_bundle_its_document_stands() -> None:
    told = told_of("This piece was first published by Bloomberg View.\n")
    (found,) = [
        item
        for item in of_type(told["entity"], "la:Finding")
        if item["la:rule"] == "first-published-elsewhere"
    ]
    assert found["la:about"]["$"] in told["bundle"]


def test_a_reprint_has_the_first_publication_as_its_primary_source() -> None:
    found = bundle((SEEDS / "harbour-opinion.txt").read_text())
    (first,) = of_type(found["entity"], "la:FirstPublication")
    (derived,) = found["wasDerivedFrom"].values()
    assert derived["prov:type"]["$"] == "prov:PrimarySource"
    assert found["entity"][derived["prov:usedEntity"]] == first
    assert labels(found, "wasAttributedTo", "la:origin") == ["Bloomberg View"]
    (attributed,) = found["wasAttributedTo"].values()
    assert attributed["prov:entity"] == derived["prov:usedEntity"]


def test_addresses_in_boilerplate_and_in_code_are_no_sources() -> None:
    found = bundle((SEEDS / "harbour-opinion.txt").read_text())
    assert of_type(found["entity"], "la:CitedSource") == []
    code = bundle("# Notes\n\nRun `curl https://tide.example/a` first.\n", "notes.md")
    assert of_type(code["entity"], "la:CitedSource") == []


def test_a_source_that_is_cited_twice_is_one_source() -> None:
    found = bundle(
        "The board met (https://tide.example/a), and again (https://tide.example/a) in spring.\n"
    )
    (source,) = of_type(found["entity"], "la:CitedSource")
    assert source["prov:location"] == {"$": "https://tide.example/a", "type": "xsd:anyURI"}
    assert len(found["wasDerivedFrom"]) == 1


def test_an_archived_copy_stands_beside_its_source() -> None:
    copy = "https://web.archive.org/web/20190329101112/https://tide.example/a"
    found = bundle(f"The board said so in its minutes, see {copy} for them.\n")
    (capture,) = of_type(found["entity"], "la:Capture")
    assert capture["prov:location"]["$"] == copy
    assert capture["la:captured"] == {"$": "2019-03-29", "type": "xsd:date"}
    (pair,) = found["alternateOf"].values()
    assert found["entity"][pair["prov:alternate1"]] == capture
    assert (
        found["entity"][pair["prov:alternate2"]]["prov:location"]["$"] == "https://tide.example/a"
    )


PAGE = """<!doctype html><html lang="en"><head><title>The Quay</title>
<meta property="article:published_time" content="2019-03-29">
<meta name="author" content="Ana Bell"><meta property="og:site_name" content="Harbour Courier">
<script type="application/ld+json">{"@type": "NewsArticle", "author": {"@type": "Person",
"name": "Ana Bell"}, "publisher": {"@type": "Organization", "name": "The Harbour Courier"},
"license": "https://creativecommons.org/licenses/by/4.0/"}</script>
</head><body><article><h1>The Quay</h1><p>The board of the harbour met on Friday and said that the
old quay would be closed to all ships from the first day of the next month on.</p></article></body>
</html>"""


def test_who_wrote_and_who_published_are_agents() -> None:
    found = bundle(PAGE, "quay.html")
    assert labels(found, "wasAttributedTo", "la:byline") == ["Ana Bell"]
    assert labels(found, "wasAttributedTo", "la:publisher") == ["The Harbour Courier"]
    assert found["agent"]["la:person/ana-bell"]["prov:type"]["$"] == "prov:Person"
    (publication,) = found["wasAssociatedWith"].values()
    assert publication["prov:agent"] == "la:outlet/the-harbour-courier"


def test_the_days_of_publication_are_bounds() -> None:
    found = bundle(PAGE, "quay.html")
    (publication,) = of_type(found["activity"], "la:Publication")
    day = {"$": "2019-03-29", "type": "xsd:date"}
    assert publication["la:notBefore"] == publication["la:notAfter"] == day
    assert not {"prov:startTime", "prov:endTime"} & set(publication)
    (since,) = of_type(bundle("The law was passed in 2017, they say.\n")["activity"],
                       "la:Publication")  # fmt: skip
    assert "la:notAfter" not in since


def test_a_document_is_described_by_what_it_states() -> None:
    found = bundle(PAGE, "quay.html")
    (document,) = of_type(found["entity"], "la:Document")
    assert document["prov:label"] == "The Quay"
    assert document["prov:location"] == "1-quay.html"
    assert document["la:language"] == "en"
    assert "creativecommons" in document["la:licence"]
    assert f"la:document/{document['la:sha256']}" in found["entity"]


def test_a_revision_is_only_told_where_it_is_stated() -> None:
    revised = bundle("The Quay\n\nThis article was re-issued on 4 May 2021.\n\nShips come in.\n")
    assert [one["prov:type"]["$"] for one in revised["wasDerivedFrom"].values()] == [
        "prov:Revision"
    ]
    assert "wasDerivedFrom" not in bundle("The Quay\n\nUpdated 4 May 2021.\n\nShips come in.\n")


def test_a_canonical_address_elsewhere_is_an_alternate() -> None:
    head = '<link rel="canonical" href="https://courier.example.com/quay">'
    page = PAGE.replace("</head>", f"{head}</head>").encode()
    given = work([Source("https://pier.example.org/a.html", page)], offline=True)
    with open_private() as ledger:
        told = json.loads(written(pipeline.audit(given, ledger), "prov"))
    assert list(faults(told)) == []
    (found,) = told["bundle"].values()
    (other,) = of_type(found["entity"], "la:CanonicalPage")
    assert other["prov:location"]["$"] == "https://courier.example.com/quay"
    (pair,) = found["alternateOf"].values()
    assert found["entity"][pair["prov:alternate2"]] == other


def test_what_came_by_way_of_another_outlet_is_derived_from_it() -> None:
    found = bundle(f"The Quay\n\nVia Reuters\n\n{'Ships come in at noon. ' * 9}\n")
    (relay,) = of_type(found["entity"], "la:Relay")
    assert relay["prov:label"] == "Via Reuters"
    assert len(found["wasDerivedFrom"]) == 1


def test_a_day_that_is_open_has_the_bounds_of_each_statement() -> None:
    text = "<p>Published 1 May 2021</p><p>The board"
    found = bundle(PAGE.replace("<p>The board", text), "quay.html")
    (publication,) = of_type(found["activity"], "la:Publication")
    assert [day["$"] for day in publication["la:notBefore"]] == ["2021-05-01", "2019-03-29"]


def test_the_same_document_has_the_same_name_wherever_it_lies() -> None:
    told = told_of("One text.\n", "One text.\n")
    (first, second) = told["bundle"].values()
    assert list(first["entity"])[:1] == list(second["entity"])[:1]


def test_names_hold_nothing_that_ends_a_name() -> None:
    told = told_of("Plain.\n", locator="a b:c'd=(1),[2];é.txt")
    assert list(faults(told)) == []
    (called,) = told["bundle"]
    assert not set(" '=(),:;[]") & set(called.removeprefix("la:"))
