from datetime import UTC, datetime

import pytest

from linkassay.conditions.network import NEEDS_NETWORK, needs_network, network_down
from linkassay.model import ErrorKind, Hop, Observation

NOW = datetime(2026, 11, 24, tzinfo=UTC)
URL = "https://example.org/a"


def failed(error, *hops, url=URL):
    return Observation(url, NOW, (*hops, Hop(url)), None, error)


def answered(peer, status=200, url=URL):
    return Observation(url, NOW, (Hop(url, status, peer=peer),), status)


PUBLIC, PRIVATE, LOOPBACK = answered("1.1.1.1"), answered("10.0.0.7"), answered("127.0.0.1")
DNS, TEMPORARY, CONNECT = (
    failed(ErrorKind.DNS_NAME), failed(ErrorKind.DNS_TEMPORARY), failed(ErrorKind.CONNECT_TIMEOUT)
)  # fmt: skip


def test_the_network_is_down_where_no_host_at_all_answered():
    assert network_down([DNS])
    assert network_down([DNS, TEMPORARY, CONNECT, failed(ErrorKind.CONNECT)])
    assert network_down([failed(ErrorKind.NO_ROUTE)])


@pytest.mark.parametrize("status", [200, 302, 404, 503])
def test_any_status_of_one_public_host_proves_a_network(status):
    assert not network_down([DNS, answered("1.1.1.1", status)])
    assert not network_down([answered("2606:4700::1111", status), DNS])
    assert not network_down([DNS, answered(None, status)])


def test_a_public_hop_before_the_failure_proves_a_network():
    assert not network_down([failed(ErrorKind.DNS_NAME, Hop(URL, 302, peer="8.8.8.8"))])


@pytest.mark.parametrize(
    "peer",
    ["127.0.0.1", "::1", "10.0.0.7", "192.168.1.1", "169.254.1.1", "fd00::1", "::ffff:10.0.0.7",
     "64:ff9b::7f00:1", "fe80::1%eth0", "not an address"],
)  # fmt: skip
def test_an_answer_that_is_not_of_a_public_host_proves_nothing(peer):
    assert network_down([answered(peer), DNS])
    assert network_down([failed(ErrorKind.DNS_NAME, Hop(URL, 302, peer=peer))])


def test_a_connection_without_an_answer_proves_nothing():
    silent = Observation(URL, NOW, (Hop(URL, peer="1.1.1.1"),), error=ErrorKind.READ_TIMEOUT)
    assert network_down([silent, DNS])


def test_an_inner_network_that_is_well_is_not_down():
    assert not network_down([PRIVATE, LOOPBACK])


def test_a_public_name_that_fails_beside_a_healthy_inner_network_is_our_own_trouble():
    assert network_down([PRIVATE, LOOPBACK, DNS])
    assert needs_network(DNS)
    assert not needs_network(PRIVATE)


def test_one_public_answer_makes_the_missing_name_theirs():
    assert not network_down([PRIVATE, DNS, PUBLIC])


def test_a_dead_inner_address_is_not_explained_by_a_missing_network():
    dead = failed(ErrorKind.CONNECT, url="http://10.0.0.9/")
    assert not needs_network(dead)
    assert not needs_network(failed(ErrorKind.CONNECT, url="http://[fd00::9]/"))
    assert not network_down([PRIVATE, dead])
    assert needs_network(failed(ErrorKind.CONNECT, url="http://1.1.1.1/"))
    assert needs_network(failed(ErrorKind.CONNECT, url="http://[broken/"))


def test_what_was_never_asked_says_nothing():
    refused, bug = failed(ErrorKind.ADDRESS_REFUSED), failed(ErrorKind.BUG)
    assert not network_down([])
    assert not network_down([refused, bug, failed(ErrorKind.SECRET_WITHHELD)])
    assert network_down([DNS, refused, bug])


def test_only_ways_to_a_host_need_a_network():
    assert {kind for kind in ErrorKind if needs_network(failed(kind))} == NEEDS_NETWORK


def test_it_looks_no_further_than_the_first_proof():
    looks = iter([DNS, PUBLIC, DNS, DNS])
    assert not network_down(looks)
    assert len(list(looks)) == 2
