"""The guard under libcurl: nothing but the checked addresses of a request is dialled."""

import errno
import socket
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from fetch.two_adapters import LOOPBACK, ask, bounds, by_curl, by_httpx, together, values
from linkassay.fetch.curl import dialling, transfer
from linkassay.fetch.curl.directions import Directions, way_of
from linkassay.fetch.curl.exchanges import CurlExchanges
from linkassay.fetch.curl.library import pycurl
from linkassay.fetch.exchange import Phase
from linkassay.fetch.exchanges import Ask
from linkassay.model import ErrorKind, Framing
from linkassay.urls.ip import parse_range
from servers import Server, answer, redirect


class Canary:
    """A port that nobody may touch."""

    def __enter__(self):
        self.listener = socket.create_server(("127.9.9.9", 0))
        self.listener.setblocking(False)
        self.port = self.listener.getsockname()[1]
        return self

    def __exit__(self, *why):
        self.listener.close()

    @property
    def touched(self):
        try:
            self.listener.accept()[0].close()
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def canary():
    with Canary() as here:
        yield here


def to_the_canary(directions, made, way, seconds):
    """As `Directions.give`, but libcurl is told to connect to the canary."""
    real(directions, made, way_of(made.target, "127.9.9.9"), seconds)


real = Directions.give


def test_an_address_that_is_not_asked_is_never_dialled(monkeypatch, canary):
    monkeypatch.setattr(Directions, "give", to_the_canary)
    (seen,) = by_curl(ask(f"http://name.test:{canary.port}/"))
    assert seen.error is ErrorKind.ADDRESS_REFUSED
    assert not canary.touched


def test_nor_is_another_port(monkeypatch, canary):
    def elsewhere(directions, made, way, seconds):
        real(directions, made, way, seconds)
        directions._easy.setopt(pycurl.CONNECT_TO, [f"::127.9.9.9:{canary.port}"])

    monkeypatch.setattr(Directions, "give", elsewhere)
    (seen,) = by_curl(ask("http://name.test:8080/", "127.9.9.9"))
    assert seen.error is ErrorKind.ADDRESS_REFUSED
    assert not canary.touched


def test_another_peer_gets_nothing(monkeypatch):
    """Whoever lets libcurl dial as it likes still sends nothing to a stranger."""
    monkeypatch.setattr(Directions, "give", to_the_canary)
    opened = dialling.opened

    def anywhere(made, purpose, address, allowed):
        there = Ask(made.target, made.lines, made.bounds, ("127.9.9.9",))
        return opened(there, purpose, address, allowed)

    monkeypatch.setattr(dialling, "opened", anywhere)
    with Server({"/": answer()}, host="127.9.9.9") as server:
        (seen,) = by_curl(ask(f"http://name.test:{server.port}/"))
        assert server.requests == []
    assert (seen.error, seen.status) == (ErrorKind.ADDRESS_REFUSED, None)


@pytest.mark.parametrize(
    ("address", "port"), [("10.0.0.1", 80), ("127.0.0.1", 80), ("::1", 443), ("93.184.216.34", 22)]
)
def test_what_the_policy_refuses_is_not_dialled_though_it_was_named(address, port):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    where = SimpleNamespace(
        family=family,
        socktype=socket.SOCK_STREAM,
        protocol=socket.IPPROTO_TCP,
        addr=(address, port),
    )
    host = f"[{address}]" if ":" in address else address
    made = ask(f"http://{host}:{port}/", address)
    everybody = (parse_range("0.0.0.0/0"), parse_range("::/0"))
    assert dialling.opened(made, pycurl.SOCKTYPE_IPCXN, where) is None
    assert dialling.opened(made, pycurl.SOCKTYPE_IPCXN, where, everybody) is not None


def test_a_kept_connection_is_not_used_for_another_address():
    with Server({"/": answer()}) as server:
        exchanges = CurlExchanges(allowed=LOOPBACK, keep_alive=True)
        url = f"http://name.test:{server.port}/"
        assert together(exchanges, ask(url, "127.0.0.1"))[0].status == 200
        assert together(exchanges, ask(url, "127.0.0.9"))[0].error is ErrorKind.CONNECT
        exchanges.close()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(canary, status):
    with Server({"/": redirect(f"http://127.9.9.9:{canary.port}/", status)}) as server:
        for keep_alive in (False, True):
            (seen,) = by_curl(ask(server.url()), keep_alive=keep_alive)
            assert (seen.status, seen.framing, seen.body) == (status, Framing.NONE, None)
    assert not canary.touched


@pytest.mark.parametrize("scheme", ["file", "ftp", "gopher", "dict", "ws"])
def test_other_schemes_are_unknown(scheme, canary, monkeypatch):
    def otherwise(directions, made, way, seconds):
        real(directions, made, way, seconds)
        directions._easy.setopt(pycurl.URL, f"{scheme}://127.9.9.9:{canary.port}/etc/passwd")

    monkeypatch.setattr(Directions, "give", otherwise)
    (seen,) = by_curl(ask(f"http://127.9.9.9:{canary.port}/", "127.9.9.9", within=bounds(0.5)))
    assert (seen.unclear, seen.status, seen.body) == (True, None, None)
    assert not canary.touched


def test_names_are_never_resolved(monkeypatch):
    """Where libcurl is not told the address, it gets none, not even of this machine's own name."""

    def by_name(directions, made, way, seconds):
        real(directions, made, way, seconds)
        directions._easy.unsetopt(pycurl.CONNECT_TO)

    monkeypatch.setattr(Directions, "give", by_name)
    with Server({"/": answer()}, host="127.0.0.1") as server:
        (seen,) = by_curl(ask(f"http://localhost:{server.port}/", "127.0.0.2"))
        assert server.requests == []
    assert seen.error is ErrorKind.ADDRESS_REFUSED


def test_unix_sockets_are_not_opened():
    class Address:
        family, socktype, protocol, addr = socket.AF_UNIX, socket.SOCK_STREAM, 0, "/tmp/x"

    assert dialling.opened(ask("http://a.test/"), pycurl.SOCKTYPE_IPCXN, Address) is None


def test_addresses_are_tried_in_turn():
    with Server({"/": answer()}) as server:
        made = ask(f"http://a.test:{server.port}/", "127.0.0.7", "127.0.0.8", "127.0.0.1")
        ours, theirs = by_curl(made)[0], by_httpx(made)[0]
    assert (ours.status, ours.peer) == (200, "127.0.0.1")
    assert values(ours) == values(theirs)


def deaf():
    """A port whose queue is full: it neither takes a connection nor refuses one."""
    listener = socket.socket()
    listener.bind(("127.0.0.3", 0))
    listener.listen(0)
    port = listener.getsockname()[1]
    callers = []
    for _ in range(3):
        caller = socket.socket()
        caller.setblocking(False)
        caller.connect_ex(("127.0.0.3", port))
        callers.append(caller)
    return port, [listener, *callers]


def test_an_address_that_does_not_answer_is_left_after_a_while():
    port, opened = deaf()
    try:
        with Server({"/": answer()}, port=port) as server:
            made = ask(f"http://a.test:{server.port}/", "127.0.0.3", "127.0.0.1")
            (seen,) = by_curl(made, dial_seconds=0.2)
        assert (seen.status, seen.peer) == (200, "127.0.0.1")
        alone = ask(f"http://a.test:{port}/", "127.0.0.3", within=bounds(0.4))
        ours, theirs = by_curl(alone, dial_seconds=0.1)[0], by_httpx(alone)[0]
        assert (ours.error, ours.phase) == (ErrorKind.CONNECT_TIMEOUT, Phase.CONNECT)
        assert values(ours) == values(theirs)
        both = ask(f"http://a.test:{port}/", "127.0.0.3", "127.0.0.4", within=bounds(5.0))
        refused, other = by_curl(both, dial_seconds=0.1)[0], by_httpx(both, dial_seconds=0.1)[0]
        assert values(refused) == values(other)
    finally:
        for item in opened:
            item.close()


def test_no_way_out_of_this_machine_is_our_own_error(monkeypatch):
    def none(made, purpose, address, allowed):
        raise OSError(errno.EAFNOSUPPORT, "no such family here")

    monkeypatch.setattr(dialling, "opened", none)
    (seen,) = by_curl(ask("http://a.test/"))
    assert (seen.error, seen.peer) == (ErrorKind.NO_ROUTE, None)


def test_an_unreachable_host_is_our_own_error_only_where_we_have_no_route(monkeypatch):
    def none(made, purpose, address, allowed):
        raise OSError(errno.EHOSTUNREACH, "unreachable")

    monkeypatch.setattr(dialling, "opened", none)
    for way, error in ((True, ErrorKind.CONNECT), (False, ErrorKind.NO_ROUTE)):
        monkeypatch.setattr(transfer, "has_route", lambda address, port, way=way: way)
        assert by_curl(ask("http://a.test/"))[0].error is error


def test_a_refusal_is_the_other_sides():
    made = ask("http://a.test:9/")
    assert values(by_curl(made)[0]) == values(by_httpx(made)[0])


def test_port_0():
    made = ask("http://a.test:0/")
    assert by_curl(made)[0].error is by_httpx(made)[0].error is ErrorKind.CONNECT


def open_files():
    return len([*Path("/proc/self/fd").iterdir()])


def test_sockets_are_closed():
    before = open_files()
    with Server({"/": answer()}) as server:
        by_curl(*(ask(server.url()) for _ in range(20)))
        time.sleep(0.1)
    assert open_files() <= before + 2
