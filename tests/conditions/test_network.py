from datetime import UTC, datetime
from hashlib import sha256

import pytest

from linkassay.conditions import classify
from linkassay.conditions.network import (
    NEEDS_NETWORK,
    SAYS,
    Network,
    intercepted,
    is_explained,
    needs_network,
    network_down,
    reached_public,
    too_many_failing,
)
from linkassay.model import (
    ConditionName,
    ControlPage,
    ErrorKind,
    Hop,
    Look,
    Observation,
    Strike,
)
from observed import peers_of

NOW = datetime(2026, 11, 24, tzinfo=UTC)
URL = "https://example.org/a"


def failed(error, *hops, url=URL):
    return Observation(url, NOW, (*hops, Hop(url)), None, error)


def answered(peer, status=200, url=URL):
    return Observation(url, NOW, (Hop(url, status, peer=peer),), status)


def down(looks):
    return network_down(looks, peers_of(looks))


PUBLIC, PRIVATE, LOOPBACK = answered("1.1.1.1"), answered("10.0.0.7"), answered("127.0.0.1")
DNS, TEMPORARY, CONNECT = (
    failed(ErrorKind.DNS_NAME), failed(ErrorKind.DNS_TEMPORARY), failed(ErrorKind.CONNECT_TIMEOUT)
)  # fmt: skip


def test_the_network_is_down_where_no_host_at_all_answered():
    assert down([DNS])
    assert down([DNS, TEMPORARY, CONNECT, failed(ErrorKind.CONNECT)])
    assert down([failed(ErrorKind.NO_ROUTE)])


@pytest.mark.parametrize("status", [200, 302, 404, 503])
def test_any_status_of_one_public_host_proves_a_network(status):
    assert not down([DNS, answered("1.1.1.1", status)])
    assert not down([answered("2606:4700::1111", status), DNS])
    assert not down([DNS, answered(None, status)])


def test_a_public_hop_before_the_failure_proves_a_network():
    assert not down([failed(ErrorKind.DNS_NAME, Hop(URL, 302, peer="8.8.8.8"))])


@pytest.mark.parametrize(
    "peer",
    ["127.0.0.1", "::1", "10.0.0.7", "192.168.1.1", "169.254.1.1", "fd00::1", "::ffff:10.0.0.7",
     "64:ff9b::7f00:1", "fe80::1%eth0", "not an address"],
)  # fmt: skip
def test_an_answer_that_is_not_of_a_public_host_proves_nothing(peer):
    assert down([answered(peer), DNS])
    assert down([failed(ErrorKind.DNS_NAME, Hop(URL, 302, peer=peer))])


def test_a_connection_without_an_answer_proves_nothing():
    silent = Observation(URL, NOW, (Hop(URL, peer="1.1.1.1"),), error=ErrorKind.READ_TIMEOUT)
    assert down([silent, DNS])


def test_an_inner_network_that_is_well_is_not_down():
    assert not down([PRIVATE, LOOPBACK])


def test_a_public_name_that_fails_beside_a_healthy_inner_network_is_our_own_trouble():
    assert down([PRIVATE, LOOPBACK, DNS])
    assert needs_network(DNS)
    assert not needs_network(PRIVATE)


def test_one_public_answer_makes_the_missing_name_theirs():
    assert not down([PRIVATE, DNS, PUBLIC])


def test_a_dead_inner_address_is_not_explained_by_a_missing_network():
    dead = failed(ErrorKind.CONNECT, url="http://10.0.0.9/")
    assert not needs_network(dead)
    assert not needs_network(failed(ErrorKind.CONNECT, url="http://[fd00::9]/"))
    assert not down([PRIVATE, dead])
    assert needs_network(failed(ErrorKind.CONNECT, url="http://1.1.1.1/"))
    assert needs_network(failed(ErrorKind.CONNECT, url="http://[broken/"))


def test_what_was_never_asked_says_nothing():
    refused, bug = failed(ErrorKind.ADDRESS_REFUSED), failed(ErrorKind.BUG)
    assert not down([])
    assert not down([refused, bug, failed(ErrorKind.SECRET_WITHHELD)])
    assert down([DNS, refused, bug])


def test_only_ways_to_a_host_need_a_network():
    assert {kind for kind in ErrorKind if needs_network(failed(kind))} == NEEDS_NETWORK


def test_it_looks_no_further_than_the_first_failure_and_the_first_proof():
    failures, peers = iter([DNS, DNS, DNS]), iter(["10.0.0.7", "1.1.1.1", "1.1.1.1"])
    assert not network_down(failures, peers)
    assert (len(list(failures)), len(list(peers))) == (2, 1)


def test_who_answered_is_not_looked_at_where_nothing_asks_for_an_explanation():
    peers = iter(["10.0.0.7"])
    assert not network_down([PRIVATE], peers)
    assert list(peers) == ["10.0.0.7"]


def test_only_who_is_known_to_be_public_is_a_way_out():
    assert reached_public(["10.0.0.7", "1.1.1.1"])
    assert not reached_public(["10.0.0.7", None])


@pytest.mark.parametrize(
    ("failing", "alive_before", "ours"),
    [(3, 10, False), (4, 10, True), (9, 9, False), (30, 100, False), (31, 100, True)],
)
def test_of_ten_hosts_that_lived_more_than_three_in_ten_must_fail_before_it_is_ours(
    failing, alive_before, ours
):
    assert too_many_failing(failing, alive_before) is ours


PAGE = ControlPage(URL, 200, "here")


def control(status=200, body="here", url=URL):
    digest = sha256(body.encode()).hexdigest()
    return Observation(URL, NOW, (Hop(url, status),), status, body_sha256=digest)


WRONG = [
    control(511), control(302), control(body="sign in"), control(url="https://portal.example/a")
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_known_page_that_is_answered_otherwise_is_somebody_elses_answer(wrong):
    assert intercepted([(PAGE, wrong)])
    assert intercepted([(PAGE, wrong), (PAGE, failed(ErrorKind.CONNECT))])


@pytest.mark.parametrize("wrong", WRONG)
def test_one_known_page_that_is_itself_clears_the_network(wrong):
    assert not intercepted([(PAGE, wrong), (PAGE, control())])


def test_known_pages_that_nobody_answered_for_say_nothing():
    assert not intercepted([])
    assert not intercepted([(PAGE, failed(ErrorKind.CONNECT))])


@pytest.mark.parametrize("network", Network)
def test_our_own_way_out_explains_just_what_it_can(network):
    """No look at all, where it is clear or only suspected; one over a sound secure line never."""
    plain = answered("1.1.1.1", url="http://example.org/a")
    seen = [plain, PUBLIC, DNS, failed(ErrorKind.READ_TIMEOUT)]
    assert [is_explained(one, network) for one in seen] == {
        Network.CLEAR: [False, False, False, False],
        Network.DOWN: [False, False, True, False],
        Network.INTERCEPTED: [True, False, True, True],
        Network.SUSPECT: [False, False, False, False],
    }[network]


@pytest.mark.parametrize("network", [one for one in Network if one is not Network.CLEAR])
def test_nothing_strikes_while_our_own_way_out_explains_it(network):
    for error in (ErrorKind.DNS_NAME, ErrorKind.CONNECT):
        condition = classify([Look(failed(error))], network=network)
        assert (condition.name, condition.strike) == (ConditionName.UNKNOWN, Strike.NONE)
        assert condition.reason == SAYS[network]
