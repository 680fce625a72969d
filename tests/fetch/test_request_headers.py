"""What is said of us and of what we want, by the reason for asking."""

import pytest

from fetch.asking import AGENT, ask, one
from linkassay.model import Framing, Probe, Purpose, Validators
from servers import Server, answer, raw, redirect

ETAG = Validators(etag='W/"abc"', last_modified="Sat, 28 Nov 2026 12:00:00 GMT")


def said(probe_of, behaviours=None, **changes):
    """The header lines of each request."""
    with Server(behaviours or {"/": answer()}) as server:
        one(probe_of(server), **changes)
        return [request.headers for request in server.requests]


@pytest.mark.parametrize("purpose", Purpose)
def test_every_request_says_who_asks_and_which_languages_are_read(purpose):
    (headers,) = said(lambda server: Probe(server.url(), purpose))
    assert headers["user-agent"] == AGENT
    assert headers["accept-language"] == "en-US,en;q=0.9,*;q=0.5"
    assert headers["accept-encoding"] == "gzip"
    assert headers["accept"].startswith("text/html,application/xhtml+xml,")
    assert headers["accept"].endswith("*/*;q=0.8")
    assert headers["connection"] == "close"
    assert not {"cookie", "authorization", "referer"} & headers.keys()
    assert not {name for name in headers if name.startswith("sec-")}


def test_the_second_look_asks_as_a_reader_would_and_under_our_name():
    (first,) = said(lambda server: Probe(server.url()))
    (second,) = said(lambda server: Probe(server.url(), Purpose.SECOND_LOOK))
    assert second["upgrade-insecure-requests"] == "1"
    assert "upgrade-insecure-requests" not in first
    assert "image/avif" in second["accept"]
    assert second["user-agent"] == first["user-agent"]


def test_a_server_that_wants_such_a_header_is_heard_at_the_second_look():
    async def picky(request, writer):
        wanted = request.headers.get("upgrade-insecure-requests") == "1"
        await answer(status="200 OK" if wanted else "404 Not Found")(request, writer)

    with Server({"*": picky}) as server:
        first, second = Probe(server.url("/1")), Probe(server.url("/2"), Purpose.SECOND_LOOK)
        seen = ask(first, second)
    assert [seen[probe.url].status for probe in (first, second)] == [404, 200]


def test_the_first_hop_alone_is_conditional():
    steps = {"/": redirect("/x"), "/x": answer()}
    first, second = said(lambda server: Probe(server.url(), validators=ETAG), steps)
    assert first["if-none-match"] == ETAG.etag
    assert first["if-modified-since"] == ETAG.last_modified
    assert not {"if-none-match", "if-modified-since"} & second.keys()


@pytest.mark.parametrize(
    "validators",
    [
        Validators(),
        Validators(etag="", last_modified=""),
        Validators(etag="a\r\nX: y", last_modified="ü"),
    ],
)
def test_what_is_no_header_is_not_sent(validators):
    (headers,) = said(lambda server: Probe(server.url(), validators=validators))
    assert not {"if-none-match", "if-modified-since", "x"} & headers.keys()


def test_what_has_not_changed_ends_the_chain_without_a_body():
    lines = b'HTTP/1.1 304 Not Modified\r\nETag: W/"abc"\r\nContent-Length: 900\r\n'
    same = raw(lines + b"Refresh: 0; url=/x\r\n\r\n")
    with Server({"/": same}) as server:
        seen = one(Probe(server.url(), validators=ETAG))
        assert server.paths == ["/"]
    assert (seen.status, seen.error, seen.framing) == (304, None, Framing.NONE)
    assert (seen.raw_bytes, seen.body_sha256, seen.facts) == (0, None, None)
    assert seen.header("etag") == 'W/"abc"'
