"""Several looks at a link in one run: which of them decides."""

import pytest

from linkassay.conditions import Network, classify, classify_observation
from linkassay.model import ConditionName, Confidence, ErrorKind, Look, Purpose, Strike
from observed import failed, seen


def of(*observations, **changes):
    return classify([Look(item) for item in observations], **changes)


def test_no_look_at_all_is_unknown():
    condition = of()
    assert (condition.name, condition.strike) == (ConditionName.UNKNOWN, Strike.NONE)
    assert condition.reason == "was not asked"


def test_one_look_is_the_condition_of_its_observation():
    for observation in (seen(), seen(404), failed(ErrorKind.DNS_NAME), failed(ErrorKind.BUG)):
        assert of(observation) == classify_observation(observation)


LIFE = seen(200)
FAILURES = [seen(404), seen(410), seen(500), seen(403), failed(ErrorKind.CONNECT)]
NOTHING = [failed(ErrorKind.BUG), failed(ErrorKind.NO_ROUTE), failed(ErrorKind.DNS_TEMPORARY)]


@pytest.mark.parametrize("other", [*FAILURES, *NOTHING])
def test_a_look_that_proves_life_wins_whenever_it_was_made(other):
    assert of(LIFE, other).name is ConditionName.OK
    assert of(other, LIFE).name is ConditionName.OK
    assert of(other, LIFE, other).name is ConditionName.OK


@pytest.mark.parametrize("first", FAILURES)
@pytest.mark.parametrize("last", FAILURES)
def test_of_failures_and_walls_the_last_decides(first, last):
    assert of(first, last).name is classify_observation(last).name


def test_two_looks_that_find_nothing_alike_leave_no_doubt():
    once, twice = of(seen(404)), of(seen(404), seen(404))
    assert (once.confidence, twice.confidence) == (Confidence.PROBABLE, Confidence.CERTAIN)
    assert of(seen(500), seen(404)).confidence is Confidence.PROBABLE


def second(first, other):
    """A look, and another one at the same link, made in another way."""
    return classify([Look(first), Look(other, Purpose.SECOND_LOOK)])


@pytest.mark.parametrize("status", [404, 410])
@pytest.mark.parametrize("other", [200, 403, 429, 451, 401, 406])
def test_who_is_answered_otherwise_when_asking_otherwise_has_no_proof_of_death(status, other):
    condition = second(seen(status), seen(other))
    assert condition.name is ConditionName.CLIENT_DEPENDENT
    assert condition.strike is Strike.NONE
    assert str(status) in condition.reason
    assert str(other) in condition.reason


def test_of_two_failures_the_slower_strike_stays():
    assert second(seen(404), seen(503)).strike is Strike.SLOW
    assert second(seen(410), seen(404)).strike is Strike.NORMAL
    assert second(seen(404), failed(ErrorKind.CONNECT)).strike is Strike.SLOW


def test_of_two_failures_the_slower_one_is_named():
    """It stays the cause of the link's state; that it depends on who asks was not seen."""
    assert second(seen(404), seen(503)).name is ConditionName.SERVER_ERROR
    assert second(seen(404), failed(ErrorKind.CONNECT)).name is ConditionName.CONNECT_FAILED


def test_a_second_look_that_could_not_be_made_takes_nothing_back():
    for own in (ErrorKind.HOST_PAUSED, ErrorKind.NO_ROUTE, ErrorKind.TIME_UP):
        assert second(seen(404), failed(own)).name is ConditionName.GONE


@pytest.mark.parametrize("ours", NOTHING)
def test_a_look_that_taught_nothing_hides_no_answer(ours):
    assert of(seen(404), ours).name is ConditionName.GONE
    assert of(ours, seen(404)).name is ConditionName.GONE


def test_a_front_page_after_a_missing_page_is_not_the_page():
    home = seen(via=(302,), final="https://www.example.org/")
    assert of(seen(404), home).name is ConditionName.REDIRECT_HOME
    assert of(home, seen(404)).name is ConditionName.GONE


def test_without_a_network_each_look_is_judged_by_itself():
    unreached = failed(ErrorKind.DNS_NAME)
    assert of(unreached, unreached, network=Network.DOWN).name is ConditionName.UNKNOWN
    assert of(seen(404), unreached, network=Network.DOWN).name is ConditionName.GONE
