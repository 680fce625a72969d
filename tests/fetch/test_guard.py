import anyio
import httpcore
import pytest

from linkassay.errors import UsageError
from linkassay.fetch.guard import GuardedBackend
from linkassay.fetch.pins import pins
from linkassay.fetch.policy import allowed_networks
from linkassay.fetch.resolver import PinnedResolver, SystemResolver
from linkassay.fetch.troubles import FetchError
from linkassay.model import ErrorKind


class Names:
    """A resolver that answers from a script, one row per question; the last row stays."""

    def __init__(self, *rows):
        self.rows = list(rows)
        self.asked = []

    async def resolve(self, host, port):
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
    """Notes what would be dialled; `dead` addresses do not answer."""

    def __init__(self, dead=(), peer=None):
        self.dead = dead
        self.peer = peer
        self.dialled = []
        self.timeouts = []
        self.lines = []

    async def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.dialled.append(host)
        self.timeouts.append(timeout)
        if host in self.dead:
            raise httpcore.ConnectError("refused")
        self.lines.append(Line(self.peer or host))
        return self.lines[-1]


def connect(names, dialler, host="a.test", port=443, allowed=(), **changes):
    backend = GuardedBackend(names, allowed_networks(allowed), dialler=dialler, **changes)
    return anyio.run(backend.connect_tcp, host, port)


def refused(names, dialler, **changes):
    with pytest.raises(FetchError) as caught:
        connect(names, dialler, **changes)
    return caught.value.trouble


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
    trouble = refused(Names(["1.1.1.1"]), Dialler(), port=8080, allowed=["127.0.0.2/32"])
    assert trouble is ErrorKind.PORT_REFUSED


def test_a_lookup_that_never_ends_is_a_temporary_dns_trouble():
    class Stuck:
        async def resolve(self, host, port):
            await anyio.sleep_forever()

    assert refused(Stuck(), Dialler(), lookup_seconds=0.01) is ErrorKind.DNS_TEMPORARY


def test_no_answer_at_all_is_a_name_without_an_address():
    assert refused(Names([]), Dialler()) is ErrorKind.DNS_NAME


def test_no_unix_socket_is_ever_opened():
    with pytest.raises(FetchError):
        anyio.run(GuardedBackend(Names([]), dialler=Dialler()).connect_unix_socket, "/tmp/s")


def test_pins_answer_before_the_resolver_and_are_checked_like_any_answer():
    pinned = pins(["A.test:443:1.1.1.1,[2606:4700::1111]", "*:80:10.0.0.1"])
    names, dialler = PinnedResolver(pinned, Names(["9.9.9.9"])), Dialler()
    connect(names, dialler)
    assert dialler.dialled == ["1.1.1.1"]
    connect(names, dialler, host="b.test")
    assert dialler.dialled[-1] == "9.9.9.9"
    assert refused(names, dialler, host="b.test", port=80) is ErrorKind.ADDRESS_REFUSED


@pytest.mark.parametrize(
    "entry", ["", "a.test", "a.test:443", "a.test:443:", "a.test:x:1.1.1.1", "a.test:443:b.test",
              ":443:1.1.1.1", "a.test:0:1.1.1.1", "a.test:70000:1.1.1.1"]
)  # fmt: skip
def test_a_pin_that_cannot_be_read_is_a_usage_error(entry):
    with pytest.raises(UsageError) as caught:
        pins([entry])
    assert caught.value.where == "--resolve"


def test_the_system_resolver_reads_short_forms_and_refuses_impossible_names():
    async def look_up(host):
        return await SystemResolver().resolve(host, 80)

    assert anyio.run(look_up, "127.1") == ("127.0.0.1",)
    with pytest.raises(FetchError) as caught:
        anyio.run(look_up, "x" * 64 + ".invalid")
    assert caught.value.trouble is ErrorKind.DNS_NAME
