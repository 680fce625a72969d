"""No condition vanishes: a rule claims it, or it is silent for a reason."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from linkassay import judge
from linkassay.conditions import LOOKALIKES, silent
from linkassay.model import (
    Citation,
    Condition,
    ConditionName,
    Dating,
    Document,
    Form,
    Hop,
    LinkCheck,
    LinkState,
    Observation,
    Reading,
    Requires,
    Span,
    State,
    Strike,
)
from linkassay.rules import catalogue
from linkassay.tables.conditions import conditions
from linkassay.urls import parse

NOW = datetime(2026, 1, 15, tzinfo=UTC)
URL = "https://example.org/page"
CLAIMED = {name: entry for entry in catalogue().values() for name in entry.rule.conditions}


def found_for(name, state=State.FAILING):
    """What is found of one link whose answer is read so."""
    link = parse(URL).link
    citation = Citation(URL, Span(1, 1), Form.BARE, link=link)
    reading = Reading(Document("a.txt", "text/plain", "", ""), (citation,))
    seen = Observation(URL, NOW, (Hop(URL, 200),), 200)
    row = conditions()[name]
    condition = Condition(name, row.confidence, "is as it is", row.strike)
    check = LinkCheck(link, seen, condition, LinkState(state))
    return list(judge.find(reading, Dating(), {URL: check}, NOW))


def test_each_condition_is_claimed_by_one_rule_or_is_silent():
    claims = Counter(name for entry in catalogue().values() for name in entry.rule.conditions)
    claims.update(silent())
    assert {name: claims[name] for name in ConditionName} == dict.fromkeys(ConditionName, 1)


@pytest.mark.parametrize("name", ConditionName)
def test_of_each_condition_its_rule_speaks_and_no_other(name):
    expected = [] if name in silent() else [CLAIMED[name].rule.slug]
    assert [finding.rule for finding in found_for(name)] == expected


@pytest.mark.parametrize("name", sorted(CLAIMED))
def test_silence_of_a_rule_on_answers_means_nothing_without_an_answer(name):
    """What strikes must be seen alive again before it counts as fixed; a wall proves nothing."""
    requires = CLAIMED[name].rule.requires
    strikes = conditions()[name].strike is not Strike.NONE or name in LOOKALIKES
    assert requires is (Requires.RECOVERY if strikes else Requires.ANSWER)


@pytest.mark.parametrize("name", sorted(CLAIMED))
def test_a_finding_is_as_sure_as_the_reading_of_the_answer(name):
    (finding,) = found_for(name)
    assert finding.confidence is conditions()[name].confidence
    assert finding.message == "The link is as it is."
    assert finding.evidence


OF_NO_CONDITION = ("flapping-link", "insecure-http")
"""They speak of a link's history, and of what another address shows."""


def test_a_rule_that_claims_nothing_says_nothing_of_answers():
    for entry in catalogue().values():
        if not entry.rule.conditions and entry.rule.slug not in OF_NO_CONDITION:
            assert entry.rule.requires in (Requires.READING, Requires.FILES, Requires.COPIES)
