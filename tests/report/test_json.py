"""The report for programs, its schema and the page about it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import linkassay.report
from docgen.contract import contract_page, definition, schema
from linkassay.model import (
    DOCUMENT,
    Clock,
    Clue,
    ConditionName,
    CreditClass,
    DaySet,
    Evidence,
    Form,
    Group,
    Interval,
    Level,
    LinkResult,
    LinkState,
    NotReached,
    Region,
    Report,
    Span,
    Standing,
    State,
    Unreached,
)
from linkassay.report.sections import SECTIONS
from linkassay.report.shapes import shape_of
from report.golden import RUN, brief_report, golden_report
from report.listreport import ListReport
from report.snapshots import written

STORED = Path(linkassay.report.__file__).parent / "schema.json"
A_FINDING = next(brief_report().findings())


def _told(told: Report) -> dict[str, Any]:
    return json.loads(written(told, "json"))


def _valid(told: Report) -> None:
    jsonschema.Draft202012Validator(schema()).validate(_told(told))


def test_the_stored_schema_is_fresh_and_is_a_schema() -> None:
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(stored)
    assert stored == schema(), "run: make docs"


def test_every_report_keeps_the_contract() -> None:
    _valid(golden_report())
    _valid(brief_report("dead-host"))
    _valid(ListReport(RUN))
    _valid(ListReport(replace(RUN, finished=None)))


def test_a_report_that_breaks_the_contract_is_refused() -> None:
    told = _told(brief_report())
    told["findings"][0]["level"] = "grave"
    with pytest.raises(jsonschema.ValidationError, match="grave"):
        jsonschema.Draft202012Validator(schema()).validate(told)
    del told["findings"][0]["level"]
    with pytest.raises(jsonschema.ValidationError, match="required"):
        jsonschema.Draft202012Validator(schema()).validate(told)


def test_the_parts_stand_in_the_order_of_the_contract() -> None:
    told = _told(golden_report())
    assert list(told) == ["format", *(section.name for section in SECTIONS)]
    assert list(told) == list(schema()["properties"])


def test_every_key_is_there_and_has_a_meaning() -> None:
    whole = schema()
    objects = [(name, item) for name, item in whole["$defs"].items() if name != "line"]
    for name, item in (("the whole", whole), *objects):
        assert item["required"] == list(item["properties"]), name
        assert item["description"], name
        for key, part in item["properties"].items():
            assert part["description"].endswith((".", "”.")), f"{name}: {key}"


def test_the_page_names_every_key() -> None:
    whole = schema()
    parts = re.split(r"^## ", contract_page(), flags=re.MULTILINE)[1:]
    tables = {part.split("\n")[0]: re.findall(r"^\| `(\w+)` \|", part, re.M) for part in parts}
    del whole["$defs"]["line"]
    expected = {name: list(item["properties"]) for name, item in whole["$defs"].items()}
    assert tables == {"the whole": list(whole["properties"]), **expected}


@dataclass(frozen=True, slots=True)
class Priced(Evidence):
    """Evidence that knows what it costs."""

    price: Annotated[int | None, "What it costs to fix, in minutes."] = None


def test_a_new_field_of_a_noun_is_told_and_described_without_an_edit() -> None:
    shape, proof = shape_of(Priced), A_FINDING.evidence[0]
    one = Priced(**{part.name: getattr(proof, part.name) for part in fields(proof)})
    assert shape.row(replace(one, price=5)) == {**shape_of(Evidence).row(proof), "price": 5}
    told = definition(shape)["properties"]["price"]
    assert told == {"description": "What it costs to fix, in minutes.", "type": ["integer", "null"]}


def test_every_finding_is_told_in_order() -> None:
    told = _told(golden_report())["findings"]
    assert [(item["fingerprint"], item["line"], item["column"]) for item in told] == [
        (item.fingerprint, item.line, item.span.column if item.span else None)
        for item in golden_report().findings()
    ]


def test_a_document_tells_all_that_it_says() -> None:
    report = golden_report()
    for told, item in zip(_told(report)["documents"], report.documents(), strict=True):
        reading = report.reading(item.locator)
        assert [one["written"] for one in told["citations"]] == [
            one.written for one in reading.citations
        ]
        assert [one["text"] for one in told["attributions"]] == [
            one.text for one in reading.attributions
        ]
        assert [one["source"] for one in told["clues"]] == [one.source for one in reading.clues]


def test_a_set_of_days_is_a_list_of_pairs_with_open_ends() -> None:
    twice = (
        Interval(date(2017, 1, 20), date(2021, 1, 20)),
        Interval(date(2025, 1, 20), None),
    )
    clue = Clue(DOCUMENT, Clock.PUBLISHED, DaySet(twice), "a holder", "office", Group.OFFICE)
    assert shape_of(Clue).row(clue)["days"] == [["2017-01-20", "2021-01-20"], ["2025-01-20", None]]


def test_a_place_is_told_from_its_first_to_its_last_column() -> None:
    spans = Span(2, 5, 30, 41, 2), Span(2, 5, 30, 41, 3), Span(2, None)
    several = ListReport(RUN, all_findings=tuple(replace(A_FINDING, span=one) for one in spans))
    told = [(one["line"], one["column"], one["end_column"]) for one in _told(several)["findings"]]
    assert told == [(2, 5, 16), (2, 5, None), (2, None, None)]


def test_the_rules_that_ran_are_told_with_what_they_say() -> None:
    told = _told(replace(golden_report(), run=replace(RUN, rules=("dead-host", "long-gone"))))
    assert told["rules"] == [
        {
            "slug": "dead-host",
            "level": "warning",
            "confidence": "probable",
            "help": "The name does not exist or has no address, nothing accepts a connection "
            "there, or all links to it that were asked failed.",
        },
        {"slug": "long-gone", "level": None, "confidence": None, "help": ""},
    ]


def test_the_run_before_is_told_where_there_is_one() -> None:
    earlier = replace(RUN, name="earlier")
    since = replace(golden_report(), before=earlier)
    _valid(since)
    assert _told(since)["before"]["name"] == "earlier"
    assert _told(golden_report())["before"] is None


# -- one object a line --


def _lines(told: Report) -> list[dict[str, Any]]:
    return [json.loads(row) for row in written(told, "ndjson").splitlines()]


def test_lines_hold_what_the_whole_holds() -> None:
    pages = (Unreached("https://a.example/", NotReached.DEPTH),)
    report = replace(golden_report(), before=RUN, all_not_reached=pages)
    whole, (head, *lines) = _told(report), _lines(report)
    assert head == {"type": "report", "format": whole["format"], "verdict": whole["verdict"]}
    for section in SECTIONS[1:]:
        told = whole[section.name] if section.many else [whole[section.name]]
        mine = [line for line in lines if line["type"] == section.one]
        assert mine == [{"type": section.one, **row} for row in told]
    there = {section.one for section in SECTIONS[1:] if whole[section.name]}
    assert {line["type"] for line in lines} == there


def test_every_line_keeps_the_contract() -> None:
    judge = jsonschema.Draft202012Validator({"$ref": "#/$defs/line", "$defs": schema()["$defs"]})
    for line in _lines(replace(golden_report(), before=RUN)):
        judge.validate(line)
    with pytest.raises(jsonschema.ValidationError):
        judge.validate({**_lines(brief_report())[0], "surprise": 1})


def test_counts_are_the_runs_own() -> None:
    told = _told(golden_report())
    levels = golden_report().counts.levels
    assert told["counts"]["levels"] == {level.value: number for level, number in levels.items()}
    assert told["counts"]["documents"] == len(told["documents"])
    assert told["run"]["outcome"] == "complete"


def test_a_link_that_was_not_asked_has_no_answer() -> None:
    row = shape_of(LinkResult).row(LinkResult("ftp://a.example/", LinkState()))
    assert row["state"] == "unknown"
    answer = ("condition", "confidence", "status", "error", "final_url", "hops", "facts")
    assert [row[key] for key in answer] == [None] * len(answer)


def test_a_redirect_is_told_hop_by_hop() -> None:
    old = _told(brief_report("redirects-permanently"))["links"][0]
    assert [(hop["status"], hop["location"]) for hop in old["hops"]] == [
        (301, "https://example.org/new/harbour-plan"),
        (200, None),
    ]
    assert (old["condition"], old["status"]) == ("ok-redirected", 200)
    assert old["final_url"] == "https://example.org/new/harbour-plan"


@given(st.text(st.characters(codec=None, categories=["Cc", "Cf", "Cs", "Zl", "Zp", "L", "So"])))
def test_any_text_comes_back_and_nothing_unseen_is_written(message: str) -> None:
    text = written(ListReport(RUN, all_findings=(replace(A_FINDING, message=message),)), "json")
    text.encode("utf-8")
    assert text.replace("\n", "").isprintable()
    assert json.loads(text)["findings"][0]["message"] == json.loads(json.dumps(message))


@pytest.mark.parametrize("message", ["::error::x", "##[group]x", "##vso[x]", "a ###[x", "\\##[x"])
def test_what_a_runner_would_obey_comes_back_too(message: str) -> None:
    told = _told(ListReport(RUN, all_findings=(replace(A_FINDING, message=message),)))
    assert told["findings"][0]["message"] == message


@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        ("ran_rule", "level", Level),
        ("citation", "form", Form),
        ("citation", "region", Region),
        ("attribution", "credit", CreditClass),
        ("clue", "clock", Clock),
        ("clue", "group", Group),
        ("link", "state", State),
        ("link", "condition", ConditionName),
        ("finding", "level", Level),
        ("finding", "standing", Standing),
    ],
)
def test_the_schema_knows_every_word(name: str, key: str, words: Any) -> None:
    listed = schema()["$defs"][name]["properties"][key]["enum"]
    assert set(listed) - {None} == {word.value for word in words}
