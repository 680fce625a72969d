"""What every `ports.Fetcher` must keep, whichever library asks.

A fetcher is tested by a class that inherits from `FetcherContract` and gives it a web. One that
opens sockets inherits from `web_contract.WebContract`, which asks more.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest

from fetch.asking import ask, lanes
from linkassay.model import ErrorKind, Lane, Observation, Probe, Purpose, Validators
from linkassay.ports import Fetcher

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

    An answer is a status, or a status and the path or address it leads to (a page of success sends
    its readers there); what is not listed is a
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

    def test_lanes_are_taken_in_the_callers_thread_and_batches_given_one_at_a_time(self):
        threads, given, most = set(), [0], [0]

        def windows(world: World) -> Iterator[list[Probe]]:
            threads.add(threading.get_ident())
            yield world.probes("a.test", 3)

        def record(batch: Sequence[Observation]) -> None:
            given[0] += 1
            most[0] = max(most[0], given[0])
            time.sleep(0.01)
            given[0] -= 1

        with self.world({"/": "200"}) as world:
            world.fetcher.ask([Lane("a.test", windows(world))], record)
        assert threads == {threading.get_ident()}
        assert (given, most) == ([0], [1])

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
        assert len(endless.hops) == 21
        assert (loop.error, loop.status) == (ErrorKind.REDIRECT_LOOP, None)
        assert len(loop.hops) == 2

    def test_a_page_that_sends_on_is_left_with_its_success(self):
        answers = {"/old": "200 //b.test/new", "/new": "301 /there", "/there": "410"}
        with self.world(answers) as world:
            (seen,) = ask(world.url("a.test", "/old"), by=world.fetcher).values()
            assert seen.final_url == world.url("b.test", "/there")
        assert [hop.status for hop in seen.hops] == [200, 301, 410]
        assert [hop.location is None for hop in seen.hops] == [False, False, True]
        assert (seen.status, seen.error) == (410, None)

    def test_pages_that_send_to_each_other_are_no_circle(self):
        with self.world({"/a": "200 /b", "/b": "200 /a", "/own": "200 /own"}) as world:
            urls = [world.url("a.test", path) for path in ("/a", "/own")]
            seen = ask(*urls, by=world.fetcher)
        assert [seen[url].status for url in urls] == [200, 200]
        assert [len(seen[url].hops) for url in urls] == [2, 1]
        assert [seen[url].hops[-1].location for url in urls] == [None, None]

    def test_a_redirect_into_an_application_is_named(self):
        with self.world({"/app": "302 intent://x/#Intent;end"}) as world:
            (seen,) = ask(world.url("a.test", "/app"), by=world.fetcher).values()
        assert (seen.error, seen.status) == (ErrorKind.APP_REDIRECT, None)
        assert [hop.status for hop in seen.hops] == [302]

    def test_an_answer_that_has_not_changed_ends_the_chain(self):
        with self.world({"/": "304"}) as world:
            probe = Probe(world.url("a.test"), validators=Validators(etag='"1"'))
            (seen,) = ask(probe, by=world.fetcher).values()
        assert (seen.status, seen.error, seen.facts) == (304, None, None)

    def test_an_article_that_is_not_there_has_an_observation_and_no_source(self):
        with self.world({}) as world:
            seen, source = world.fetcher.fetch_document(
                Probe(world.url("a.test", "/x"), Purpose.ARTICLE)
            )
        assert (seen.status, source) == (404, None)
