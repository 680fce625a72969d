"""What is told at a glance of a look agrees with what reading its page comes to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from linkassay import conditions, plan
from linkassay.model import ErrorKind, Framing, Hop, Look, Observation, PageFacts, Purpose
from linkassay.tables.conditions import statuses
from linkassay.tables.page_signs import page_signs

URL = "http://paper.example/news/harbour-council-meets"
SIGNS = sorted({(row.kind, row.where): row.sign for row in page_signs()}.values())


def seen(status: int | None, facts: PageFacts | None = None, **told: object) -> Observation:
    when = datetime(2026, 1, 5, 8, tzinfo=UTC)
    hops = (Hop(URL, status, None),)
    return Observation(URL, when, hops, status, raw_bytes=900, facts=facts, **told)  # type: ignore[arg-type]


def wanted(observation: Observation) -> Purpose | None:
    return plan.further([(Look(observation), conditions.classify_observation(observation))])


@pytest.mark.parametrize("status", [code for code in statuses() if 200 <= code < 300])
@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("words", [20, 300])
def test_a_whole_success_is_asked_for_its_sibling_or_not_again(
    status: int, sign: str, words: int
) -> None:
    page = PageFacts(title="A page", words=words, signs=(sign,))
    assert wanted(seen(status, page, framing=Framing.LENGTH)) in (None, Purpose.SIBLING)


@pytest.mark.parametrize(
    "observation",
    [
        seen(200, PageFacts(title="A page"), framing=Framing.CUT),
        seen(503, framing=Framing.LENGTH),
        seen(404, framing=Framing.LENGTH),
        seen(None, error=ErrorKind.READ_TIMEOUT),
    ],
)
def test_whatever_else_is_wanted_is_not_passed_over(observation: Observation) -> None:
    purpose = wanted(observation)
    assert purpose is not None
    assert plan.may_be_for(purpose, observation)
