"""A resolver that answers for names which do not exist."""

from threading import Event

import pytest

from fetch.asking import ask, fetcher, one
from linkassay.fetch.errors import FetchError
from linkassay.fetch.wildcards import HonestResolver, impossible_names
from linkassay.model import ErrorKind
from linkassay.urls.ip import parse_range
from servers import Server, answer

PORTAL, OTHER = "93.184.216.34", "93.184.216.99"


class Provider:
    """Knows some names, and answers for all others with an address of its own."""

    def __init__(self, known, portal):
        self.known = known
        self.portal = portal
        self.asked = []

    def resolve(self, host, port):
        self.asked.append(host)
        found = self.known.get(host, self.portal)
        if not found:
            raise FetchError(ErrorKind.DNS_NAME, "there is no such name")
        return found

    @property
    def strangers(self):
        return [host for host in self.asked if host not in self.known]


def answers(resolver, *hosts, allowed=()):
    """What an honest resolver over this one says to each host: addresses or a kind of error."""
    honest = HonestResolver(resolver, allowed)

    def look_up(host):
        try:
            return honest.resolve(host, 80)
        except FetchError as error:
            return error.kind

    return [look_up(host) for host in hosts]


def test_a_dead_host_that_only_the_resolver_answers_for_is_intercepted():
    known = {"live.test": (OTHER,), "both.test": (OTHER, PORTAL), "theirs.test": (PORTAL,)}
    provider = Provider(known, (PORTAL,))
    seen = answers(provider, "dead.test", "live.test", "both.test", "theirs.test")
    assert seen == [ErrorKind.INTERCEPTED, (OTHER,), (OTHER, PORTAL), ErrorKind.INTERCEPTED]


def test_the_two_names_are_looked_up_once_and_are_of_two_registries():
    provider = Provider({"a.test": (OTHER,), "b.test": (OTHER,)}, ())
    assert answers(provider, "a.test", "b.test", "a.test") == [(OTHER,)] * 3
    assert len(provider.strangers) == 2
    assert {name.rpartition(".")[2] for name in provider.strangers} == {"com", "org"}
    assert not set(impossible_names()) & set(impossible_names())


def test_an_honest_resolver_takes_nothing_from_anybody():
    provider = Provider({"a.test": (PORTAL,)}, ())
    assert answers(provider, "a.test", "dead.test") == [(PORTAL,), ErrorKind.DNS_NAME]


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.1.2.3", "fd00:1::5"])
def test_what_lies_on_this_machine_or_was_allowed_is_not_looked_into(address):
    provider = Provider({}, (address,))
    allowed = (parse_range("10.0.0.0/8"), parse_range("fd00:1::/64"))
    assert answers(provider, "a.test", allowed=allowed) == [(address,)]
    assert provider.asked == ["a.test"]


@pytest.mark.parametrize("address", ["10.1.2.3", "192.168.0.1", "100.64.0.1", "fd00:1::5"])
def test_a_portal_in_a_network_of_its_own_is_told_as_one(address):
    provider = Provider({"inside.test": ("10.0.0.9",)}, (address,))
    seen = answers(provider, "dead.test", "inside.test")
    assert seen == [ErrorKind.INTERCEPTED, ("10.0.0.9",)]


def test_a_resolver_that_hangs_on_such_names_is_waited_for_a_moment_only():
    class Hanging(Provider):
        def resolve(self, host, port):
            found = super().resolve(host, port)
            if host not in self.known:
                over.wait(60)
            return found

    over = Event()
    honest = HonestResolver(Hanging({"a.test": (OTHER,)}, (OTHER,)), seconds=0.1)
    assert honest.resolve("a.test", 80) == (OTHER,)
    over.set()


def test_nobody_is_connected_to_and_the_rounds_of_a_fetcher_share_what_is_known():
    provider = Provider({}, (PORTAL,))
    by = fetcher(resolver=provider)
    for _ in range(2):
        seen = ask("http://a.test/", "https://b.test/x", by=by)
        assert {item.error for item in seen.values()} == {ErrorKind.INTERCEPTED}
        assert {item.hops[0].peer for item in seen.values()} == {None}
    assert len([name for name in provider.asked if not name.endswith(".test")]) == 2


@pytest.mark.parametrize("rule", ["a.test:{}:127.0.0.1", "*:{}:127.0.0.1"])
def test_what_the_caller_says_himself_is_believed(rule):
    provider = Provider({}, (PORTAL,))
    with Server({"/": answer()}) as server:
        by = fetcher(resolver=provider, resolve=(rule.format(server.port),))
        assert one(server.url(host="a.test"), by=by).status == 200
    assert provider.asked == []
