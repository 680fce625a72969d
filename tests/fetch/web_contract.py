"""What every fetcher that opens sockets must keep besides the common contract."""

import asyncio
import os
import signal
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from fetch.asking import ask, lanes
from fetch.contract import OPEN_LANES, FetcherContract, World
from linkassay.fetch.errors import FetchError
from linkassay.model import ErrorKind, Lane, Probe
from linkassay.ports import Fetcher
from servers import Server, answer, raw, redirect

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
            status = "200 Recorded" if recorded.is_set() else "503 Still waiting"
            await answer(status=status)(request, writer)

        with Server({"/": answer(), "/wait": wait}) as server:
            probes = [Probe(server.url()), Probe(server.url("/wait", host="localhost"))]
            self.make(ToLoopback()).ask(lanes(*probes), record)
        assert [(item.url, item.status) for item in seen] == [(probe.url, 200) for probe in probes]

    def test_lanes_are_taken_as_there_is_room_for_them(self):
        taken_unasked = []

        async def hold(request, writer):
            """Answer when no more lanes have been taken for a while."""
            before = -1
            while before < len(taken_unasked):
                before = len(taken_unasked)
                await asyncio.sleep(0.5)
            await answer()(request, writer)

        def many(server: Server) -> Iterator[Lane]:
            for number in range(OPEN_LANES + 200):
                taken_unasked.append(number - len(server.requests))
                path = "/hold" if number < 16 else "/"
                host = f"h{number}.test"
                yield Lane(host, iter([[Probe(server.url(path, host=host))]]))

        with Server({"/": answer(), "/hold": hold}) as server:
            self.make(ToLoopback(), gap=0.0001, hosts_at_once=16).ask(many(server), len)
            assert len(server.requests) == OPEN_LANES + 200
        assert max(taken_unasked) <= OPEN_LANES

    @pytest.fixture
    def _heard(self):
        """A shell makes its background jobs deaf to the keyboard, and so the tests in one."""
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        yield
        signal.signal(signal.SIGINT, before)

    @pytest.mark.usefixtures("_heard")
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

    def test_a_cookie_is_kept_within_one_chain_and_no_longer(self):
        async def wall(request, writer):
            if "id=s3cret" in request.headers.get("cookie", ""):
                await answer()(request, writer)
                return
            headers = (("Location", request.target), ("Set-Cookie", "id=s3cret; Path=/"))
            await answer(b"", "302 Found", None, headers)(request, writer)

        with Server({"*": wall}) as server:
            by = self.make()
            seen = [*ask(server.url("/a"), by=by).values(), *ask(server.url("/b"), by=by).values()]
            assert server.paths == ["/a", "/a", "/b", "/b"]
        assert [item.status for item in seen] == [200, 200]
        assert "s3cret" not in repr(seen)

    @pytest.mark.parametrize(
        ("data", "status", "error"),
        [
            (b"ICY 200 OK\r\n\r\n", 200, None),
            (b"HTTP/2.0 200\n\nx", 200, None),
            (b"\r\nHTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\nx", 200, None),
            (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1_500 + b"\r\n", 200, None),
            (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx", None,
             ErrorKind.PROTOCOL),
            (b"<p>A page of HTTP/0.9", None, ErrorKind.PROTOCOL),
            (b"HTTP/1.1 100 Continue\r\n\r\n" * 9, None, ErrorKind.PROTOCOL),
            (b"", None, ErrorKind.DISCONNECTED),
        ],
    )  # fmt: skip
    def test_answers_are_what_browsers_make_of_them(self, data, status, error):
        with Server({"/": raw(data)}) as server:
            (seen,) = ask(server.url(), by=self.make()).values()
        assert (seen.status, seen.error) == (status, error)

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

    def resolve(self, host, port):
        if host == "nowhere.test":
            raise FetchError(ErrorKind.DNS_NAME, "there is no such name")
        return ("127.0.0.1",)


def _behaviour(text: str, port: int):
    status, _, to = text.partition(" ")
    if not to:
        return answer(status=f"{status} Said")
    if to.startswith("//"):
        host, slash, path = to.removeprefix("//").partition("/")
        to = f"//{host}:{port}{slash}{path}"
    if status == "200":
        return answer(headers=(("Refresh", f"0; url={to}"),))
    return redirect(to, int(status))
