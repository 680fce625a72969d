"""SARIF: its structure, and what Microsoft's multitool says of it (slow)."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from linkassay.model import Finding, Outcome, Run, Span, Standing
from linkassay.report.limits import SARIF_RESULTS
from linkassay.report.sarif.results import SUPPRESSED
from report.golden import RUN, brief_report, golden_report
from report.listreport import ListReport
from report.snapshots import written

SOME = next(brief_report("credit-without-link").findings())


def _log(told: ListReport) -> dict[str, Any]:
    log = json.loads(written(told, "sarif"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return run


def _results(*findings: Finding, run: Run = RUN) -> list[dict[str, Any]]:
    return _log(ListReport(run, all_findings=findings))["results"]


def _uri(document: str) -> dict[str, str]:
    (result,) = _results(replace(SOME, document=document))
    return result["locations"][0]["physicalLocation"]["artifactLocation"]


def test_each_rule_that_ran_is_described_and_each_result_leads_to_its_own() -> None:
    run = _log(golden_report())
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(golden_report().run.rules)
    for rule in rules:
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert len(rule["shortDescription"]["text"]) <= 1_024
        assert "helpUri" not in rule, "the project has no address"
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_each_open_finding_in_a_file_is_a_result_and_the_others_are_counted() -> None:
    told = golden_report()
    run = _log(told)
    fingerprints = [item["partialFingerprints"]["linkassay/v1"] for item in run["results"]]
    open_now = [
        item
        for item in told.findings()
        if (item.standing.is_open or item.standing in SUPPRESSED) and item.told_with is None
    ]
    in_files = [item.fingerprint for item in open_now if "://" not in item.document]
    assert fingerprints == in_files
    elsewhere = len(open_now) - len(in_files)
    assert elsewhere
    assert run["properties"]["leftOut"] == {"noRoom": 0, "notInFiles": elsewhere}
    assert run["properties"]["counts"]["documents"] == told.counts.documents


@pytest.mark.parametrize(
    ("document", "uri"),
    [
        ("docs/a.md", "docs/a.md"),
        ("a b/50% & #1?.md", "a%20b/50%25%20%26%20%231%3F.md"),
        ("javascript:x.md", "javascript%3Ax.md"),
        ("ü/漢.md", "%C3%BC/%E6%BC%A2.md"),
    ],
)
def test_a_file_is_named_from_the_root_of_the_sources(document: str, uri: str) -> None:
    assert _uri(document) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_a_file_outside_of_the_corpus_is_named_in_full() -> None:
    assert _uri("/home/a b/c.md") == {"uri": "file:///home/a%20b/c.md"}


def _region(span: Span | None) -> dict[str, int] | None:
    (result,) = _results(replace(SOME, span=span))
    return result["locations"][0]["physicalLocation"].get("region")


def test_regions_are_as_exact_as_is_known() -> None:
    whole = {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 15}
    assert _region(Span(3, 5, 100, 110, 3)) == whole
    assert _region(Span(3, 5, 100, 190, 4)) == {"startLine": 3, "startColumn": 5, "endLine": 4}
    assert _region(Span(3, None)) == {"startLine": 3}
    assert _region(Span(None, None, page=2)) is None
    assert _region(None) is None


def test_a_line_leaves_the_hash_to_github_and_no_line_does_not() -> None:
    """Its action warns of each hash that it would have made otherwise."""
    with_line, without = _results(SOME, replace(SOME, span=None))
    assert set(with_line["partialFingerprints"]) == {"linkassay/v1"}
    assert without["partialFingerprints"]["primaryLocationLineHash"] == SOME.fingerprint


def test_how_a_result_stands_beside_the_last_run() -> None:
    told = _results(*(replace(SOME, standing=standing) for standing in Standing))
    states = {item["properties"]["standing"]: item["baselineState"] for item in told}
    assert states == {
        "new": "new",
        "worse": "updated",
        "returned": "new",
        "known": "unchanged",
        "carried": "unchanged",
        "accepted": "unchanged",
        "suppressed": "unchanged",
    }
    suppressed = [item["properties"]["standing"] for item in told if "suppressions" in item]
    assert suppressed == ["accepted", "suppressed"]


@pytest.mark.parametrize(
    ("where", "kind"), [("linkassay.toml:4", "external"), (f"{SOME.document}:4", "inSource")]
)
def test_a_suppression_says_who_why_and_until_when(where: str, kind: str) -> None:
    silenced = replace(
        SOME,
        standing=Standing.SUPPRESSED,
        suppressed_at=where,
        suppressed_because="moved",
        suppressed_until=date(2027, 1, 31),
    )
    (result,) = _results(silenced)
    said = f"{where} until 2027-01-31: moved"
    assert result["suppressions"] == [{"kind": kind, "status": "accepted", "justification": said}]


def test_without_a_ledger_there_is_no_run_before() -> None:
    (result,) = _results(SOME, run=replace(RUN, remembers=False))
    assert "baselineState" not in result


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("see {0} and {x}", "see {{0}} and {{x}}"),
        ("[here](https://a.example/)", "[here] (https://a.example/)"),
        ("\u202egnp", "\\u{{202e}}gnp"),
    ],
)
def test_words_are_neither_links_nor_arguments(words: str, told: str) -> None:
    (result,) = _results(replace(SOME, message=words, url=None, evidence=(), advice=""))
    assert result["message"]["text"] == told


def test_a_long_message_is_cut() -> None:
    (result,) = _results(replace(SOME, message="漢" * 10_000))
    assert len(result["message"]["text"].encode()) <= 1_500


@pytest.mark.parametrize("outcome", Outcome)
def test_only_a_run_that_came_to_its_end_was_successful(outcome: Outcome) -> None:
    (invocation,) = _log(ListReport(replace(RUN, outcome=outcome)))["invocations"]
    assert invocation["executionSuccessful"] is (outcome is Outcome.COMPLETE)


def test_above_the_limit_the_least_important_are_counted() -> None:
    known = [replace(SOME, standing=Standing.KNOWN)] * (SARIF_RESULTS + 1)
    run = _log(ListReport(RUN, all_findings=(*known, SOME)))
    assert len(run["results"]) == SARIF_RESULTS
    assert run["results"][-1]["properties"]["standing"] == "new"
    assert run["properties"]["leftOut"]["noRoom"] == 2


# -- the judge from outside --

SEARCHED = ("Sarif.Multitool", "sarif-multitool")


def _multitool() -> str | None:
    """`npm install @microsoft/sarif-multitool`, and its program on the path or named here."""
    named = os.environ.get("SARIF_MULTITOOL")
    return named or next(filter(None, map(shutil.which, SEARCHED)), None)


@pytest.mark.slow
@pytest.mark.skipif(_multitool() is None, reason="SARIF_MULTITOOL names no multitool")
@pytest.mark.parametrize("told", ["golden", "nothing", "unknown rules", "broken off"])
def test_the_multitool_finds_no_error_by_the_standard_and_by_githubs_rules(
    told: str, tmp_path: Path
) -> None:
    reports = {
        "golden": golden_report(),
        "nothing": ListReport(RUN),
        "unknown rules": ListReport(RUN, all_findings=golden_report().all_findings),
        "broken off": replace(
            golden_report(), run=replace(RUN, finished=None, outcome=Outcome.UNFINISHED)
        ),
    }
    (tmp_path / "a.sarif").write_text(written(reports[told], "sarif"), encoding="utf-8")
    command = [str(_multitool()), "validate", "a.sarif", "--rule-kind", "Sarif;Ghas"]
    environment = os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    assert "Analysis completed successfully" in said
    # There is no address of the project that could be named yet.
    complaints = [row for row in said.splitlines() if re.search(r": (error|warning) ", row)]
    assert [row for row in complaints if "SARIF2005" not in row] == []
