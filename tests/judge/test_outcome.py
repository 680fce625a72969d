"""What a whole report amounts to: the exit code, by precedence 2, 3, 1, 0; 4 for nothing at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from builders import work
from linkassay import judge, pipeline
from linkassay.errors import Exit
from linkassay.ledger import open_private
from linkassay.model import (
    NEWS,
    Counts,
    FailOn,
    FailStanding,
    Level,
    Outcome,
    Run,
    Settings,
    Source,
    Standing,
)


@dataclass(frozen=True)
class Amount:
    """As much of a report as its exit code rests on."""

    counts: Counts
    outcome: Outcome = Outcome.COMPLETE
    run: Run = field(init=False)

    def __post_init__(self):
        run = Run("r", datetime(2026, 1, 15, tzinfo=UTC), "", (), outcome=self.outcome)
        object.__setattr__(self, "run", run)


def amount(*levels, outcome=Outcome.COMPLETE, **counts):
    found = {level: levels.count(level) for level in levels}
    return Amount(Counts(**{"citations": 1, "documents": 1, "levels": found, **counts}), outcome)


@pytest.mark.parametrize(
    ("level", "fail_on", "code"),
    [
        (Level.ERROR, FailOn.ERROR, Exit.FINDINGS),
        (Level.WARNING, FailOn.ERROR, Exit.CLEAN),
        (Level.NOTE, FailOn.ERROR, Exit.CLEAN),
        (Level.ERROR, FailOn.WARNING, Exit.FINDINGS),
        (Level.WARNING, FailOn.WARNING, Exit.FINDINGS),
        (Level.NOTE, FailOn.WARNING, Exit.CLEAN),
        (Level.ERROR, FailOn.NOTE, Exit.FINDINGS),
        (Level.WARNING, FailOn.NOTE, Exit.FINDINGS),
        (Level.NOTE, FailOn.NOTE, Exit.FINDINGS),
        (Level.ERROR, FailOn.NEVER, Exit.CLEAN),
        (Level.WARNING, FailOn.NEVER, Exit.CLEAN),
        (Level.NOTE, FailOn.NEVER, Exit.CLEAN),
    ],
)
def test_a_finding_at_or_above_the_threshold_counts(level, fail_on, code):
    assert judge.exit_code(amount(level), fail_on) is code


@pytest.mark.parametrize(
    ("unread", "down", "found", "code"),
    [
        (False, False, False, Exit.CLEAN),
        (False, False, True, Exit.FINDINGS),
        (False, True, False, Exit.UNTRUSTWORTHY),
        (False, True, True, Exit.UNTRUSTWORTHY),
        (True, False, False, Exit.USAGE),
        (True, False, True, Exit.USAGE),
        (True, True, False, Exit.USAGE),
        (True, True, True, Exit.USAGE),
    ],
)
@pytest.mark.parametrize("fail_on", [FailOn.WARNING, FailOn.ERROR])
def test_precedence(unread, down, found, code, fail_on):
    levels = [Level.ERROR] if found else []
    outcome = Outcome.NETWORK_DOWN if down else Outcome.COMPLETE
    assert judge.exit_code(amount(*levels, unread=int(unread), outcome=outcome), fail_on) is code


@pytest.mark.parametrize(
    ("standing", "chosen", "code"),
    [
        (Standing.NEW, NEWS, Exit.FINDINGS),
        (Standing.WORSE, NEWS, Exit.FINDINGS),
        (Standing.RETURNED, NEWS, Exit.FINDINGS),
        (Standing.KNOWN, NEWS, Exit.CLEAN),
        (Standing.KNOWN, (FailStanding.ALL,), Exit.FINDINGS),
        (Standing.KNOWN, (FailStanding.KNOWN, FailStanding.NEW), Exit.FINDINGS),
        (Standing.NEW, (FailStanding.WORSE,), Exit.CLEAN),
    ],
)
def test_only_the_chosen_standings_count(standing, chosen, code):
    some = amount(Level.WARNING, by_standing={standing: {Level.WARNING: 1}})
    assert judge.exit_code(some, FailOn.WARNING, chosen) is code
    assert judge.exit_code(some, FailOn.ERROR, chosen) is Exit.CLEAN


def test_every_standing_that_is_open_now_can_be_chosen():
    open_now = {one for one in Standing if one.is_open} - {Standing.CARRIED}
    assert {Standing(one) for one in FailStanding if one is not FailStanding.ALL} == open_now
    assert {Standing(one) for one in NEWS} == {one for one in Standing if one.is_news}


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.COMPLETE])
def test_what_is_not_complete_is_not_trusted(outcome):
    assert judge.exit_code(amount(outcome=outcome), FailOn.NEVER) is Exit.UNTRUSTWORTHY


def test_nothing_found_at_all():
    assert judge.exit_code(amount(citations=0, documents=0), FailOn.WARNING) is Exit.NOTHING
    assert judge.exit_code(amount(citations=0), FailOn.WARNING) is Exit.CLEAN
    assert judge.exit_code(amount(citations=0, unread=1), FailOn.WARNING) is Exit.USAGE


def test_what_was_only_met_on_a_walk_is_no_misuse():
    assert judge.exit_code(amount(unread=2, unread_walked=2), FailOn.WARNING) is Exit.CLEAN
    assert judge.exit_code(amount(unread=2, unread_walked=1), FailOn.WARNING) is Exit.USAGE


def test_an_article_that_only_our_network_kept_from_us_is_no_misuse():
    down = Outcome.NETWORK_DOWN
    told = amount(unread=2, unread_of_network=2, outcome=down)
    assert judge.exit_code(told, FailOn.WARNING) is Exit.UNTRUSTWORTHY
    told = amount(unread=2, unread_of_network=1, outcome=down)
    assert judge.exit_code(told, FailOn.WARNING) is Exit.USAGE


@pytest.mark.parametrize("standing", Standing)
def test_what_was_closed_or_carried_never_counts(standing):
    """A count of standings alone, which no level goes with, changes no code."""
    assert judge.exit_code(amount(standings={standing: 3}), FailOn.NOTE) is Exit.CLEAN


def test_of_whole_audits():
    def code(text: str, answers: dict[str, str] | None = None, *, offline: bool = False) -> Exit:
        given = work([Source("a.txt", text.encode())], answers, settings=Settings(offline=offline))
        with open_private() as ledger:
            return judge.exit_code(pipeline.audit(given, ledger), FailOn.WARNING)

    see = "See https://example.org/a for more.\n"
    assert code(see, {"https://example.org/a": "200"}) is Exit.CLEAN
    assert code(see, {"https://example.org/a": "404"}) is Exit.FINDINGS
    assert code(see, {}) is Exit.UNTRUSTWORTHY
    assert code(see, offline=True) is Exit.CLEAN
    assert code("") is Exit.CLEAN
    assert code("Nothing is cited here.\n") is Exit.CLEAN
