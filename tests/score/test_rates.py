"""The rates of the clue rules: counted by side, and kept in the table."""

from __future__ import annotations

import tomllib
from datetime import date

from linkassay.model import DOCUMENT, DaySet, Interval
from linkassay.tables.clues import clue_rule
from linkassay.tables.rule_quality import RuleRate, Side, rule_rates
from score.halves import Half
from score.rule_rates import rates, rows_of
from score.rule_table import merged, text_of
from score.tally import Tally
from score.text_bounds import score as score_bounds
from score.text_readings import DatedText, TextReading, read_text

DAY = date(2018, 3, 5)


def reading(*days: tuple[date | None, date | None], stated: bool = False) -> TextReading:
    clues = tuple(
        clue_rule("text-day").clue(DOCUMENT, DaySet.of([Interval(*pair)]), "a date")
        for pair in days
    )
    return TextReading("a", "texts", DAY, days, stated, clues)


def test_a_side_is_wrong_by_more_than_a_day() -> None:
    near, late, early = date(2018, 3, 6), date(2018, 3, 7), date(2018, 3, 3)
    found = rates([], [reading((near, None)), reading((late, late)), reading((None, early))])
    assert found == {
        ("text-day", Side.FIRST, "texts"): Tally(1, 2),
        ("text-day", Side.LAST, "texts"): Tally(1, 2),
    }


def test_what_a_text_says_twice_counts_once() -> None:
    found = rates([], [reading((DAY, None), (DAY, None))])
    assert found == {("text-day", Side.FIRST, "texts"): Tally(0, 1)}


def test_a_new_measurement_takes_the_place_of_the_old_one() -> None:
    old = RuleRate("text-day", Side.FIRST, 10, 5, date(2020, 1, 1), "texts, half report")
    other = RuleRate("text-day", Side.FIRST, 20, 5, date(2020, 1, 1), "elsewhere")
    gone = RuleRate("no-such-rule", Side.FIRST, 1, 1, date(2020, 1, 1), "texts")
    new = rows_of({("text-day", Side.FIRST, "texts"): Tally(1, 2)}, date(2021, 1, 1))
    assert merged([old, other, gone], new) == [other, *new]


def test_the_table_is_written_as_it_is_read() -> None:
    rows = tomllib.loads(text_of(rule_rates()))["rate"]
    assert [RuleRate(**{**row, "side": Side(row["side"])}) for row in rows] == list(rule_rates())


def test_bounds_count_what_is_told_and_what_is_wrong() -> None:
    late = date(2018, 3, 9)
    texts = [reading((late, None)), reading((None, late)), reading()]
    texts.append(reading((late, late), stated=True))
    told = dict(score_bounds({Half.TUNE: texts}).columns[Half.TUNE])
    assert told == {
        "lower bound told": Tally(1, 3),
        "lower bound wrong": Tally(1, 1),
        "upper bound told": Tally(1, 3),
        "upper bound wrong": Tally(0, 1),
        "a day is stated after all": Tally(1, 4),
        "stated day right": Tally(0, 1),
    }


def test_a_text_is_read_with_its_day_withheld() -> None:
    text = "The bridge was closed on 3 March 2018.\n\nNobody has used it since that day.\n"
    read = read_text(DatedText("a", "texts", text, DAY))
    assert [clue.rule for clue in read.clues] == ["text-day"]
    assert read.said[0][0] == date(2018, 3, 3)
