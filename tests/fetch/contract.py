"""What every `ports.Fetcher` must keep, whichever library asks.

An adapter is tested by a class that inherits from one of these and says how it is made. The class
`FetcherContract` is for every fetcher, fakes too; `WebContract` is for those that open sockets.
"""

import asyncio
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import pytest

from fetch.asking import ask, lanes
from linkassay.model import ErrorKind, Lane, Probe, Purpose
from linkassay.ports import Fetcher
from servers import Server, answer, redirect

OPEN_LANES = 1_000
BATCH = 1_000


@dataclass
class World:
    """A fetcher, and a web that answers it: each host has the same paths. `asked` counts."""

    fetcher: Fetcher
    base: str
    asked: Callable[[], int]

    def url(self, host: str, path: str = "/") -> str:
        return self.base.format(host) + path

    def probes(self, host: str, number: int, path: str = "/") -> list[Probe]:
        return [Probe(self.url(host, f"{path}?{at}")) for at in range(number)]


class Stopped(Exception):
    pass


class FetcherContract:
    """`world` gives a web in which each path of each host answers as in `answers`.

    An answer is a status, or a status and the path or address it leads to; what is not listed is a
    404, and the host `nowhere.test` does not exist. The gap is short, but there is one.
    """

    def world(self, answers: Mapping[str, str]) -> AbstractContextManager[World]:
        raise NotImplementedError

    def test_each_probe_gives_exactly_one_observation_under_its_own_address(self):
        with self.world({"/": "200", "/old": "301 /", "/gone": "410"}) as world:
            probes = [
                Probe(world.url(f"h{at}.test", f"{path}?{query}#part"))
                for at in range(5)
                for path in ("/", "/old", "/gone", "/missing")
                for query in range(3)
            ]
            seen = ask(*probes, by=world.fetcher)
        assert seen.keys() == {probe.url for probe in probes}

    def test_empty_lanes_and_empty_windows_are_no_more_than_that(self):
        batches = []
        with self.world({"/": "200"}) as world:
            world.fetcher.ask(iter(()), batches.append)
            world.fetcher.ask(
                [Lane("a.test", iter(())), Lane("b.test", iter([[], []]))], batches.append
            )
            assert batches == []
            windows = iter([[], world.probes("c.test", 1), [], world.probes("c.test", 1, "/x")])
            world.fetcher.ask([Lane("c.test", windows)], batches.append)
        assert sum(map(len, batches)) == 2

    def test_batches_are_neither_empty_nor_larger_than_a_thousand(self):
        sizes = []
        with self.world({"/": "200"}) as world:
            probes = [probe for at in range(40) for probe in world.probes(f"h{at}.test", 26)]
            world.fetcher.ask(lanes(*probes), lambda batch: sizes.append(len(batch)))
        assert sum(sizes) == 40 * 26
        assert min(sizes) > 0
        assert max(sizes) <= BATCH

    def test_a_window_is_taken_when_the_last_one_is_used_up(self):
        ahead = []

        def windows(world: World) -> Iterator[list[Probe]]:
            for number in range(4):
                ahead.append(5 * number - world.asked())
                yield world.probes("a.test", 5, f"/{number}")

        with self.world({}) as world:
            world.fetcher.ask([Lane("a.test", windows(world))], len)
        assert ahead == [0, 0, 0, 0]

    def test_lanes_are_taken_as_there_is_room_for_them(self):
        ahead = []

        def many(world: World) -> Iterator[Lane]:
            for number in range(OPEN_LANES + 200):
                ahead.append(number - world.asked())
                yield Lane(f"h{number}.test", iter([world.probes(f"h{number}.test", 1)]))

        with self.world({"/": "200"}) as world:
            world.fetcher.ask(many(world), len)
            assert world.asked() == OPEN_LANES + 200
        assert max(ahead) <= OPEN_LANES

    def test_everything_is_taken_and_given_in_the_callers_thread(self):
        threads = set()

        def windows(world: World) -> Iterator[list[Probe]]:
            threads.add(threading.get_ident())
            yield world.probes("a.test", 3)

        with self.world({"/": "200"}) as world:
            world.fetcher.ask(
                [Lane("a.test", windows(world))], lambda batch: threads.add(threading.get_ident())
            )
        assert threads == {threading.get_ident()}

    @pytest.mark.parametrize("raised", [Stopped, KeyboardInterrupt, SystemExit])
    def test_what_was_answered_before_an_interruption_is_handed_over_first(self, raised):
        seen = []

        def windows(world: World) -> Iterator[list[Probe]]:
            yield world.probes("a.test", 7)
            raise raised

        with self.world({"/": "200"}) as world:
            with pytest.raises(raised):
                world.fetcher.ask([Lane("a.test", windows(world))], seen.extend)
            assert [item.url for item in seen] == [p.url for p in world.probes("a.test", 7)]

    def test_what_the_lanes_raise_comes_out_as_itself(self):
        seen = []

        def two(world: World) -> Iterator[Lane]:
            yield Lane("a.test", iter([world.probes("a.test", 2)]))
            raise Stopped

        with self.world({"/": "200"}) as world, pytest.raises(Stopped):
            world.fetcher.ask(two(world), seen.extend)
        assert len(seen) == len({item.url for item in seen})

    @pytest.mark.parametrize("raised", [Stopped, KeyboardInterrupt])
    def test_what_record_raises_comes_out_and_no_batch_is_given_twice(self, raised):
        seen = []

        def record(batch):
            seen.extend(item.url for item in batch)
            raise raised

        with self.world({"/": "200"}) as world:
            probes = [probe for at in range(30) for probe in world.probes(f"h{at}.test", 50)]
            with pytest.raises(raised):
                world.fetcher.ask(lanes(*probes), record)
        assert seen
        assert len(seen) == len(set(seen))

    def test_a_host_that_does_not_exist_is_an_observation(self):
        with self.world({}) as world:
            (seen,) = ask(world.url("nowhere.test"), by=world.fetcher).values()
        assert (seen.error, seen.status) == (ErrorKind.DNS_NAME, None)
        assert [hop.status for hop in seen.hops] == [None]

    def test_redirects_are_followed_hop_by_hop_within_and_between_hosts(self):
        answers = {"/1": "301 //b.test/2", "/2": "302 /3", "/3": "404"}
        with self.world(answers) as world:
            (seen,) = ask(world.url("a.test", "/1"), by=world.fetcher).values()
            assert [hop.url for hop in seen.hops] == [
                world.url("a.test", "/1"), world.url("b.test", "/2"), world.url("b.test", "/3"),
            ]  # fmt: skip
            assert seen.final_url == world.url("b.test", "/3")
        assert [hop.status for hop in seen.hops] == [301, 302, 404]
        assert seen.status == 404

    def test_redirects_that_never_end_are_an_error(self):
        answers = {f"/{at}": f"302 /{at + 1}" for at in range(40)} | {
            "/a": "302 /b",
            "/b": "302 /a",
        }
        with self.world(answers) as world:
            seen = ask(world.url("a.test", "/0"), world.url("a.test", "/a"), by=world.fetcher)
            endless, loop = seen[world.url("a.test", "/0")], seen[world.url("a.test", "/a")]
        assert (endless.error, endless.status) == (ErrorKind.TOO_MANY_REDIRECTS, None)
        assert len(endless.hops) == 11
        assert (loop.error, loop.status) == (ErrorKind.REDIRECT_LOOP, None)
        assert len(loop.hops) == 2

    def test_an_article_that_is_not_there_has_an_observation_and_no_source(self):
        with self.world({}) as world:
            seen, source = world.fetcher.fetch_document(
                Probe(world.url("a.test", "/x"), Purpose.ARTICLE)
            )
        assert (seen.status, source) == (404, None)


HOST_FORMS = [
    "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0", "10.0.0.1", "169.254.169.254", "[::1]",
    "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[fe80::1]", "localhost", "anything.test",
    "user:secret@other.test", "１２７.0.0.1",
]  # fmt: skip
"""Where names lead to loopback: one of each way to say so. `test_canary` has them all."""


class WebContract(FetcherContract):
    """For adapters that open sockets. `make` gives a fetcher with these settings.

    Every name leads to 127.0.0.1 unless a resolver says otherwise.
    """

    def make(self, resolver: object = None, **settings: object) -> Fetcher:
        raise NotImplementedError

    @contextmanager
    def world(self, answers: Mapping[str, str]) -> Iterator[World]:
        with Server({}) as server:
            server.behaviours.update(
                {path: _behaviour(text, server.port) for path, text in answers.items()}
            )
            fetcher = self.make(ToLoopback(), gap=0.0001)
            yield World(fetcher, f"http://{{}}:{server.port}", lambda: len(server.requests))

    def test_an_answer_is_handed_over_while_another_host_is_silent(self):
        recorded = threading.Event()
        seen = []

        def record(batch):
            seen.extend(batch)
            recorded.set()

        async def wait(request, writer):
            for _ in range(1_000):
                if recorded.is_set():
                    break
                await asyncio.sleep(0.01)
            await answer()(request, writer)

        with Server({"/": answer(), "/wait": wait}) as server:
            probes = [Probe(server.url()), Probe(server.url("/wait", host="localhost"))]
            self.make(ToLoopback()).ask(lanes(*probes), record)
        assert [item.url for item in seen] == [probe.url for probe in probes]

    def test_a_signal_of_the_keyboard_hands_over_what_was_answered(self):
        seen = []

        async def interrupt(request, writer):
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.sleep(30)

        with Server({"*": answer(), "/stop": interrupt}) as server:
            urls = [server.url(f"/{at}") for at in range(5)]
            probes = [*map(Probe, urls), Probe(server.url("/stop")), Probe(server.url("/later"))]
            with pytest.raises(KeyboardInterrupt):
                self.make(gap=0.001).ask(lanes(*probes), seen.extend)
            assert "/later" not in server.paths
        assert [item.url for item in seen] == urls

    @pytest.mark.parametrize("gap", [0.05, 0.1])
    def test_the_gap_of_a_host_lies_between_the_end_and_the_next_beginning(self, gap):
        began, ended = [], []

        async def note(request, writer):
            began.append(time.monotonic())
            await answer()(request, writer)
            ended.append(time.monotonic())

        with Server({"*": note}) as server:
            by = self.make(gap=gap)
            ask(*(server.url(f"/{at}") for at in range(4)), by=by)
            ask(server.url("/again"), by=by)
        pauses = [start - end for start, end in zip(began[1:], ended, strict=False)]
        assert len(pauses) == 4
        assert min(pauses) >= gap - 0.005

    def test_nothing_reaches_a_guarded_address_directly(self):
        with Server({"*": answer()}) as canary:
            urls = [f"http://{host}:{canary.port}/" for host in HOST_FORMS]
            seen = ask(*urls, by=self.make(ToLoopback(), allow_address=("127.0.0.2/32",)))
        assert canary.connections == 0
        assert len(seen) == len(urls)
        assert {item.status for item in seen.values()} == {None}

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_nothing_reaches_a_guarded_address_by_a_redirect(self, status):
        with Server({"*": answer()}) as canary:
            targets = [f"http://{host}:{canary.port}/" for host in HOST_FORMS]
            behaviours = {f"/{at}": redirect(to, status) for at, to in enumerate(targets)}
            with Server(behaviours, host="127.0.0.2") as first:
                urls = [first.url(path) for path in behaviours]
                seen = ask(*urls, by=self.make(ToLoopback(), allow_address=("127.0.0.2/32",)))
        assert canary.connections == 0
        assert len(first.requests) == len(urls)
        assert {item.hops[0].status for item in seen.values()} == {status}

    def test_a_secret_goes_to_its_own_host_and_into_no_observation(self):
        with Server({"*": answer()}, host="127.0.0.2") as other:
            echo = answer("s3cret", headers=(("Server", "s3cret"),))
            behaviours = {"/": echo, "/leak": redirect(other.url("/?t=s3cret"))}
            with Server(behaviours) as server:
                probes = [
                    Probe(server.url(f"{path}?t=CUT"), secret_url=server.url(f"{path}?t=s3cret"))
                    for path in behaviours
                ]
                seen = ask(*probes, by=self.make())
                assert sorted(server.paths) == ["/?t=s3cret", "/leak?t=s3cret"]
            assert other.connections == 0
        assert [seen[probe.url].error for probe in probes] == [None, ErrorKind.SECRET_WITHHELD]
        assert "s3cret" not in repr(seen)


class ToLoopback:
    """Every name but `nowhere.test` is 127.0.0.1."""

    async def resolve(self, host, port):
        return () if host == "nowhere.test" else ("127.0.0.1",)


def _behaviour(text: str, port: int):
    status, _, to = text.partition(" ")
    if not to:
        return answer(status=f"{status} Said")
    host, slash, path = to.removeprefix("//").partition("/")
    return redirect(f"//{host}:{port}{slash}{path}" if to.startswith("//") else to, int(status))
