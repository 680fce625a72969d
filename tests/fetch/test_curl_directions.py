"""What is set on a handle of libcurl from one request to the next."""

from collections import Counter
from types import SimpleNamespace

import pytest

from fetch import two_adapters  # (skips without pycurl)
from fetch.two_adapters import LOOPBACK, ask, bounds, together
from linkassay.fetch.curl.directions import Directions, way_of
from linkassay.fetch.curl.exchanges import CurlExchanges
from linkassay.fetch.curl.idle import Idle
from linkassay.fetch.curl.library import pycurl
from linkassay.fetch.exchanges import Ask
from linkassay.fetch.target import target_of
from servers import Server, answer

assert two_adapters

NAMES = {
    pycurl.URL: "url",
    pycurl.CONNECT_TO: "address",
    pycurl.HTTPHEADER: "lines",
    pycurl.REQUEST_TARGET: "path",
    pycurl.TIMEOUT_MS: "time",
}

WIDE = {"url", "address", "lines", "path", "time"}


class Handle:
    """Notes what is set; raises for an option that it is to `refuse`."""

    def __init__(self):
        self.set = Counter()
        self.values = {}
        self.refuse = None

    def setopt(self, option, value):
        if option == self.refuse:
            raise ValueError("refused")
        self.set[NAMES[option]] += 1
        self.values[NAMES[option]] = value


@pytest.fixture
def handle():
    return Handle()


@pytest.fixture
def directions(handle):
    return Directions(handle, keep_alive=False)


def give(directions, url, *, address="192.0.2.1", lines=(("A", "b"),), seconds=5.0):
    made = Ask(target_of(url), lines, bounds(seconds), (address,))
    directions.give(made, way_of(made.target, address), seconds)


FIRST = "http://a.test/1"


@pytest.mark.parametrize(
    ("url", "wanted", "expected"),
    [
        ("http://a.test/2", {}, {"path"}),
        (FIRST, {"lines": (("A", "c"),)}, {"path", "lines"}),
        (FIRST, {"lines": [("A", "b")]}, {"path"}),
        (FIRST, {"seconds": 4.0}, {"path", "time"}),
        (FIRST, {"address": "192.0.2.2"}, {"path", "url", "address", "lines"}),
        ("http://b.test/1", {}, {"path", "url", "address", "lines"}),
        ("https://a.test/1", {}, {"path", "url", "address", "lines"}),
        ("http://a.test:8080/1", {}, {"path", "url", "address", "lines"}),
    ],
)
def test_only_what_is_another_is_set(directions, handle, url, wanted, expected):
    give(directions, FIRST)
    assert set(handle.set) == WIDE
    handle.set.clear()
    give(directions, url, **wanted)
    assert set(handle.set) == expected


@pytest.mark.parametrize("refused", sorted(NAMES))
def test_after_a_failure_all_is_set_anew(directions, handle, refused):
    give(directions, FIRST)
    handle.refuse = refused
    other = {"address": "192.0.2.2", "lines": (("C", "d"),), "seconds": 1.0}
    with pytest.raises(ValueError, match="refused"):
        give(directions, "http://b.test/2", **other)
    handle.refuse = None
    handle.set.clear()
    give(directions, FIRST)
    assert set(handle.set) == WIDE
    assert handle.values["address"] == ["::192.0.2.1:80"]
    assert handle.values["lines"][:2] == ["Host: a.test", "A: b"]


def test_a_handle_that_asks_in_turn_sends_what_a_new_one_sends():
    """Hosts, lines and paths change from one request to the next of the same handle."""
    asked = [
        ("a.test", "/1", (("User-Agent", "x/1"),)),
        ("a.test", "/2", (("User-Agent", "x/1"), ("Cookie", "k=v"))),
        ("b.test", "/3", (("User-Agent", "x/1"), ("Cookie", "k=v"))),
        ("a.test", "/4", (("User-Agent", "x/1"),)),
    ]
    with Server({"*": answer()}) as server:

        def made(host, path, lines):
            there = target_of(f"http://{host}:{server.port}{path}")
            return Ask(there, lines, bounds(5.0), ("127.0.0.1",))

        one = CurlExchanges(allowed=LOOPBACK)
        for item in asked:
            assert together(one, made(*item))[0].status == 200
        one.close()
        for item in asked:
            fresh = CurlExchanges(allowed=LOOPBACK)
            assert together(fresh, made(*item))[0].status == 200
            fresh.close()
    half = len(asked)
    assert len(server.requests) == 2 * half
    assert server.requests[:half] == server.requests[half:]


def test_a_handle_that_waits_holds_no_body():
    with Server({"/": answer()}) as server:
        exchanges = CurlExchanges(allowed=LOOPBACK)
        made = ask(server.url())
        assert together(exchanges, made)[0].body.raw_bytes
        transfer = exchanges._idle.take(made.target)
        assert not hasattr(transfer.answer, "result")
        exchanges.close()


def test_what_cannot_be_asked_spoils_nothing():
    with Server({"/": answer()}) as server:
        exchanges = CurlExchanges(allowed=LOOPBACK)
        good = ask(server.url())
        bad = Ask(good.target, (("X", "a\nb"),), good.bounds, good.addresses)
        assert [together(exchanges, made)[0].status for made in (good, bad, good)] == [
            200,
            None,
            200,
        ]
        exchanges.close()


def test_a_handle_goes_to_the_host_that_it_asked_last():
    idle = Idle()
    asked = [ask(f"http://{host}.test/") for host in "aab"]
    waiting = [SimpleNamespace(ask=made) for made in asked]
    for transfer in waiting:
        idle.put(transfer)
    assert idle.take(target_of("http://b.test/2")) is waiting[2]
    assert idle.take(target_of("http://a.test/2")) is waiting[1]
    assert idle.take(target_of("https://a.test/2")) is waiting[0]
    assert idle.take(target_of("http://a.test/2")) is None
