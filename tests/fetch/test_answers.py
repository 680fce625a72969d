"""What the web may answer, on real loopback servers."""

import gzip
import hashlib
import logging

import pytest

from fetch.asking import AGENT, NOW, ask, fetcher, one
from linkassay.model import ErrorKind, Framing, Probe
from servers import Server, answer, chunked, drip, flood, missing, raw, redirect, zipped

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
GZIP = (("Content-Encoding", "gzip"),)
SLOW = {"hop_deadline": 0.8, "deadline": 20.0}


def from_server(behaviour, path="/", **changes):
    with Server({"/": behaviour}) as server:
        return one(server.url(path), **changes)


def test_a_page_is_observed_with_its_evidence():
    body = b"<title>Caf\xc3\xa9</title>"
    with Server({"/a": answer(body, headers=(("ETag", '"1"'), ("Set-Cookie", "s=1")))}) as server:
        seen = one(server.url("/a?q=1#part"))
        (request,) = server.requests
    assert request.method == "GET"
    assert request.target == "/a?q=1"
    assert request.headers["user-agent"] == AGENT
    assert request.headers["accept-encoding"] == "gzip"
    assert request.headers["connection"] == "close"
    assert not {"cookie", "authorization", "referer"} & request.headers.keys()
    assert (seen.status, seen.error, seen.framing) == (200, None, Framing.LENGTH)
    assert seen.when == NOW
    assert seen.raw_bytes == len(body)
    assert seen.body_sha256 == hashlib.sha256(body).hexdigest()
    assert seen.header("ETag") == '"1"'
    assert seen.header("set-cookie") is None
    assert seen.facts.title.encode("latin-1") == body
    assert seen.facts.published == "utf-8"
    (hop,) = seen.hops
    assert (hop.status, hop.peer, hop.location) == (200, "127.0.0.1", None)
    assert hop.url == seen.url == seen.final_url
    assert 0 < hop.seconds <= seen.seconds + 1e-6


def test_a_404_is_an_answer_with_facts():
    seen = from_server(missing)
    assert (seen.status, seen.error) == (404, None)
    assert seen.facts.title == "<title>Nothing here</title>"
    assert seen.body_sha256 is not None


def test_redirects_are_followed_hop_by_hop_and_stored():
    with Server(
        {
            "/1": redirect("/2?x=1", 301),
            "/2": redirect("3#there", 308),
            "/3": answer(),
        }
    ) as server:
        seen = one(server.url("/1"))
        assert server.paths == ["/1", "/2?x=1", "/3"]
        assert [hop.status for hop in seen.hops] == [301, 308, 200]
        assert [hop.location for hop in seen.hops] == ["/2?x=1", "3#there", None]
        assert seen.final_url == server.url("/3#there")
    assert seen.status == 200


def test_a_redirect_between_hosts_is_followed():
    with Server({"/": answer()}, host="127.0.0.2") as second:
        with Server({"/": redirect(second.url())}) as first:
            seen = one(first.url())
        assert [hop.peer for hop in seen.hops] == ["127.0.0.1", "127.0.0.2"]
        assert seen.final_url == second.url()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_loop_is_an_error_whatever_its_status(status):
    with Server({"/a": redirect("/b", status), "/b": redirect("/a#again", status)}) as server:
        seen = one(server.url("/a"))
        assert server.paths == ["/a", "/b"]
    assert (seen.error, seen.status) == (ErrorKind.REDIRECT_LOOP, None)
    assert [hop.status for hop in seen.hops] == [status, status]


def test_twenty_redirects_are_followed_and_not_one_more():
    steps = {f"/{at}": redirect(f"/{at + 1}") for at in range(21)} | {"/21": answer()}
    with Server(steps) as server:
        assert one(server.url("/1")).status == 200
        seen = one(server.url("/0"))
    assert (seen.error, seen.status) == (ErrorKind.TOO_MANY_REDIRECTS, None)
    assert len(seen.hops) == 21


@pytest.mark.parametrize(
    "location",
    ["", "javascript:alert(1)", "mailto:a@b.test", "http://", "http:///x", "/\\/x",
     "http://127.0.0.1:99999/", "//", "file:///etc/passwd", "http://[::1/", "x" * 9000],
)  # fmt: skip
def test_an_unusable_target_is_a_bad_redirect(location):
    seen = from_server(redirect(location))
    assert (seen.error, seen.status) == (ErrorKind.BAD_REDIRECT, None)
    assert seen.hops[0].status == 302


def test_a_redirect_without_a_target_is_a_bad_redirect():
    assert from_server(answer(b"", "302 Found")).error is ErrorKind.BAD_REDIRECT


def test_a_host_with_an_emoji_is_asked_as_browsers_ask_it():
    with Server({"/": answer()}) as server:
        for name in ("xn--n3h.test", "☃.test"):
            by = fetcher(resolve=(f"xn--n3h.test:{server.port}:127.0.0.1",))
            assert one(f"http://{name}:{server.port}/", by=by).status == 200
        assert {request.headers["host"] for request in server.requests} == {
            f"xn--n3h.test:{server.port}"
        }


def test_user_and_password_are_neither_sent_nor_stored():
    with Server({"/": redirect("http://me:secret@127.0.0.1:{}/x"), "/x": answer()}) as server:
        server.behaviours["/"] = redirect(f"http://me:secret@127.0.0.1:{server.port}/x")
        seen = one(Probe(server.url(), secret_url=f"http://me:secret@127.0.0.1:{server.port}/"))
        assert all("authorization" not in request.headers for request in server.requests)
    assert seen.status == 200
    assert "secret" not in repr(seen)


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        (raw(b""), ErrorKind.DISCONNECTED),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Ty"), ErrorKind.DISCONNECTED),
        (raw(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), ErrorKind.PROTOCOL),
        (raw(b"<html>old</html>\r\n\r\n"), ErrorKind.PROTOCOL),
        (raw(b"HTTP/1.1 000 \r\n\r\n"), ErrorKind.PROTOCOL),
        (raw(b"HTTP/1.1 1000 Big\r\n\r\n"), ErrorKind.PROTOCOL),
        (raw(OK + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), ErrorKind.PROTOCOL),
        (raw(OK + b"X: a\x00b\r\n\r\n"), ErrorKind.PROTOCOL),
        (raw(OK + b"X: y\r\n" * 2_100 + b"\r\n"), ErrorKind.HEADERS_TOO_LARGE),
        (raw(OK + b"X: " + b"y" * 270_000 + b"\r\n\r\n"), ErrorKind.HEADERS_TOO_LARGE),
        (flood(b"X-A: " + b"y" * 995 + b"\r\n", OK, 2_000_000), ErrorKind.HEADERS_TOO_LARGE),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_an_error_without_a_status(behaviour, error):
    seen = from_server(behaviour)
    assert (seen.error, seen.status) == (error, None)
    assert seen.detail


@pytest.mark.parametrize(
    "behaviour",
    [
        drip(b"", 0.05),
        drip(b"X: y\r\n", 0.05, OK),
        drip(b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.2),
    ],
)
def test_a_slow_head_ends_at_the_hops_deadline(behaviour):
    seen = from_server(behaviour, **SLOW)
    assert (seen.error, seen.status) == (ErrorKind.READ_TIMEOUT, None)
    assert seen.hops[0].peer == "127.0.0.1"


@pytest.mark.parametrize(
    "behaviour",
    [
        drip(b"a", 0.05, OK + b"Content-Length: 1000\r\n\r\n"),
        drip(b"1\r\na\r\n", 0.05, OK + b"Transfer-Encoding: chunked\r\n\r\n"),
    ],
)
def test_a_slow_body_keeps_its_status(behaviour):
    seen = from_server(behaviour, **SLOW)
    assert (seen.error, seen.status) == (ErrorKind.READ_TIMEOUT, 200)
    assert seen.framing is Framing.CUT
    assert seen.raw_bytes > 0


def test_a_slow_chain_ends_at_the_deadline_of_the_address():
    async def late(request, writer):
        await redirect(request.target + "x")(request, writer)

    pause = raw(b"", pause=0.2)

    async def step(request, writer):
        await pause(request, writer)
        await late(request, writer)

    with Server({"*": step}) as server:
        seen = one(server.url("/"), hop_deadline=9.0, deadline=0.6)
    assert (seen.error, seen.status) == (ErrorKind.DEADLINE, None)


@pytest.mark.parametrize(
    ("behaviour", "framing", "error"),
    [
        (answer(b"abc"), Framing.LENGTH, None),
        (chunked(b"ab", b"c"), Framing.CHUNKED, None),
        (raw(OK + b"\r\nabc"), Framing.CLOSE, None),
        (answer(b"abc", length=9), Framing.CUT, ErrorKind.PROTOCOL),
        (chunked(b"abc", end=False), Framing.CUT, ErrorKind.PROTOCOL),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n"), Framing.CUT, ErrorKind.PROTOCOL),
        (zipped(b"abc" * 100), Framing.LENGTH, None),
        (zipped(b"abc" * 100, keep=20), Framing.CUT, ErrorKind.PROTOCOL),
        (answer(b"no gzip", headers=GZIP), Framing.CUT, ErrorKind.PROTOCOL),
        (answer(b"abc" * 100_000), Framing.CAPPED, None),
        (raw(b"HTTP/1.1 204 No Content\r\n\r\n"), Framing.NONE, None),
    ],
)  # fmt: skip
def test_the_end_of_a_body_is_proven_or_not(behaviour, framing, error):
    seen = from_server(behaviour)
    assert (seen.framing, seen.error) == (framing, error)
    assert seen.status in (200, 204)


def test_a_bomb_is_cut_at_the_cap():
    heard = []

    def weigh(head, charset, fragments, *, whole):
        heard.append((len(head), whole))

    bomb = gzip.compress(bytes(30_000_000))
    seen = from_server(answer(bomb, headers=(("Content-Encoding", "gzip"),)), facts=weigh)
    assert heard == [(256 * 1024, False)]
    assert seen.framing is Framing.CAPPED


def test_an_endless_body_is_cut_at_the_cap_exactly():
    endless = flood(b"<p>" * 1000, OK + b"\r\n", 50_000_000)
    seen = from_server(endless)
    assert (seen.framing, seen.raw_bytes) == (Framing.CAPPED, 256 * 1024)
    plain = flood(b"abc" * 1000, b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", 50_000_000)
    assert from_server(plain).raw_bytes == 4096


def test_a_refused_connection_is_an_error():
    with Server({}) as server:
        url = server.url()
    assert one(url).error is ErrorKind.CONNECT


def test_header_values_are_kept_clean_and_short():
    head = b"HTTP/1.1 200 OK\r\nServer: a\x1b[31mb\xe2\x80\xaec\r\nLink: " + b"x" * 9000 + b"\r\n"
    seen = from_server(raw(head + b"X-Other: y\r\nCF-Mitigated: challenge\r\n\r\n"))
    assert seen.header("server") == "a[31mbc"
    assert len(seen.header("link")) == 2048
    assert seen.header("x-other") is None
    assert seen.header("cf-mitigated") == "challenge"


def test_a_failure_of_ours_in_one_link_loses_no_other():
    def broken(head, charset, fragments, *, whole):
        raise RecursionError("too deep")

    gone = answer(status="404 Not Found", content_type="text/plain")
    with Server({"/a": answer(), "/b": gone}) as server:
        heard = ask(server.url("/a"), server.url("/b"), "http://a b/", facts=broken)
        assert heard[server.url("/a")].error is ErrorKind.BUG
        assert "too deep" in heard[server.url("/a")].detail
        assert heard[server.url("/b")].status == 404
        assert len(heard) == 3


def test_the_library_logs_nothing(caplog):
    caplog.set_level(logging.DEBUG)
    from_server(answer(), "/?token=secret")
    assert "secret" not in caplog.text


def test_ipv6_is_asked_too():
    try:
        with Server({"/": answer()}, host="::1") as server:
            seen = one(server.url())
    except RuntimeError:
        pytest.skip("this machine has no IPv6 loopback")
    assert (seen.status, seen.hops[0].peer) == (200, "::1")
