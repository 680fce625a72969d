"""Every miss of a replayed web in a line, for those who mend them: never of the half *report*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from score.halves import Half
from score.web_days import Day, Row
from score.web_words import (
    DEAD,
    FAKED,
    LIVE,
    OWN,
    SOFT,
    WALLED,
    alarm,
    called_lost,
    fine,
    seen_dead,
    unseen,
    wrong_advice,
)


def misses(days: Sequence[Day]) -> Iterator[str]:
    """What is wrong on each day of the half *tune*; a row is told again only where it changes."""
    told: dict[tuple[str, str], str] = {}
    for day in days:
        for row in day.of(Half.TUNE).rows:
            for problem in _problems(row):
                line = _line(row)
                if told.get((row["url"], problem)) != line:
                    yield f"day {row['day']:2} {problem}: {line}"
                told[row["url"], problem] = line


def _problems(row: Row) -> Iterator[str]:
    truth = row["truth"]
    faked = FAKED in row["kind"]
    never = not {DEAD, SOFT} & set(row["truths"]) and not faked
    if row["state"] == "dead" and never and truth in (LIVE, WALLED, OWN):
        yield "FALSE DEATH"
    if truth in (LIVE, WALLED, OWN) and not faked and (rule := alarm(row)):
        yield f"ALARM {rule}"
    if wrong_advice(row):
        yield "WRONG ADDRESS"
    if truth == LIVE and called_lost(row):
        yield "live called lost"
    if truth == LIVE and unseen(row):
        yield "live not seen"
    if truth == SOFT and not called_lost(row):
        yield "soft-dead missed"
    if truth == DEAD and not seen_dead(row):
        yield "dead missed"
    if truth == WALLED and fine(row):
        yield "wall called fine"
    if faked and truth != row["truths"][0] and row["state"] == "alive":
        yield "FAKE MENDED"


def _line(row: Row) -> str:
    answer = row["error"] or row["status"] or row["skipped"]
    says = f"{row['condition']} ({row['confidence']}), {row['state']}"
    return f"{row['kind']} [{row['language']}] {row['url']} -> {answer}: {says}; {row['reason']}"
