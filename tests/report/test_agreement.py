"""One run told in every format: the same sentence, the same amounts, the same findings."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import StringIO
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from linkassay.model import Level, Standing
from linkassay.report import FORMATS
from linkassay.report.file_places import is_file
from linkassay.report.verdict import verdict
from linkassay.report.words import STANDINGS, problems
from report.golden import RUN, golden_report
from report.snapshots import written

TOLD = replace(golden_report(), before=replace(RUN, name="the-one-before"))
OPEN = [item for item in TOLD.findings() if item.standing.is_open and item.told_with is None]
"""What is open, each problem once, and what rests on earlier answers."""

OPEN_WORDS = {word.value for word in Standing if word.is_open}
OPEN_AS_TOLD = tuple(STANDINGS[word] for word in Standing if word.is_open)
SEVERITIES = {"critical": "error", "major": "error", "minor": "warning", "info": "note"}

Amounts = Counter[str]
"""Level -> how many findings of it are told as open."""

WITHOUT_VERDICT = {"csv", "code-quality", "sarif", "prov", "badge"}
"""Tables of one kind of thing, which have no place for a sentence."""

WITHOUT_EACH = {"text", "stats", "html", "markdown", "issue", "github", "atom", "prov", "badge"}
"""Formats that fold or leave out findings: those of one problem stand together, or none does."""

OF_FILES = {"sarif", "code-quality"}
"""Their readers show files: what was found in a page of the web has no place there."""


def levels_of(rows: list[dict[str, str]]) -> Amounts:
    return Counter(
        row["level"] for row in rows if row["standing"] in OPEN_WORDS and not row["told_with"]
    )


def in_short(told: str) -> Amounts:
    return Counter(re.findall(r"^\S+: (error|warning|note) ", told, re.MULTILINE))


def in_ndjson(told: str) -> Amounts:
    items = [json.loads(line) for line in told.splitlines()]
    return levels_of([item for item in items if item["type"] == "finding"])


def in_sarif(told: str) -> Amounts:
    results = json.loads(told)["runs"][0]["results"]
    return Counter(
        one["level"]
        for one in results
        if not one.get("suppressions") and one["baselineState"] != "absent"
    )


def in_junit(told: str) -> Amounts:
    texts = [part.text or "" for part in ElementTree.fromstring(told).iter()]
    found = re.findall(r"^(error|warning|note), confidence \w+, (.+)$", "\n".join(texts), re.M)
    return Counter(level for level, standing in found if standing.startswith(OPEN_AS_TOLD))


def in_code_quality(told: str) -> Amounts:
    return Counter(SEVERITIES[item["severity"]] for item in json.loads(told))


EACH: Mapping[str, Callable[[str], Amounts]] = {
    "short": in_short,
    "json": lambda told: levels_of(json.loads(told)["findings"]),
    "ndjson": in_ndjson,
    "csv": lambda told: levels_of(list(csv.DictReader(StringIO(told)))),
    "sarif": in_sarif,
    "junit": in_junit,
    "code-quality": in_code_quality,
}


def test_each_format_is_held_against_the_others() -> None:
    assert set(EACH) | WITHOUT_EACH == set(FORMATS)
    assert not set(EACH) & WITHOUT_EACH


@pytest.mark.parametrize("name", EACH)
def test_as_many_findings_of_a_level_are_told_in_each_format(name: str) -> None:
    seen = [item for item in OPEN if name not in OF_FILES or is_file(item.document)]
    found = Counter(item.level.value for item in seen)
    assert len(found) > 1
    assert EACH[name](written(TOLD, name)) == found


@pytest.mark.parametrize("name", sorted(set(FORMATS) - WITHOUT_VERDICT))
def test_the_verdict_is_the_same_sentence(name: str) -> None:
    told = written(TOLD, name)
    if name == "html":
        head = LexborHTMLParser(told).css_first("header")
        told = head.text(separator=" ")
    elif name == "junit":
        told = " ".join(one.get("value", "") for one in ElementTree.fromstring(told).iter())
    plain = " ".join(told.split())
    first, *others = verdict(TOLD).split("; ")
    assert first in plain
    assert "; ".join(others) in plain


def test_the_figures_of_the_page_are_those_of_the_verdict() -> None:
    tiles = LexborHTMLParser(written(TOLD, "html")).css(".figures li")
    counts = problems(TOLD.counts)
    assert {tile.text().strip() for tile in tiles} >= {
        f"{counts.levels[Level.WARNING]} warnings",
        f"{counts.levels[Level.NOTE]} notes",
        f"{counts.standings[Standing.NEW]} new",
        f"{counts.standings[Standing.FIXED]} fixed",
    }


def test_the_deltas_of_the_summary_are_those_of_the_page() -> None:
    deltas = written(TOLD, "markdown").split("\n\n")[1]
    tiles = LexborHTMLParser(written(TOLD, "html")).css(".figures .delta")
    page = {tile.text().strip() for tile in tiles}
    assert set(re.findall(r"\d[\d,]* [a-z ]+[a-z]", deltas.replace("*", ""))) == page


def test_the_counts_for_programs_are_one() -> None:
    counts = json.loads(written(TOLD, "json"))["counts"]
    (line,) = [one for one in written(TOLD, "ndjson").splitlines() if '"type": "counts"' in one]
    assert json.loads(line) == {"type": "counts", **counts}
    assert json.loads(written(TOLD, "sarif"))["runs"][0]["properties"]["counts"] == counts
    assert f"{counts['links']:,} links" in json.loads(written(TOLD, "badge"))["message"]


def test_what_is_counted_by_rule_adds_up_to_what_is_open() -> None:
    rows = written(TOLD, "stats", width=100).partition("findings by rule")[2].split("\n\n")[0]
    numbers = [int(row.split()[1]) for row in rows.splitlines()[1:]]
    assert sum(numbers) == len(OPEN)
