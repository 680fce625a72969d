import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import linkassay.report
from linkassay import report
from linkassay.model import (
    Clock,
    CreditClass,
    Form,
    Group,
    Level,
    Region,
    Report,
    Standing,
    State,
)
from report.golden import FINDINGS, golden_report

SNAPSHOT = Path(__file__).parent / "golden.json"
PAGE = Path(__file__).parents[2] / "docs" / "json.md"


def _schema() -> dict[str, Any]:
    file = Path(linkassay.report.__file__).parent / "schema.json"
    return json.loads(file.read_text(encoding="utf-8"))


def _json(told: Report) -> str:
    return report.render(told, "json", width=80, colour=True)


def test_the_golden_report_is_told_as_before() -> None:
    """Renew with `python tests/report/renew.py` (see there), then read the difference."""
    assert _json(golden_report()) == SNAPSHOT.read_text(encoding="utf-8")


def test_it_keeps_the_contract() -> None:
    schema = _schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(_json(golden_report())))


def test_the_contract_of_the_issue_is_kept_key_by_key() -> None:
    told = json.loads(_json(golden_report()))
    assert list(told) == [
        "format",
        "tool",
        "run",
        "documents",
        "links",
        "findings",
        "not_checked",
        "unread",
    ]
    document = told["documents"][0]
    assert set(document) == {"locator", "title", "citations", "attributions", "clues"}
    assert set(document["citations"][0]) == {
        "url",
        "written",
        "line",
        "column",
        "form",
        "region",
        "anchor",
    }
    assert set(document["attributions"][0]) == {
        "class",
        "text",
        "outlet",
        "person",
        "date",
        "line",
        "links",
    }
    assert set(document["clues"][0]) == {
        "subject",
        "clock",
        "earliest",
        "latest",
        "source",
        "rule",
        "group",
        "weight",
        "line",
        "text",
        "intervals",
    }
    assert set(told["links"][0]) == {"url", "state", "condition", "status", "final_url", "hops"}
    assert set(told["findings"][0]) == {
        "id",
        "rule",
        "level",
        "confidence",
        "document",
        "line",
        "url",
        "message",
        "explanation",
        "gap_days",
        "evidence",
        "standing",
    }
    assert set(told["not_checked"][0]) == {"url", "reason"}


def test_every_finding_is_told_in_order() -> None:
    told = json.loads(_json(golden_report()))["findings"]
    assert [(item["rule"], item["document"], item["line"]) for item in told] == [
        (item.rule, item.document, item.line) for item in FINDINGS
    ]


def test_open_ends_and_weaker_sides() -> None:
    minister, president, path = json.loads(_json(golden_report()))["documents"][0]["clues"]
    assert minister["weight"] == 0.84
    assert (president["earliest"], president["latest"]) == ("2017-01-20", None)
    assert president["intervals"] == [["2017-01-20", "2021-01-20"], ["2025-01-20", None]]
    assert president["weight"] == 0.99
    assert path["earliest"] == path["latest"] == "2025-10-29"


def test_a_link_that_was_not_asked_has_no_answer() -> None:
    *_, last = json.loads(_json(golden_report()))["links"]
    assert last["state"] == "unknown"
    assert (last["condition"], last["status"], last["final_url"]) == (None, None, None)
    assert last["hops"] == []


def test_what_cannot_be_seen_is_written_out_and_comes_back() -> None:
    text = _json(golden_report())
    assert "\\u202e" in text
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert any("\u202e" in item["message"] for item in json.loads(text)["findings"])
    assert "“" in text


@given(st.text(st.characters(codec=None, categories=["Cc", "Cf", "Cs", "Zl", "Zp", "L", "So"])))
def test_any_text_comes_back(message: str) -> None:
    odd = replace(golden_report(), findings=(replace(FINDINGS[0], message=message),))
    text = _json(odd)
    text.encode("utf-8")
    back = json.loads(text)["findings"][0]["message"]
    assert back == json.loads(json.dumps(message))


@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        ("citation", "form", Form),
        ("citation", "region", Region),
        ("attribution", "class", CreditClass),
        ("clue", "clock", Clock),
        ("clue", "group", Group),
        ("link", "state", State),
        ("finding", "level", Level),
        ("finding", "standing", Standing),
    ],
)
def test_the_schema_knows_every_word(name: str, key: str, words: Any) -> None:
    listed = _schema()["$defs"][name]["properties"][key]["enum"]
    assert set(listed) == {word.value for word in words}


def test_the_page_names_every_key() -> None:
    schema = _schema()
    parts = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    tables = {part.split("\n")[0]: set(re.findall(r"^\| `(\w+)` \|", part, re.M)) for part in parts}
    expected = {name: set(item["properties"]) for name, item in schema["$defs"].items()}
    assert tables == {"the whole": set(schema["properties"]), **expected}


def test_the_golden_report_holds_every_rule() -> None:
    rules = pytest.importorskip("linkassay.rules")
    assert {item.rule for item in FINDINGS} == set(rules.catalogue())
