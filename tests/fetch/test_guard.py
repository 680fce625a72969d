import errno
import time
from threading import Event

import anyio
import httpcore
import pytest

from linkassay.fetch.errors import OWN_ERRNOS, FetchError
from linkassay.fetch.guard import has_route
from linkassay.fetch.guarded_backend import GuardedBackend
from linkassay.fetch.lookups import Lookups
from linkassay.fetch.resolver import OverridingResolver
from linkassay.fetch.target import Target
from linkassay.model import ErrorKind
from linkassay.urls.ip import parse_override, parse_range


class Names:
    """A resolver that answers from a script, one row per question; the last row stays."""

    def __init__(self, *rows):
        self.rows = list(rows)
        self.asked = []

    def resolve(self, host, port):
        self.asked.append(host)
        return self.rows.pop(0) if len(self.rows) > 1 else self.rows[0]


class Line(httpcore.AsyncNetworkStream):
    def __init__(self, peer):
        self.peer = peer
        self.closed = False

    async def aclose(self):
        self.closed = True

    def get_extra_info(self, info):
        return (self.peer, 80) if info == "server_addr" and self.peer else None


class Dialler(httpcore.AsyncNetworkBackend):
    """Notes what would be dialled; `dead` addresses refuse, `failing` ones have an errno."""

    def __init__(self, dead=(), peer=None, failing=None):
        self.dead = dead
        self.failing = failing or {}
        self.peer = peer
        self.dialled = []
        self.timeouts = []
        self.lines = []

    async def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.dialled.append(host)
        self.timeouts.append(timeout)
        if host in self.dead:
            raise httpcore.ConnectError("refused")
        if host in self.failing:
            raise httpcore.ConnectError("wrapped") from OSError(self.failing[host], "as it says")
        self.lines.append(Line(self.peer or host))
        return self.lines[-1]


def found(names, host="a.test", port=443, allowed=(), seconds=9.0):
    """The addresses of a host that may be dialled; raises what says why there are none."""
    came, woken = [], Event()
    ranges = [parse_range(text) for text in allowed]
    lookups = Lookups(names, ranges, seconds=seconds, monotonic=time.monotonic, wake=woken.set)
    lookups.find(Target("https", host, port, "/"), came.append)
    while not came:
        woken.wait(0.01)
        lookups.collect()
    if isinstance(came[0], FetchError):
        raise came[0]
    return came[0]


def dial(addresses, dialler, port=443, allowed=(), **changes):
    ranges = [parse_range(text) for text in allowed]
    backend = GuardedBackend(addresses, ranges, dialler=dialler, **changes)
    return anyio.run(backend.connect_tcp, "a.test", port)


def connect(names, dialler, host="a.test", port=443, allowed=(), **changes):
    return dial(found(names, host, port, allowed), dialler, port, allowed, **changes)


def refused(names, dialler, **changes):
    with pytest.raises(FetchError) as caught:
        connect(names, dialler, **changes)
    return caught.value.kind


def test_it_dials_the_checked_address_and_never_the_name():
    names, dialler = Names(["1.1.1.1"]), Dialler()
    connect(names, dialler)
    assert names.asked == ["a.test"]
    assert dialler.dialled == ["1.1.1.1"]


def test_one_bad_answer_refuses_the_host():
    dialler = Dialler()
    answers = Names(["1.1.1.1", "8.8.8.8", "10.0.0.1"])
    assert refused(answers, dialler) is ErrorKind.ADDRESS_REFUSED
    assert dialler.dialled == []


def test_addresses_are_tried_in_turn_and_only_the_last_without_a_limit():
    dialler = Dialler(dead=("1.1.1.1", "8.8.8.8"))
    connect(Names(["1.1.1.1", "8.8.8.8", "9.9.9.9"]), dialler, dial_seconds=3.0)
    assert dialler.dialled == ["1.1.1.1", "8.8.8.8", "9.9.9.9"]
    assert dialler.timeouts == [3.0, 3.0, None]


def test_where_no_address_answers_the_last_error_comes_out():
    with pytest.raises(httpcore.ConnectError):
        connect(Names(["1.1.1.1"]), Dialler(dead=("1.1.1.1",)))


@pytest.mark.parametrize("peer", ["127.0.0.1", "8.8.8.8"])
def test_another_peer_than_the_one_dialled_is_closed(peer):
    dialler = Dialler(peer=peer)
    assert refused(Names(["1.1.1.1"]), dialler) is ErrorKind.ADDRESS_REFUSED
    assert dialler.lines[0].closed


def test_a_peer_that_does_not_say_who_it_is_is_closed():
    class Masked(Dialler):
        async def connect_tcp(self, *given, **more):
            line = await super().connect_tcp(*given, **more)
            line.peer = None
            return line

    dialler = Masked()
    assert refused(Names(["1.1.1.1"]), dialler) is ErrorKind.ADDRESS_REFUSED
    assert dialler.lines[0].closed


def test_a_literal_address_is_checked_without_asking_the_resolver():
    names, dialler = Names(["1.1.1.1"]), Dialler()
    assert refused(names, dialler, host="64:ff9b::7f00:1") is ErrorKind.ADDRESS_REFUSED
    assert names.asked == []
    connect(names, dialler, host="2606:4700::1111")
    assert dialler.dialled == ["2606:4700::1111"]


def test_other_ports_are_refused_before_any_lookup():
    names, dialler = Names(["1.1.1.1"]), Dialler()
    assert refused(names, dialler, port=8080) is ErrorKind.PORT_REFUSED
    assert names.asked == []


def test_the_port_rule_is_lifted_for_the_allowed_range_only():
    dialler = Dialler()
    connect(Names(["127.0.0.2"]), dialler, port=8080, allowed=["127.0.0.2/32"])
    assert dialler.dialled == ["127.0.0.2"]
    dialler = Dialler()
    for answers in (["1.1.1.1"], ["127.0.0.2", "1.1.1.1"]):
        kind = refused(Names(answers), dialler, port=8080, allowed=["127.0.0.2/32"])
        assert kind is ErrorKind.PORT_REFUSED
    assert dialler.dialled == []


def test_a_lookup_that_never_ends_is_a_temporary_dns_error():
    class Stuck:
        def resolve(self, host, port):
            over.wait(60)

    over = Event()
    with pytest.raises(FetchError) as caught:
        found(Stuck(), seconds=0.01)
    over.set()
    assert caught.value.kind is ErrorKind.DNS_TEMPORARY


@pytest.mark.parametrize(
    ("addresses", "port"), [(["10.0.0.1"], 443), (["1.1.1.1", "127.0.0.1"], 443), (["1.1.1.1"], 22)]
)
def test_whoever_dials_checks_the_addresses_once_more(addresses, port):
    dialler = Dialler()
    with pytest.raises(FetchError):
        dial(addresses, dialler, port)
    assert dialler.dialled == []


def test_a_name_is_looked_up_once_for_all_who_wait_and_for_a_minute():
    names, now, came = Names(["1.1.1.1"]), [0.0], []
    lookups = Lookups(names, (), seconds=9.0, monotonic=lambda: now[0], wake=lambda: None)

    def find():
        came.clear()
        for _ in range(3):
            lookups.find(Target("https", "a.test", 443, "/"), came.append)
        while len(came) < 3:
            lookups.collect()
        assert came == [("1.1.1.1",)] * 3

    for at, lookups_made in ((0.0, 1), (59.0, 1), (61.0, 2)):
        now[0] = at
        find()
        assert len(names.asked) == lookups_made


def test_what_could_not_be_found_is_looked_up_again():
    names, came = Names([], ["1.1.1.1"]), []
    lookups = Lookups(names, (), seconds=9.0, monotonic=time.monotonic, wake=lambda: None)
    for expected in (1, 2):
        lookups.find(Target("https", "a.test", 443, "/"), came.append)
        while len(came) < expected:
            lookups.collect()
    assert isinstance(came[0], FetchError)
    assert came[1] == ("1.1.1.1",)


def test_no_answer_at_all_is_a_name_without_an_address():
    assert refused(Names([]), Dialler()) is ErrorKind.DNS_NO_ADDRESS


def test_no_unix_socket_is_ever_opened():
    with pytest.raises(FetchError):
        anyio.run(GuardedBackend((), dialler=Dialler()).connect_unix_socket, "/tmp/s")


def test_overrides_answer_before_the_resolver_and_are_checked_like_any_answer():
    overrides = [
        parse_override(text) for text in ("A.test:443:1.1.1.1,[2606:4700::1111]", "*:80:10.0.0.1")
    ]
    names, dialler = OverridingResolver(overrides, Names(["9.9.9.9"])), Dialler()
    connect(names, dialler)
    assert dialler.dialled == ["1.1.1.1"]
    connect(names, dialler, host="b.test")
    assert dialler.dialled[-1] == "9.9.9.9"
    assert refused(names, dialler, host="b.test", port=80) is ErrorKind.ADDRESS_REFUSED


V6, V4 = "2606:4700::1111", "1.1.1.1"


@pytest.mark.parametrize("number", sorted(OWN_ERRNOS), ids=errno.errorcode.get)
def test_no_way_out_of_this_machine_is_our_own_error(number):
    names = Names([V6, "2606:4700::2222"])
    dialler = Dialler(failing={V6: number, "2606:4700::2222": number})
    assert refused(names, dialler) is ErrorKind.NO_ROUTE
    assert dialler.dialled == [V6, "2606:4700::2222"]


@pytest.mark.parametrize("number", [errno.ECONNREFUSED, errno.ECONNRESET, errno.ETIMEDOUT])
def test_what_the_other_side_does_is_not_our_own_error(number):
    with pytest.raises(httpcore.ConnectError):
        connect(Names([V6]), Dialler(failing={V6: number}))


@pytest.mark.parametrize("answers", [(V6, V4), (V4, V6)])
def test_without_ipv6_here_the_attempt_by_ipv4_decides(answers):
    dialler = Dialler(failing={V6: errno.ENETUNREACH})
    connect(Names(list(answers)), dialler)
    assert dialler.dialled[-1] == V4
    both = Dialler(failing={V6: errno.ENETUNREACH, V4: errno.ECONNREFUSED})
    with pytest.raises(httpcore.ConnectError):
        connect(Names(list(answers)), both)
    assert sorted(both.dialled) == sorted(answers)


def test_an_unreachable_host_is_our_own_error_only_where_we_have_no_route():
    def attempt(way):
        dialler = Dialler(failing={V4: errno.EHOSTUNREACH})
        return connect(Names([V4]), dialler, routed=lambda address, port: way)

    with pytest.raises(httpcore.ConnectError):
        attempt(True)
    with pytest.raises(FetchError) as caught:
        attempt(False)
    assert caught.value.kind is ErrorKind.NO_ROUTE


def test_a_route_is_found_without_sending_anything():
    assert has_route("127.0.0.1", 9)
    assert not has_route("127.0.0.1%none", 9)
