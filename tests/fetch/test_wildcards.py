"""A resolver that answers for names which do not exist."""

import anyio
import pytest

from fetch.asking import ask, fetcher, one
from linkassay.fetch.errors import FetchError
from linkassay.fetch.wildcards import HonestResolver, impossible_names
from linkassay.model import ErrorKind
from servers import Server, answer

PORTAL, OTHER = "93.184.216.34", "93.184.216.99"


class Provider:
    """Knows some names, and answers for all others with an address of its own."""

    def __init__(self, known, portal):
        self.known = known
        self.portal = portal
        self.asked = []

    async def resolve(self, host, port):
        self.asked.append(host)
        found = self.known.get(host, self.portal)
        if not found:
            raise FetchError(ErrorKind.DNS_NAME, "there is no such name")
        return found

    @property
    def strangers(self):
        return [host for host in self.asked if host not in self.known]


def answers(resolver, *hosts):
    """What an honest resolver over this one says to each host: addresses or a kind of error."""
    honest = HonestResolver(resolver)

    async def look_up(host):
        try:
            return await honest.resolve(host, 80)
        except FetchError as error:
            return error.kind

    async def all_of_them():
        return [await look_up(host) for host in hosts]

    return anyio.run(all_of_them)


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


def test_who_has_no_public_address_is_not_looked_into():
    provider = Provider({"a.test": ("127.0.0.1",), "b.test": ("10.0.0.1", OTHER)}, ())
    assert answers(provider, "a.test", "b.test") == [("127.0.0.1",), ("10.0.0.1", OTHER)]
    assert provider.strangers == []


def test_a_resolver_that_hangs_on_such_names_is_waited_for_a_moment_only():
    class Hanging(Provider):
        async def resolve(self, host, port):
            found = await super().resolve(host, port)
            if host not in self.known:
                await anyio.sleep_forever()
            return found

    honest = HonestResolver(Hanging({"a.test": (OTHER,)}, (OTHER,)), seconds=0.1)
    assert anyio.run(honest.resolve, "a.test", 80) == (OTHER,)


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
