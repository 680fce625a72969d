"""What libcurl sends is what httpx sends, byte for byte."""

import threading

import pytest

from fetch.two_adapters import LOOPBACK, ask, by_curl, by_httpx
from servers import Server, answer

LINES = [
    (("User-Agent", "linkassay/0 (+https://example.org/)"), ("Accept", "*/*")),
    (),
    (("X-Empty", ""), ("X-Other", "a; b"), ("Cookie", "a=1; b=2")),
    (("If-None-Match", '"x"'), ("Accept-Encoding", "gzip"), ("accept", "text/html")),
]


class Listening(Server):
    """A server that keeps the heads it got as they came."""

    async def _talk(self, reader, writer):
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        await answer()(None, writer)
        await writer.drain()
        writer.close()


heads = []


@pytest.fixture
def server():
    heads.clear()
    with Listening({}) as listening:
        yield listening


@pytest.mark.parametrize("lines", LINES)
@pytest.mark.parametrize(
    "path", ["/", "/a/../b/./c?x#y", "/it's|^{}\"?q='", "/" + "x" * 60_000, "//a//b?", "/%2e/%zz"]
)
def test_paths_and_lines(server, path, lines):
    made = ask(server.url(path), lines=lines)
    seen = [by(made)[0] for by in (by_httpx, by_curl)]
    assert [result.status for result in seen] == [200, 200]
    # Behind a name without a value libcurl has no blank.
    assert heads[0].replace(b": \r\n", b":\r\n") == heads[1]


@pytest.mark.parametrize(
    "host",
    ["a_b.test.", "xn--n3h.test", "localhost", "A.Test", "x.invalid", "h.onion", "127.0.0.1"],
)
def test_hosts_are_never_looked_up(server, host):
    made = ask(server.url("/", host))
    seen = [by(made)[0] for by in (by_httpx, by_curl)]
    assert [(result.status, result.peer) for result in seen] == [(200, "127.0.0.1")] * 2
    assert heads[0] == heads[1]


def test_ipv6(server):
    with Listening({}, host="::1") as six:
        made = [ask(six.url("/"), "::1"), ask(six.url("/", "six.test"), "::1")]
        seen = [by(*made) for by in (by_httpx, by_curl)]
    assert {result.peer for results in seen for result in results} == {"::1"}
    assert sorted(heads[:2]) == sorted(heads[2:])


@pytest.mark.parametrize("line", [("X", "a\r\nY: b"), ("X", "ä"), ("X Y", "a"), ("X", "a\0b")])
def test_lines_that_are_none_are_not_sent(server, line):
    (seen,) = by_curl(ask(server.url(), lines=(line,)))
    assert seen.unclear
    assert heads == []


def test_nothing_is_taken_from_the_environment(server, monkeypatch, tmp_path):
    proxy = "http://127.0.0.1:9"
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy)
    (tmp_path / ".netrc").write_text("default login me password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    (seen,) = by_curl(ask(server.url()))
    assert seen.status == 200
    assert b"uthorization" not in heads[0]


def test_it_can_be_woken_from_another_thread(server):
    from fetch.two_adapters import CurlExchanges

    exchanges = CurlExchanges(allowed=LOOPBACK)
    timer = threading.Timer(0.1, exchanges.wake)
    timer.start()
    assert list(exchanges.wait(30.0)) == []
    assert list(exchanges.wait(0.0)) == []
    exchanges.close()
    timer.join()
