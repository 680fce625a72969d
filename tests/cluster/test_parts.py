"""One of many machines: what leaves its hosts is given back, and elsewhere it goes on."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from itertools import pairwise

import pytest

from cluster.real import NAMES, engine, lanes_of, seen, settings_for, web_fetcher
from cluster.web import RUN, FakeCrowd
from linkassay.cluster import ClusterFetcher, Journey
from linkassay.model import ErrorKind, Hop, HostSettings, Onward, Probe
from linkassay.urls.platform import lane_of
from servers import Server


class Crowd(FakeCrowd):
    """Machines that ask with the real fetcher."""

    def __init__(self, **more):
        super().__init__(None, **more)
        self._web = self

    @staticmethod
    def engine(bundle):
        return engine(bundle)


def cluster(crowd, settings, **more):
    journey = Journey(RUN, settings, "agent", **more)
    return ClusterFetcher(
        crowd, journey, None, now=lambda: None, monotonic=time.monotonic, sleep=time.sleep
    )


def answer(status, body="a page", *lines):
    head = "".join(f"{line}\r\n" for line in lines)
    return (
        f"HTTP/1.1 {status}\r\ncontent-type: text/plain\r\n{head}"
        f"content-length: {len(body)}\r\n\r\n{body}"
    ).encode()


def led(port, place, *lines):
    host, _, path = place.partition("/")
    return answer("302 Found", "", f"location: http://{host}:{port}/{path}", *lines)


class Small:
    """A web of six hosts; `asked` counts each address."""

    def __init__(self):
        self.asked = Counter()
        self.sent = []

    async def __call__(self, request, writer):
        host, port = request.headers["host"].split(":")
        place = host.removesuffix(".example") + request.target
        self.asked[place] += 1
        self.sent.append((place, dict(request.headers)))
        writer.write(self.page(place, port, request.headers.get("cookie", "")))

    def page(self, place, port, cookie):
        if place == "host4/robots.txt":
            return answer("200 OK", "User-agent: *\nDisallow: /private\n")
        if place.endswith("/robots.txt"):
            return answer("404 Not Found", "")
        if place == "host0/wall":
            return led(port, "host1.example/wall", "set-cookie: a=1; path=/")
        if place == "host1/wall":
            return led(port, "host0.example/behind")
        led_to = {
            "host0/far": "host1.example/far",
            "host1/far": "host2.example/far",
            "host2/far": "host5.example/end",
            "host0/circle": "host3.example/circle",
            "host3/circle": "host0.example/circle",
            "host2/private": "host4.example/private",
            "host1/key": "host2.example/x?token=s3cr3tvalue",
            "host2/home": "host2.example/page",
        }
        return led(port, led_to[place]) if place in led_to else answer("200 OK")


@pytest.fixture
def web():
    small = Small()
    with Server({"*": small, "/robots.txt": small}) as server:
        small.port = server.port
        small.at = lambda name, path: server.url(path, f"{name}.example")
        yield small


def addresses(web):
    crossing = [
        web.at("host0", "/far"), web.at("host0", "/circle"), web.at("host2", "/private"),
        web.at("host2", "/home"), web.at("host0", "/wall"),
    ]  # fmt: skip
    return crossing + [web.at(f"host{number}", f"/{page}") for number in range(6) for page in "ab"]


def test_many_machines_see_what_one_sees_and_ask_no_more(web):
    settings, asked = settings_for(web.port), addresses(web)
    alone = seen(web_fetcher(settings), asked)
    once = dict(web.asked)
    web.asked.clear()
    together = seen(cluster(Crowd(places=3), settings), asked)
    assert together == alone
    assert dict(web.asked) == once
    assert alone[web.at("host0", "/circle")].error is ErrorKind.REDIRECT_LOOP
    assert alone[web.at("host2", "/private")].error is ErrorKind.ROBOTS
    assert [hop.url for hop in alone[web.at("host0", "/far")].hops] == [
        web.at("host0", "/far"), web.at("host1", "/far"), web.at("host2", "/far"),
        web.at("host5", "/end"),
    ]  # fmt: skip


def test_no_machine_asks_a_host_that_another_one_has(web):
    asked = set()

    class Watched(Crowd):
        @staticmethod
        def engine(bundle):
            before = len(web.sent)
            made = engine(bundle)
            real = made.ask_part

            def ask_part(*given, **named):
                real(*given, **named)
                for place, headers in web.sent[before:]:
                    asked.add((bundle.number, lane_of(headers["host"].partition(":")[0])))
                    assert lane_of(headers["host"].partition(":")[0]) in bundle.load.lanes, place

            made.ask_part = ask_part
            return made

    seen(cluster(Watched(places=3), settings_for(web.port)), addresses(web))
    assert len({number for number, _ in asked}) > 3


def test_cookies_of_a_chain_go_with_it_and_end_with_it(web):
    seen(cluster(Crowd(places=3), settings_for(web.port)), [web.at("host0", "/wall")])
    cookies = {place: headers.get("cookie") for place, headers in web.sent}
    assert cookies["host0/behind"] == "a=1"
    assert {place for place, cookie in cookies.items() if cookie} == {"host0/behind"}


def test_a_key_for_one_host_is_known_where_it_might_come_back_and_sent_to_nobody_else(web):
    key = HostSettings("host0.example", headers=(("X-Key", "a-long-key-value"),))
    crowd = Crowd(places=3)
    seen(
        cluster(crowd, settings_for(web.port, hosts=(key,))),
        [web.at("host0", "/far"), web.at("host3", "/a")],
    )
    with_key = {place for place, headers in web.sent if "x-key" in headers}
    assert with_key == {"host0/far", "host0/robots.txt"}


def given_back(fetcher, probes, begun=(), foreign=lambda host: False):
    found, back = [], []
    fetcher.ask_part(
        lanes_of(probes), begun, (), found.extend, foreign=foreign, give_back=back.append
    )
    return found, back


def test_what_leads_elsewhere_is_given_back_between_two_requests(web):
    url = web.at("host0", "/far")
    fetcher = web_fetcher(settings_for(web.port))
    found, (back,) = given_back(fetcher, [Probe(url)], foreign=lambda host: "host0" not in host)
    assert not found
    assert (back.probe.url, back.url) == (url, web.at("host1", "/far"))
    assert [(hop.url, hop.status) for hop in back.hops] == [(url, 302)]
    assert back.seconds > 0
    assert web.asked["host1/far"] == 0
    found, back = given_back(web_fetcher(settings_for(web.port)), [], [back])
    assert not back
    assert len(found[0].hops) == 4
    assert web.asked["host0/far"] == 1


def test_a_circle_over_machines_is_one(web):
    url = web.at("host0", "/circle")
    begun = [Onward(Probe(url), url)]
    for turn in range(3):
        own = "host3" if turn % 2 else "host0"
        fetcher = web_fetcher(settings_for(web.port))
        found, begun = given_back(fetcher, [], begun, lambda host, own=own: own not in host)
        if found:
            break
    assert found[0].error is ErrorKind.REDIRECT_LOOP
    assert (web.asked["host0/circle"], web.asked["host3/circle"]) == (1, 1)


def test_when_the_time_of_a_part_is_over_all_that_waits_is_given_back(web):
    probes = [Probe(web.at("host0", f"/{page}")) for page in range(9)]
    fetcher = web_fetcher(settings_for(web.port, gap=0.3, max_time=1.2))
    found, back = given_back(fetcher, probes)
    assert 1 <= len(found) < 9
    assert all(one.status == 200 for one in found)
    assert {one.probe.url for one in back} | {one.url for one in found} == {
        probe.url for probe in probes
    }
    assert all(not one.hops and not one.trail for one in back)


def test_how_a_host_was_treated_goes_on_elsewhere():
    async def too_much(request, writer):
        writer.write(answer("429 Too Many Requests", ""))

    with Server({"*": too_much}) as server:
        url = server.url("/a", NAMES[0])
        settings = settings_for(server.port, gap=0.1, most_wait=0.0)
        first = web_fetcher(settings)
        given_back(first, [Probe(url)])
        (rest,) = first.rests()
        assert rest.name == NAMES[0]
        assert rest.seconds > 1
        assert rest.pace
        second = web_fetcher(settings)
        found, back = [], []
        second.ask_part(
            lanes_of([Probe(url)]), (), (rest,), found.extend,
            foreign=lambda host: False, give_back=back.append,
        )  # fmt: skip
        assert found[0].error is ErrorKind.HOST_PAUSED
        assert len(server.requests) == 1


def test_the_time_of_a_chain_counts_on():
    async def never(request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n")
        await asyncio.sleep(2)

    with Server({"*": never}) as server:
        url = server.url("/a", NAMES[0])
        onward = Onward(
            Probe("http://x.example/"), url, (Hop("http://x.example/", 302, url),), 29.8
        )
        began = time.monotonic()
        (found,), _ = given_back(web_fetcher(settings_for(server.port)), [], [onward])
        assert found.error is ErrorKind.DEADLINE
        assert found.seconds > 29.8
        assert time.monotonic() - began < 1.5


def test_a_pause_that_lasts_longer_than_a_part_is_waited_for_elsewhere():
    async def later(request, writer):
        writer.write(answer("429 Too Many Requests", "", "retry-after: 3"))

    with Server({"*": later}) as server:
        probes = [Probe(server.url(f"/{page}", NAMES[0])) for page in range(3)]
        fetcher = web_fetcher(settings_for(server.port, gap=0.05, max_time=0.5, most_wait=60.0))
        found, back = given_back(fetcher, probes)
        assert [one.status for one in found] == [429]
        assert len(back) == 2
        assert 2 < fetcher.rests()[0].seconds < 4


def test_gaps_hold_from_one_machine_to_the_next(web, monkeypatch):
    """Each host is asked in many bundles, by itself and by redirects; no gap is ever shorter."""
    monkeypatch.setattr("linkassay.cluster.pool.MOST_LINKS", 4)
    times, real = {}, web.page

    def timed(place, port, cookie):
        times.setdefault(place.partition("/")[0], []).append(time.monotonic())
        return real(place, port, cookie)

    web.page = timed
    crowd = Crowd(places=3)
    seen(cluster(crowd, settings_for(web.port, gap=0.1)), addresses(web))
    gaps = [after - before for one in times.values() for before, after in pairwise(one)]
    assert len(gaps) > 20
    assert min(gaps) >= 0.1
