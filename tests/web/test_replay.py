"""The labelled web audited through the command line, with the guards that must hold on it.

They are looked at on the half that may be tuned on; the figures of both halves are those of
`python -m score.web`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from score.halves import Half
from score.web_days import Day
from score.web_words import alarm, at_error, called_lost, seen_dead, wrong_advice
from web import namespace, warc
from web.internet import Sky
from web.model import Truth
from web.replay import DAYS, Plan, replay

pytestmark = pytest.mark.skipif(
    namespace.missing() is not None, reason=f"no network namespace: {namespace.missing()}"
)
Row = dict[str, Any]


def days_of(plan: Plan) -> list[Day]:
    return [Day(**told) for told in replay(plan)]


def of(rows: Sequence[Row], *truths: Truth) -> list[Row]:
    return [row for row in rows if row["truth"] in truths]


def named(rows: Sequence[Row]) -> list[str]:
    return [f"{row['kind']} [{row['language']}] {row['url']}: {row['condition']}" for row in rows]


@pytest.fixture(scope="module")
def first_look(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Row], Path]:
    """One link in six of the half, on the first day, and the file of its answers."""
    file = tmp_path_factory.mktemp("web") / "first.warc"
    plan = Plan(days=(0,), half=Half.TUNE, slow=False, every=6, warc=str(file))
    (day,) = days_of(plan)
    return list(day.rows), file


def test_every_link_is_told(first_look):
    rows, _ = first_look
    assert len(rows) >= 60
    assert not [row["url"] for row in rows if row["state"] is None and row["skipped"] is None]


def test_a_live_link_is_no_alarm(first_look):
    live = of(first_look[0], Truth.LIVE)
    assert len(live) >= 30
    assert named([row for row in live if alarm(row)]) == []
    assert named([row for row in live if called_lost(row)]) == []


def test_what_cannot_be_decided_and_our_own_trouble_are_no_alarm(first_look):
    open_ = of(first_look[0], Truth.UNDECIDABLE, Truth.OWN_TROUBLE)
    assert len(open_) >= 10
    assert named([row for row in open_ if alarm(row)]) == []


def test_dead_links_are_seen(first_look):
    dead = of(first_look[0], Truth.DEAD)
    assert len(dead) >= 4
    assert named([row for row in dead if not seen_dead(row)]) == []


def test_the_first_answers_are_kept_as_a_warc(first_look):
    rows, file = first_look
    info, *records = warc.read(file)
    assert info.headers["warc-type"] == "warcinfo"
    kept = {record.headers["warc-target-uri"] for record in records}
    article = next(row["url"] for row in rows if row["kind"] == "article-of-its-number")
    assert article in kept
    assert all(record.block for record in records)


def test_most_soft_dead_links_are_seen(first_look):
    soft = of(first_look[0], Truth.SOFT_DEAD)
    missed = [row for row in soft if not called_lost(row)]
    assert len(soft) >= 10
    assert len(missed) * 10 <= len(soft), named(missed)


@pytest.mark.slow
def test_what_lies_between_us_and_the_hosts_is_not_held_against_links():
    """A portal, an outage, and a resolver that answers for names that do not exist."""
    skies = {"8": Sky.PORTAL, "9": Sky.OUTAGE, "10": Sky.ISP}
    plan = Plan(days=(0, 3, 7, 8, 9, 10, 11), slow=False, every=5, half=Half.TUNE, skies=skies)
    before, *under, after = days_of(plan)[2:]
    states = {row["url"]: row["state"] for row in before.rows}
    assert list(states.values()).count("dead") >= 3
    assert list(states.values()).count("alive") >= 30
    for day in under:
        live = of(day.rows, Truth.LIVE)
        assert named([row for row in live if alarm(row)]) == []
        assert named([row for row in live if row["state"] == "dead"]) == []
        dead = [row for row in of(day.rows, Truth.DEAD) if states[row["url"]] == "dead"]
        assert named([row for row in dead if row["state"] == "alive" or row["fixed"]]) == []
    kept = {row["url"]: row["state"] for row in after.rows if len(row["truths"]) == 1}
    assert {url: state for url, state in kept.items() if state != states[url]} == {}


@pytest.mark.slow
def test_over_three_weeks_nothing_that_lives_is_called_dead():
    days = days_of(Plan(days=DAYS, half=Half.TUNE, slow=False))
    kept = {
        row["url"]: row["truths"]
        for row in days[0].rows
        if not {Truth.DEAD, Truth.SOFT_DEAD} & set(row["truths"])
        and {Truth.LIVE, Truth.UNDECIDABLE, Truth.OWN_TROUBLE} & set(row["truths"])
    }
    rows = [row for day in days for row in day.rows if row["url"] in kept]
    assert len(kept) >= 150
    assert named([row for row in rows if row["state"] == "dead"]) == []
    assert named([row for row in rows if at_error(row)]) == []
    assert named([row for day in days for row in day.rows if wrong_advice(row)]) == []
    ended = [row for row in days[-1].rows if set(row["truths"]) == {Truth.DEAD}]
    assert named([row for row in ended if row["state"] != "dead"]) == []
