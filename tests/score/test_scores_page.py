"""The page of scores names every score; the figures may be of an earlier day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from score.__main__ import PAGE, SCORES
from score.halves import Half
from score.scores_page import page
from score.tally import Scored, Tally, scored

TEXT = Path(PAGE).read_text(encoding="utf-8")


@pytest.mark.parametrize("score", SCORES, ids=lambda score: score.__name__)
def test_the_page_names_every_score_with_its_goals(score) -> None:
    assert f"## {score.NAME}\n" in TEXT
    for what, goal in score.GOALS.items():
        assert f"| {score.NAME} | {what} | {goal} | " in TEXT


def one(halves: dict[Half, list[bool]]) -> Scored:
    return scored("Ships", "Two ships.", halves, lambda held: [("found", Tally.that(held))],
                  {"found": "≥ 90 %"})  # fmt: skip


def test_both_halves_and_the_gap_stand_side_by_side() -> None:
    both = {Half.TUNE: [True, True, True, True], Half.REPORT: [True, False, True, False]}
    row = "100.0 % [51.0, 100.0] | 2/4 50.0 % [15.0, 85.0] | +50.0 |"
    text = page([one(both)], date(2026, 1, 5))
    assert f"| Ships | found | ≥ 90 % | 4/4 {row}" in text
    assert f"| found | 4/4 {row}" in text
    assert "measured on 2026-01-05" in text


def test_a_half_that_was_not_counted_has_no_figure() -> None:
    text = page([one({Half.TUNE: [True]})], date(2026, 1, 5))
    assert "| - | - |" in text


def test_a_score_prints_its_halves() -> None:
    assert str(one({Half.TUNE: [True], Half.REPORT: []})).splitlines() == [
        "Ships",
        "         tune                       report",
        "  found  1/1 100.0 % [20.7, 100.0]  0/0",
    ]
