"""The last look that certainly saw the page: kept, given to compare with, and asked by."""

from __future__ import annotations

from itertools import permutations

import pytest

from ledger.book import A, B, citing
from ledger.steps import run_of
from linkassay import conditions
from linkassay.model import Condition, ConditionName, Confidence, PageFacts, Validators

ETAG = (("etag", '"v1"'), ("last-modified", "Sun, 04 Jan 2026 08:00:00 GMT"))
FACTS = PageFacts(title="Two ships", words=300, text_hash="0123456789abcdef")
TEXT = citing(A)
DAYS = ("2026-01-04", "2026-01-11", "2026-01-18")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "audit.db"


def recognised(seen):
    """Takes the page for the one that was meant, and `304 Not Modified` for what it points to."""
    if seen.status in (200, 304) and len(seen.hops) == 1:
        return Condition(ConditionName.OK, Confidence.CERTAIN, "is the page")
    return conditions.classify_observation(seen)


def doubted(seen):
    return Condition(ConditionName.OK, Confidence.PROBABLE, "answers 200 OK")


def run(path, day, answer, *, text=TEXT, headers=ETAG, facts=FACTS, read=recognised):
    """One sealed run; gives its probes, what was known before it, and its check."""
    more = {"headers": {A: headers, B: headers}, "facts": {A: facts, B: facts}, "read": read}
    with run_of(path, day, text, {A: answer, B: "200"}, **more) as steps:
        steps.plan()
        steps.ask()
        known = steps.ledger.rounds.known(A)
        (given,) = [item.known for chunk in steps.ledger.unsettled() for item in chunk
                    if item.url == A] or [None]  # fmt: skip
        assert given == known
        steps.settle()
        check = steps.checks()[A]
        steps.seal()
    return steps.asked[0], known, check


def test_nothing_is_known_of_a_link_that_was_never_seen(path):
    probe, known, _ = run(path, DAYS[0], "200")
    assert known is None
    assert probe.validators is None


def test_what_was_seen_last_is_known_with_all_that_was_seen(path):
    _, _, first = run(path, DAYS[0], "200")
    _, known, _ = run(path, DAYS[1], "404")
    assert known == first.observation
    assert known.facts == FACTS
    assert known.when.date().isoformat() == DAYS[0]


@pytest.mark.parametrize("between", ["404", "403", "500", "dns-name", f"302 {B}"])
def test_what_is_not_certainly_the_page_leaves_what_is_known(path, between):
    _, _, first = run(path, DAYS[0], "200")
    read = doubted if between.startswith("302") else recognised
    run(path, DAYS[1], between, read=read)
    probe, known, _ = run(path, DAYS[2], "200")
    assert known == first.observation
    assert probe.validators == Validators('"v1"', "Sun, 04 Jan 2026 08:00:00 GMT")


def test_a_page_that_only_probably_is_the_page_is_no_measure(path):
    run(path, DAYS[0], "200", read=doubted)
    probe, known, _ = run(path, DAYS[1], "200")
    assert (known, probe.validators) == (None, None)


def test_an_answer_without_a_body_points_back_to_the_page(path):
    _, _, first = run(path, DAYS[0], "200")
    _, _, second = run(path, DAYS[1], "304", headers=(), facts=None)
    assert second.observation.status == 304
    assert second.observation.facts == FACTS
    assert second.observation.when.date().isoformat() == DAYS[1]
    probe, known, _ = run(path, DAYS[2], "200")
    assert known == first.observation
    assert probe.validators == Validators('"v1"', "Sun, 04 Jan 2026 08:00:00 GMT")


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        (ETAG[:1], Validators(etag='"v1"')),
        (ETAG[1:], Validators(last_modified="Sun, 04 Jan 2026 08:00:00 GMT")),
        ((("server", "x"),), None),
    ],
)
def test_a_request_is_conditional_by_what_the_answer_gave(path, headers, wanted):
    run(path, DAYS[0], "200", headers=headers)
    assert run(path, DAYS[1], "200")[0].validators == wanted


@pytest.mark.parametrize("answer", [f"302 {B}", f"301 {B}"])
def test_what_another_address_gave_makes_no_request_conditional(path, answer):
    def certain(seen):
        return Condition(ConditionName.OK_REDIRECTED, Confidence.CERTAIN, "has moved")

    run(path, DAYS[0], answer, read=certain)
    probe, known, _ = run(path, DAYS[1], "200")
    assert known.final_url == B
    assert probe.validators is None


def test_a_page_in_which_places_are_looked_up_is_always_asked_whole(path):
    run(path, DAYS[0], "200")
    probe, _, _ = run(path, DAYS[1], "200", text=f"# T\n\n[a]({A}#two)\n")
    assert (probe.fragments, probe.validators) == (("two",), None)


@pytest.mark.parametrize("order", tuple(permutations(range(3))))
def test_the_last_in_time_is_known_in_whatever_order_the_runs_were_sealed(path, order):
    answers = ("200", "200", "404")
    for number in order:
        run(path, DAYS[number], answers[number])
    _, known, _ = run(path, "2026-02-01", "404")
    assert known.when.date().isoformat() == DAYS[1]


def test_a_run_of_an_earlier_day_knows_nothing_of_later_ones(path):
    run(path, DAYS[1], "200")
    with run_of(path, DAYS[0], TEXT, {A: "404"}) as steps:
        steps.plan()
        steps.ask()
        assert [item.known for chunk in steps.ledger.unsettled() for item in chunk] == [None]


def test_a_run_that_goes_on_elsewhere_knows_it_too(path):
    _, _, first = run(path, DAYS[0], "200")
    with run_of(path, DAYS[1], TEXT, {A: "404"}) as steps:
        steps.plan()
        steps.ask()
        with steps.ledger.elsewhere() as private:
            assert private.rounds.known(A) == first.observation
            assert [look.observation.status for look in private.looks_at(A)] == [404]
