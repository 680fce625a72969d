"""The figures of the labelled web: what counts as an alarm, as advice, as a false death."""

from __future__ import annotations

from typing import Any

import pytest

from score.halves import Half
from score.web_days import Day
from score.web_misses import misses
from score.web_table import confusion, tables
from score.web_words import alarm, called_lost, seen_dead, wrong_advice

MOVED = "https://velmora7.org/new"


def finding(rule: str, level: str = "warning", *evidence: str) -> dict[str, Any]:
    return {"rule": rule, "level": level, "evidence": list(evidence), "message": "It says so."}


def row(truth: str = "live", condition: str = "ok", state: str = "alive", **more: Any) -> dict:
    made = {
        "day": 0, "url": "https://velmora7.org/a", "kind": "article", "language": "en",
        "half": "tune", "truth": truth, "truths": [truth], "moved_to": None, "state": state,
        "condition": condition, "confidence": "certain", "status": 200, "error": None,
        "reason": "", "findings": [], "fixed": False, "skipped": None, "asked": 1,
    }  # fmt: skip
    return made | more


def day(number: int, *rows: dict) -> Day:
    return Day(number, "complete", 0, 1.0, {"pages": len(rows), "robots": 0}, rows)


def figure(name: str, *days: Day) -> str:
    lines = tables(days, [Half.TUNE]).splitlines()
    return next(line.split(name)[1].strip() for line in lines if name in line)


def test_an_alarm_is_loud_and_against_the_links_life():
    assert alarm(row(findings=[finding("dead-link")])) == "dead-link"
    assert alarm(row(findings=[finding("server-error", "note")])) is None
    assert alarm(row(findings=[finding("redirects-permanently")])) is None


def test_a_missing_place_is_no_alarm_where_it_is_missing():
    told = [finding("missing-fragment")]
    assert alarm(row(findings=told)) == "missing-fragment"
    missing = row(kind="place-missing", findings=told)
    assert alarm(missing) is None
    assert seen_dead(missing)


def test_advice_is_wrong_unless_it_names_where_the_page_is():
    advice = [finding("redirects-permanently", "note", f"leads to {MOVED}")]
    assert wrong_advice(row(findings=advice))
    assert wrong_advice(row(findings=advice, moved_to="https://velmora7.org/other"))
    assert not wrong_advice(row(findings=advice, moved_to=MOVED))


@pytest.mark.parametrize(
    ("condition", "lost"), [("soft-404", True), ("redirect-home", True), ("bot-blocked", False)]
)
def test_a_soft_death_is_seen_where_something_else_is_said_to_stand_there(condition, lost):
    assert called_lost(row("soft-dead", condition)) is lost


def test_a_false_death_counts_on_whatever_day_it_is_told():
    days = [day(0, row()), day(7, row(state="dead", condition="gone", day=7)), day(9, row(day=9))]
    assert figure("not-dead links ever in state dead", *days) == "1 of 1"
    spell = row(truths=["failing-now", "live"], state="dead")
    assert figure("not-dead links ever in state dead", day(0, spell)) == "1 of 1"
    assert "not-dead links ever" not in tables([day(0, row("dead", state="dead"))], [Half.TUNE])


def test_a_fake_mends_only_what_was_dead_before():
    def days(before: str, after: str) -> list[Day]:
        truths = {"kind": "404-then-parked", "truths": ["dead", "soft-dead"]}
        return [
            day(7, row("dead", "gone", before, day=7, **truths)),
            day(18, row("soft-dead", "ok", after, day=18, **truths)),
        ]

    assert figure("mended by a fake", *days("dead", "alive")) == "1 of 1"
    assert figure("mended by a fake", *days("dead", "dead")) == "0 of 1"
    assert "mended by a fake" not in tables(days("failing", "alive"), [Half.TUNE])


def test_misses_leave_out_the_half_that_only_counts():
    wrong = row(findings=[finding("dead-link")])
    assert [line.split(":")[0] for line in misses([day(0, wrong)])] == ["day  0 ALARM dead-link"]
    assert list(misses([day(0, row(half="report", findings=[finding("dead-link")]))])) == []


def test_the_confusion_is_told_of_the_first_and_the_last_day():
    told = confusion([day(0, row()), day(3, row(day=3)), day(7, row("live", "gone", "failing"))])
    assert "day 0" in told
    assert "day 3" not in told
    assert "live: 1 gone/failing" in told
