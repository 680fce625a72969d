"""How politely hosts are asked: by real servers, through the doors of the fetcher."""

import asyncio
import time
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from fetch.asking import NOW, ask, fetcher, lanes
from fetch.web_contract import ToLoopback
from linkassay.model import ErrorKind, HostNote, Lane, Probe
from servers import Server, answer, redirect

PAUSED = ErrorKind.HOST_PAUSED
BUSY = "429 Too Many Requests"


class Log:
    """What a server saw: when each request began, when its answer did, how many were in flight."""

    def __init__(self, behaviour=None, seconds=0.0):
        self.behaviour = behaviour or answer()
        self.seconds = seconds
        self.began, self.ended = [], []
        self.flying = self.most = 0

    async def __call__(self, request, writer):
        self.began.append(time.monotonic())
        self.flying += 1
        self.most = max(self.most, self.flying)
        await asyncio.sleep(self.seconds)
        self.ended.append(time.monotonic())
        self.flying -= 1
        await self.behaviour(request, writer)

    def pauses(self):
        return [start - end for start, end in zip(self.began[1:], self.ended, strict=False)]


def many(server, number, host=None, path="/"):
    return [Probe(server.url(f"{path}?{at}", host=host)) for at in range(number)]


def busy(value):
    return answer("later", BUSY, headers=(("Retry-After", value),))


def first(one, then=None):
    """Answer the first request by `one`, all others by `then`."""
    left = [one]

    async def behave(request, writer):
        await (left.pop() if left else then or answer())(request, writer)

    return behave


async def hang(request, writer):
    await asyncio.sleep(30)


def test_a_host_that_asks_for_a_second_gets_it():
    log = Log(first(busy("1")))
    with Server({"/": log}) as server:
        seen = ask(*many(server, 6), gap=0.0)
    assert Counter(item.status for item in seen.values())[429] == 1
    # Three others may have been under way when it said so.
    late = [start for start in log.began if start > log.ended[0] + 0.1]
    assert min(late) - log.ended[0] >= 1.0
    assert len(log.began) == 6


def test_a_date_of_retry_after_counts_from_the_server_s_own_clock():
    headers = (
        ("Date", "Mon, 02 Jan 2017 10:00:00 GMT"),
        ("Retry-After", "Mon, 02 Jan 2017 10:30:00 GMT"),
    )
    notes = []
    with Server({"/": answer("later", BUSY, headers=headers)}) as server:
        fetcher(gap=0.01).ask(lanes(*many(server, 3)), len, notes.append)
        assert len(server.requests) == 1
    assert notes == [HostNote("127.0.0.1", NOW + timedelta(minutes=30))]


@pytest.mark.parametrize("status", [BUSY, "503 Service Unavailable"])
def test_whoever_asks_for_an_hour_is_not_asked_again_and_is_remembered(status):
    notes, by = [], fetcher(gap=0.001)
    behaviour = answer("later", status, headers=(("Retry-After", "3600"),))
    seen = []
    with Server({"/": behaviour}) as server:
        by.ask(lanes(*many(server, 20)), seen.extend, notes.append)
        by.ask(lanes(*many(server, 20)), seen.extend, notes.append)
        assert len(server.requests) == 1
    assert notes == [HostNote("127.0.0.1", NOW + timedelta(hours=1))]
    assert Counter(item.error for item in seen) == {None: 1, PAUSED: 39}
    paused = next(item for item in seen if item.error is PAUSED)
    assert paused.detail == "it asks to be left alone until 2026-11-24 10:00:00 UTC"
    assert [(hop.url, hop.status) for hop in paused.hops] == [(paused.url, None)]
    assert paused.status is None


def test_a_pause_that_was_noted_in_an_earlier_run_is_kept():
    seen = []
    with Server({"*": answer()}) as server:
        note = HostNote("127.0.0.1", NOW + timedelta(hours=1))
        over = HostNote("127.0.0.2", NOW - timedelta(hours=1))
        with Server({"*": answer()}, host="127.0.0.2") as other:
            windows = (iter([many(one, 2)]) for one in (server, other))
            both = [Lane(item.host, next(windows), item) for item in (note, over)]
            fetcher().ask(both, seen.extend)
            assert (len(server.requests), len(other.requests)) == (0, 2)
    assert Counter(item.error for item in seen) == {PAUSED: 2, None: 2}


def test_what_remember_raises_comes_out_after_what_was_answered():
    seen = []

    def remember(note):
        raise LookupError(note.host)

    with Server({"/": busy("3600")}) as server, pytest.raises(LookupError, match=r"127\.0\.0\.1"):
        fetcher().ask(lanes(*many(server, 2)), seen.extend, remember)
    assert len(seen) == 2


def test_all_ports_and_schemes_of_a_host_are_one_lane():
    log = Log()
    with Server({"/": log}) as one, Server({"/": log}) as two:
        probes = [Probe(server.url(f"/?{at}")) for at in range(3) for server in (one, two)]
        windows = [Lane("127.0.0.1", iter([[probe]])) for probe in probes]
        fetcher(gap=0.05).ask(windows, len)
    assert len(log.began) == 6
    assert log.most == 1
    assert min(log.pauses()) >= 0.05


def test_the_sites_of_a_platform_are_asked_one_after_the_other():
    shared, apart = Log(seconds=0.02), Log(seconds=0.02)
    with Server({"/shared": shared, "/apart": apart}) as server:
        sites = [Probe(server.url("/shared", host=f"site{at}.github.io")) for at in range(16)]
        others = [Probe(server.url("/apart", host=f"host{at}.test")) for at in range(16)]
        ask(*sites, *others, by=fetcher(resolver=ToLoopback(), gap=0.01))
    assert (shared.most, len(shared.began)) == (1, 16)
    assert apart.most > 1


def test_a_slow_answer_makes_the_gap_longer():
    log = Log(seconds=0.1)
    with Server({"/": log}) as server:
        ask(*many(server, 3), gap=0.01)
    assert min(log.pauses()) >= 0.2


@pytest.mark.parametrize(
    ("behaviour", "most", "words"),
    [
        (answer("broken", "503 Service Unavailable"), 5, "5 failures in a row"),
        (answer("broken", "500 Internal Server Error"), 5, "5 failures in a row"),
        (hang, 2, "2 time-outs in a row"),
    ],
)
def test_a_host_that_fails_again_and_again_is_left_alone(behaviour, most, words):
    by, rounds = fetcher(gap=0.001, hop_deadline=0.3), []
    with Server({"/bad": behaviour, "*": answer()}) as server:
        for _ in range(2):
            seen = ask(*many(server, 12, path="/bad"), by=by)
            rounds.append(Counter(item.error is PAUSED for item in seen.values()))
            details = {item.detail for item in seen.values() if item.error is PAUSED}
            assert details == {words}
        assert len(server.requests) == most + 1
    assert rounds == [{True: 12 - most, False: most}, {True: 11, False: 1}]


def test_links_that_are_missing_or_forbidden_say_nothing_against_their_host():
    behaviours = {"/a": answer("", "404 Not Found"), "/b": answer("", "403 Forbidden")}
    with Server(behaviours) as server:
        probes = many(server, 20, path="/a") + many(server, 20, path="/b")
        seen = ask(*probes, gap=0.0)
    assert Counter(item.status for item in seen.values()) == {404: 20, 403: 20}


def test_a_redirect_to_a_host_that_wants_to_be_left_alone_ends_there():
    with Server({"/": busy("3600")}, host="127.0.0.2") as other:
        with Server({"/to": redirect(other.url("/"))}) as server:
            by = fetcher()
            ask(other.url("/"), by=by)
            (seen,) = ask(server.url("/to"), by=by).values()
        assert len(other.requests) == 1
    assert (seen.error, seen.status) == (PAUSED, None)
    assert [(hop.url, hop.status) for hop in seen.hops] == [
        (server.url("/to"), 302), (other.url("/"), None),
    ]  # fmt: skip


def test_when_the_time_of_the_audit_is_over_the_rest_comes_back_unasked():
    by = fetcher(gap=0.05, max_time=1.0)
    with Server({"*": answer()}) as server:
        seen = ask(*many(server, 200), by=by)
        asked = len(server.requests)
        again = ask(*many(server, 50, path="/later"), by=by)
        assert len(server.requests) == asked
    errors = Counter(item.error for item in seen.values())
    assert errors == {None: asked, ErrorKind.TIME_UP: 200 - asked}
    assert 0 < asked < 200
    assert {item.error for item in again.values()} == {ErrorKind.TIME_UP}


def test_the_time_of_the_audit_is_that_of_all_its_rounds_but_not_what_lies_between():
    class Clock:
        seconds = 0.0

        def __call__(self):
            return time.monotonic() + self.seconds

    clock = Clock()
    by = fetcher(max_time=30.0, monotonic=clock)

    async def late(request, writer):
        clock.seconds += 31.0
        await answer()(request, writer)

    with Server({"*": answer(), "/late": late}) as server:
        clock.seconds += 100.0
        assert {item.error for item in ask(server.url("/1"), by=by).values()} == {None}
        clock.seconds += 100.0
        assert {item.error for item in ask(server.url("/late"), by=by).values()} == {None}
        (seen,) = ask(server.url("/3"), by=by).values()
    assert seen.error is ErrorKind.TIME_UP


@pytest.mark.slow
def test_who_lost_the_time_elsewhere_is_no_mark_against_the_last_host():
    async def slow(request, writer):
        await asyncio.sleep(0.85)
        await redirect(f"{other.url('/hang')}{request.target[-1]}")(request, writer)

    with Server({"*": hang}, host="127.0.0.2") as other, Server({"/": slow}) as server:
        seen = ask(*many(server, 5), gap=0.0, deadline=1.5, hop_deadline=1.4)
    assert Counter(item.error for item in seen.values()) == {ErrorKind.DEADLINE: 5}


def test_hosts_that_hang_do_not_make_the_others_wait_for_their_end():
    seen = []
    with Server({"/hang": hang, "/": answer()}) as server:
        hanging = [Probe(server.url("/hang", host=f"hang{at}.test")) for at in range(32)]
        sound = [Probe(server.url("/", host=f"sound{at}.test")) for at in range(64)]
        by = fetcher(resolver=ToLoopback(), gap=0.01, hop_deadline=5.0)
        by.ask(lanes(*hanging, *sound), seen.extend)
    assert [item.error for item in seen[:64]] == [None] * 64
    assert {item.error for item in seen[64:]} == {ErrorKind.READ_TIMEOUT}


@pytest.mark.slow
def test_names_that_nobody_answers_for_do_not_make_the_others_wait_for_their_end():
    class Slow:
        def resolve(self, host, port):
            if host.startswith("lost"):
                time.sleep(30)
            return ("127.0.0.1",)

    seen = []
    with Server({"/": answer()}) as server:
        lost = [Probe(server.url("/", host=f"lost{at}.test")) for at in range(32)]
        sound = [Probe(server.url("/", host=f"sound{at}.test")) for at in range(64)]
        by = fetcher(resolver=Slow(), gap=0.01, hop_deadline=6.0)
        by.ask(lanes(*lost, *sound), seen.extend)
    assert [item.error for item in seen[:64]] == [None] * 64
    assert {item.error for item in seen[64:]} == {ErrorKind.DNS_TEMPORARY}


@pytest.mark.slow
def test_a_limited_host_is_asked_at_the_pace_that_it_bears():
    """5 requests a second after a burst of 5, asked faster than that: few are refused."""
    tokens, last = [5.0], []

    async def limited(request, writer):
        now = time.monotonic()
        tokens[0] = min(tokens[0] + 5.0 * (now - (last or [now])[-1]), 5.0)
        last.append(now)
        if tokens[0] < 1:
            return await busy("1")(request, writer)
        tokens[0] -= 1
        return await answer()(request, writer)

    with Server({"*": limited}) as server:
        seen = ask(*many(server, 40), gap=0.1)
    assert set(Counter(item.status for item in seen.values())) <= {200, 429}
    assert Counter(item.status for item in seen.values())[429] <= 3
    assert all(after - before >= 0.095 for before, after in pairwise(last))
