from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from linkassay import report
from linkassay.model import Evidence, Finding, NotChecked, Report, Standing
from linkassay.report.escape import escape, line, unseen
from report.golden import FINDINGS, HARBOUR, LONG, golden_report

SNAPSHOT = Path(__file__).parent / "golden.txt"


def _text(told: Report, *, width: int = 80, colour: bool = False) -> str:
    return report.render(told, "text", width=width, colour=colour)


def test_the_golden_report_is_told_as_before() -> None:
    """Renew with `python tests/report/renew.py` (see there), then read the difference."""
    assert _text(golden_report()) == SNAPSHOT.read_text(encoding="utf-8")


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda item: item.id)
def test_every_finding_is_told(finding: Finding) -> None:
    alone = replace(golden_report(), findings=(finding,))
    told = " ".join(_text(alone, width=400).split())
    assert finding.rule in told
    assert finding.document in told
    assert line(finding.message) in told
    if finding.line:
        assert f"line {finding.line}:" in told
    if finding.standing is Standing.FIXED:
        return
    for evidence in finding.evidence:
        assert evidence.text in told
    assert finding.advice in told
    assert f"confidence {finding.confidence.value}" in told
    assert finding.standing.value in told


@pytest.mark.parametrize("width", [40, 60, 160])
def test_only_addresses_are_wider_than_the_page(width: int) -> None:
    for row in _text(golden_report(), width=width).splitlines():
        assert cell_len(row) <= width or "://" in row


def test_addresses_stay_whole_so_that_they_can_be_copied() -> None:
    told = _text(golden_report(), width=40).splitlines()
    assert f"    {LONG}" in told
    assert f"    {HARBOUR}" in told


def test_colour_only_where_asked() -> None:
    assert "\x1b" not in _text(golden_report())
    assert "\x1b[" in _text(golden_report(), colour=True)


def test_data_is_no_markup_and_moves_no_cursor() -> None:
    told = " ".join(_text(golden_report(), colour=True).split())
    assert "[bold red]names[/]" in told
    assert "\\u{1b}[31m\\u{202e}does" in told
    assert "\u202e" not in told


def test_the_verdict_comes_first() -> None:
    first, second, *_ = _text(golden_report(), width=100).splitlines()
    assert first.startswith("1 error, 10 warnings and 9 notes in 3 documents with 5 links;")
    assert f"{first} {second}".startswith(
        "1 error, 10 warnings and 9 notes in 3 documents with 5 links; 3 links not checked; "
        "1 source not read."
    )


def test_nothing_found_is_one_sentence() -> None:
    calm = replace(golden_report(), findings=(), not_checked=(), unread=())
    assert _text(calm).splitlines()[0] == "Nothing to report in 3 documents with 5 links."
    assert "explain" not in _text(calm)


def test_no_link_and_no_document_are_said() -> None:
    bare = replace(golden_report(), findings=(), not_checked=(), unread=(), links=())
    assert _text(bare).startswith("No link was found in 3 documents.")
    assert _text(replace(bare, documents=())).startswith("No document was read.")


def test_a_malformed_address_is_no_link() -> None:
    told = golden_report()
    skipped = (NotChecked("http://[x/", "malformed"), NotChecked(HARBOUR, "scheme"))
    flat = " ".join(_text(replace(told, not_checked=skipped)).split())
    assert "with 5 links; 1 link not checked; 1 address cannot be asked;" in flat
    assert "malformed: 1 address" in flat
    offline = replace(told, run=replace(told.run, offline=True), not_checked=skipped)
    assert "Offline: nothing was asked, 1 link not checked." in _text(offline)


def test_no_network_and_no_link_is_one_line() -> None:
    told = replace(golden_report(), network_down=True, not_checked=())
    assert "\nNo host answered, so the network is taken to be down.\n" in _text(told)


def test_without_a_ledger_nothing_is_new() -> None:
    told = golden_report()
    findings = tuple(replace(item, standing=Standing.NEW) for item in told.findings)
    told = replace(told, findings=findings, run=replace(told.run, remembers=False))
    assert ", new\n" not in _text(told)
    assert "confidence A (proof-like)\n" in _text(told)


def test_a_long_address_stands_after_its_bullet() -> None:
    proof = replace(FINDINGS[0], evidence=(Evidence("answer", LONG),))
    rows = _text(replace(golden_report(), findings=(proof,)), width=40).splitlines()
    assert f"    - {LONG}" in rows
    assert "-" not in {row.strip() for row in rows}


def test_offline_is_one_line() -> None:
    two = (NotChecked(HARBOUR, "offline"), NotChecked(LONG, "offline"))
    told = golden_report()
    told = replace(told, run=replace(told.run, offline=True), not_checked=two)
    assert "2 links not checked (offline)" in " ".join(_text(told).split())
    assert "Offline: nothing was asked, 2 links not checked.\n" in _text(told)


def test_a_network_that_is_down_is_one_line() -> None:
    told = replace(golden_report(), network_down=True)
    flat = " ".join(_text(told).split())
    assert "No host answered, so the network is taken to be down: 3 links stay unknown." in flat


def test_many_unchecked_links_are_counted() -> None:
    many = tuple(NotChecked(f"http://10.0.0.1/{n}", "the address is not public") for n in range(30))
    told = _text(replace(golden_report(), not_checked=many))
    assert "the address is not public: 30 links" in told
    assert "and 10 more, all in --format json" in told


def test_chinese_is_folded_by_columns() -> None:
    wide = replace(FINDINGS[0], message="長" * 100)
    told = _text(replace(golden_report(), findings=(wide,)), width=60)
    assert all(cell_len(row) <= 60 or "://" in row for row in told.splitlines())
    assert told.count("長") == 100


@given(st.text())
def test_escaped_text_shows_all_it_holds(text: str) -> None:
    assert not any(unseen(one) for one in escape(text))
    assert not any(unseen(one) for one in line(text))


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_escaping_leaves_visible_text_alone(text: str) -> None:
    assert escape(text) == text


@given(st.text(), st.integers(1, 200))
def test_any_message_can_be_told(message: str, width: int) -> None:
    odd = replace(FINDINGS[0], message=message, document=message, url=message, advice=message)
    told = _text(replace(golden_report(), findings=(odd,)), width=width)
    assert not any(unseen(one) for one in told if one != "\n")
