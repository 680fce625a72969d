"""The badge: what it says, and that it never says more than was seen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from linkassay.model import LinkResult, LinkState, Outcome, State
from report.golden import RUN
from report.listreport import ListReport
from report.snapshots import written


def _badge(states: Sequence[State], outcome: Outcome = Outcome.COMPLETE) -> tuple[str, str]:
    links = [LinkResult(f"https://a.example/{i}", LinkState(one)) for i, one in enumerate(states)]
    told = ListReport(replace(RUN, outcome=outcome), all_links=tuple(links))
    badge = json.loads(written(told, "badge"))
    assert badge.pop("schemaVersion") == 1
    assert badge.pop("label") == "links"
    words, colour = badge.pop("message"), badge.pop("color")
    assert not badge
    return words, colour


@pytest.mark.parametrize(
    ("dead", "words", "colour"),
    [
        (0, "1,000 links · 100 % alive", "brightgreen"),
        (1, "1,000 links · 99 % alive", "green"),
        (50, "1,000 links · 95 % alive", "green"),
        (51, "1,000 links · 94 % alive", "yellowgreen"),
        (200, "1,000 links · 80 % alive", "yellow"),
        (300, "1,000 links · 70 % alive", "orange"),
        (600, "1,000 links · 40 % alive", "red"),
    ],
)
def test_the_share_is_rounded_down_and_has_its_colour(dead: int, words: str, colour: str) -> None:
    assert _badge([State.DEAD] * dead + [State.ALIVE] * (1_000 - dead)) == (words, colour)


def test_what_cannot_be_told_does_not_count() -> None:
    states = [State.ALIVE, State.FAILING, State.FLAPPING, State.DEAD]
    states += [State.UNKNOWN, State.UNVERIFIABLE]
    assert _badge(states) == ("6 links · 25 % alive", "red")


@pytest.mark.parametrize("outcome", [item for item in Outcome if item is not Outcome.COMPLETE])
def test_a_run_that_cannot_be_trusted_has_no_share(outcome: Outcome) -> None:
    assert _badge([State.ALIVE], outcome) == ("1 link · unfinished audit", "lightgrey")
    assert _badge([State.UNKNOWN], outcome) == ("1 link · not checked", "lightgrey")


def test_nothing_was_asked_or_there_is_nothing_to_ask() -> None:
    assert _badge([State.UNKNOWN]) == ("1 link · not checked", "lightgrey")
    assert _badge([]) == ("0 links", "lightgrey")
