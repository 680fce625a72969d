"""The seed example, point by point, through the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import linkassay
from builders import SEED
from linkassay.cli.commands import linkassay as command
from linkassay.cli.environment import real_environment
from linkassay.extract import extract
from linkassay.model import Lane, Observation, Probe, Reading, Settings, Source
from linkassay.ports import Fetcher
from seed.documents import FIRST, LEAKED, SECOND, seed_text

WORDS = ("check", str(SEED), "--offline", "--format", "json", "--now", "2026-11-24")
TITLE = "Russia's Moves in Venezuela Aren't That Ominous"


class Unasked:
    """A web that must not be asked."""

    def ask(self, lanes: Iterable[Lane], record: Callable[[Sequence[Observation]], None]) -> None:
        raise AssertionError(f"offline, and yet {lanes} were asked")

    def fetch_documents(self, *_asked: object) -> None:
        raise AssertionError("the seed is no corpus on the web")

    def fetch_document(self, probe: Probe) -> tuple[Observation, Source | None]:
        raise AssertionError(f"offline, and yet {probe} was read")

    def rest(self) -> None:
        """It never works."""


def _no_web(settings: Settings, now: Callable[[], datetime], *_: object) -> Fetcher:
    return Unasked()


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """The JSON report of `linkassay check` on the seed, which ends with exit code 1."""
    seed_text()
    world = replace(real_environment(), fetcher=_no_web)
    result = CliRunner().invoke(command, list(WORDS), obj=world)
    assert result.exit_code == 1, result.output
    report: dict[str, Any] = json.loads(result.stdout)
    return report


@pytest.fixture(scope="module")
def document(told: dict[str, Any]) -> dict[str, Any]:
    (only,) = told["documents"]
    found: dict[str, Any] = only
    return found


@pytest.fixture(scope="module")
def reading() -> Reading:
    return next(extract(Source("seed.txt", seed_text().encode())))


def _found(told: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    return [item for item in told["findings"] if item["rule"] == rule]


def _clue(document: dict[str, Any], text: str) -> dict[str, Any]:
    (clue,) = [item for item in document["clues"] if text in " ".join(item["text"].split())]
    found: dict[str, Any] = clue
    return found


# What it is and what it cites


def test_the_title_runs_over_two_lines(document: dict[str, Any], reading: Reading) -> None:
    assert document["title"] == reading.document.title == TITLE
    assert reading.document.dek is not None
    assert reading.document.dek.startswith("Two cargo planes of military assistance")
    assert reading.document.dek.endswith("Maduro's survival.")


def test_three_citations_of_two_links_in_boilerplate(document: dict[str, Any]) -> None:
    cited = document["citations"]
    assert [item["url"] for item in cited] == [FIRST, FIRST, SECOND]
    assert [item["written"] for item in cited] == [FIRST, FIRST, SECOND]
    assert [(item["line"], item["column"]) for item in cited] == [(64, 1), (65, 1), (66, 1)]
    assert {item["region"] for item in cited} == {"related"}
    assert {item["form"] for item in cited} == {"bare"}


def test_the_related_titles_lend_their_words(document: dict[str, Any]) -> None:
    first, again, second = (item["anchor"] for item in document["citations"])
    assert first == again
    assert first.startswith("Russia Says Presence of 'Russian Specialists'")
    assert first.endswith("Governed by Mutual Accord")
    assert second.startswith("Russia’s Deployment of Military Planes")


def test_the_sentence_is_whole_again(reading: Reading) -> None:
    whole = "a largely bipartisan policy: encouraging a nonviolent, democratic transition"
    assert [whole in passage.text for passage in reading.document.passages].count(True) == 1
    assert not any("themoscowtimes" in passage.text for passage in reading.document.passages)


def test_the_credit_lines(document: dict[str, Any]) -> None:
    told = [
        (item["credit"], item["line"], item["outlet"], item["person"], item["day"], item["links"])
        for item in document["attributions"]
    ]
    assert told == [
        ("related", 24, None, None, None, [FIRST]),
        ("related", 44, None, None, None, [SECOND]),
        ("origin", 70, "Bloomberg View", None, None, []),
        ("disclaimer", 72, "The Moscow Times", None, None, []),
    ]


# What it says about its time


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "line"),
    [
        ("Secretary of State Mike Pompeo", "2018-04-26", "2021-01-20", 12),
        ("President Bashar al-Assad, remains in power", "2000-07-17", "2024-12-08", 21),
        ("Senator Robert Menendez", "2006-01-18", "2024-08-20", 50),
        ("summer of 2015", "2015-06-01", None, 17),
        ("passed in 2017", "2017-01-01", None, 52),
        ("report from last year that said", "2018-01-01", None, 55),
    ],
)
def test_the_clues(
    document: dict[str, Any], text: str, earliest: str, latest: str | None, line: int
) -> None:
    clue = _clue(document, text)
    assert (clue["subject"], clue["clock"]) == ("document", "published")
    assert (clue["days"][0][0], clue["days"][-1][1], clue["line"]) == (earliest, latest, line)


def test_an_office_held_twice_leaves_two_intervals(document: dict[str, Any]) -> None:
    assert _clue(document, "President Donald Trump")["days"] == [
        ["2017-01-20", "2021-01-20"],
        ["2025-01-20", None],
    ]


def test_the_disclaimer_has_no_dating_value(document: dict[str, Any]) -> None:
    assert not [item for item in document["clues"] if item["line"] in (72, 73)]


def test_both_addresses_claim_one_day(document: dict[str, Any]) -> None:
    claims = [item for item in document["clues"] if item["subject"] != "document"]
    assert [item["subject"] for item in claims] == [f"link:{FIRST}", f"link:{SECOND}"]
    assert [day for item in claims for days in item["days"] for day in days] == ["2025-10-29"] * 4
    assert (date(2025, 10, 29) - date(2021, 1, 20)).days == 1743


# What is found


def test_exactly_these_findings(told: dict[str, Any]) -> None:
    assert sorted(item["rule"] for item in told["findings"]) == list(LEAKED)
    assert {item["standing"] for item in told["findings"]} == {"new"}


def test_the_leak_is_explained_before_anybody_is_accused(told: dict[str, Any]) -> None:
    leaks = _found(told, "render-date-leak")
    assert [(item["url"], item["line"]) for item in leaks] == [(FIRST, 64), (SECOND, 66)]
    for leak in leaks:
        assert (leak["level"], leak["confidence"]) == ("warning", "probable")
        assert (leak["explanation"], leak["gap_days"]) == ("render-date-leak", 1743)
        assert "1,743 days" in leak["message"]
        evidence = " / ".join(item["text"] for item in leak["evidence"])
        for mark in ("share the one date", "-a<number>", "boilerplate", "Pompeo", "al-Assad"):
            assert mark in evidence


@pytest.mark.parametrize(
    ("rule", "level", "confidence", "line", "explanation"),
    [
        ("boilerplate-link", "note", "probable", 64, "plain-boilerplate"),
        ("duplicate-citation", "note", "certain", 65, "wrapped-anchor"),
        ("first-published-elsewhere", "note", "probable", 70, None),
        ("credit-without-link", "warning", "probable", 70, None),
        ("disclaimer-boilerplate", "note", "probable", 72, None),
        ("missing-byline", "note", "probable", 70, None),
    ],
)
def test_the_other_findings(
    told: dict[str, Any],
    rule: str,
    level: str,
    confidence: str,
    line: int,
    explanation: str | None,
) -> None:
    (found,) = _found(told, rule)
    assert (found["level"], found["confidence"], found["line"]) == (level, confidence, line)
    assert found["explanation"] == explanation


def test_nothing_was_asked_and_both_links_are_told_of(told: dict[str, Any]) -> None:
    assert [item["url"] for item in told["not_checked"]] == [FIRST, SECOND]
    assert {(item["status"], item["condition"]) for item in told["links"]} == {(None, None)}


def test_the_program_itself_says_the_same(told: dict[str, Any]) -> None:
    source = Path(linkassay.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "linkassay", *WORDS],
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["findings"] == told["findings"]


def test_the_report_for_people_says_it_in_plain_words(told: dict[str, Any]) -> None:
    words = [word for word in WORDS if word not in ("--format", "json")]
    world = replace(real_environment(), fetcher=_no_web, width=200)
    result = CliRunner().invoke(command, words, obj=world)
    assert result.exit_code == 1
    said = " ".join(result.stdout.split())
    assert "most likely the day on which a template made this copy" in said
    assert "1,743 days after the latest day the text allows (20 January 2021)" in said
