"""One exchange, over our client, with canned answers in the place of connections (respx)."""

import gzip
import time

import anyio
import httpx
import pytest
import respx

from linkassay.fetch.exchange import Bounds, Caps, Phase
from linkassay.fetch.exchanges import Ask
from linkassay.fetch.httpx_exchanges import exchange
from linkassay.fetch.target import target_of
from linkassay.fetch.transport import client_for
from linkassay.model import ErrorKind, Framing

PAGE = "https://example.org/page"
LINES = (("User-Agent", "linkassay/0"),)


@pytest.fixture
def web():
    with respx.mock as router:
        yield router


def our_client():
    return client_for(None, allowed=(), dial_seconds=1.0)


def exchanged(caps=lambda status, media_type: Caps(1_000, 1_000), client=None):
    client = client or our_client()
    bounds = Bounds(9.0, 10_000, 100, caps)
    ask = Ask(target_of(PAGE), LINES, bounds, ("93.184.216.34",))
    return anyio.run(exchange, client, ask, time.monotonic)


def test_status_and_media_type_decide_how_much_is_read(web):
    asked = []

    def caps(status, media_type):
        asked.append((status, media_type))
        return Caps(5, 5)

    web.get(PAGE).respond(404, content=b"0123456789", content_type="Text/Plain; charset=x")
    seen = exchanged(caps)
    assert asked == [(404, "text/plain")]
    assert (seen.status, seen.framing, seen.error) == (404, Framing.CAPPED, None)
    assert (seen.body.data, seen.body.raw_bytes) == (b"01234", 5)


def test_a_gzip_body_is_capped_when_it_is_unpacked(web):
    packed = gzip.compress(b"x" * 100_000)
    web.get(PAGE).respond(200, content=packed, headers={"Content-Encoding": "GZip"})
    seen = exchanged()
    assert (seen.body.data, seen.framing) == (b"x" * 1_000, Framing.CAPPED)
    assert seen.body.raw_bytes == len(packed)


@pytest.mark.parametrize("coding", ["br", "compress, br", "identity", ""])
def test_other_codings_stay_as_they_came(web, coding):
    web.get(PAGE).respond(200, content=b"\x0b\x02", headers={"Content-Encoding": coding})
    seen = exchanged()
    assert (seen.body.data, seen.framing) == (b"\x0b\x02", Framing.LENGTH)
    assert seen.body.encoded == (coding not in ("identity", ""))


def test_of_a_head_the_first_of_each_is_read_and_every_cookie(web):
    written = [
        ("Location", "/a"), ("Location", "/b"), ("Refresh", "0; url=/x"), ("Date", "today"),
        ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("ETag", '"1"'), ("X-Other", "y"),
    ]  # fmt: skip
    web.get(PAGE).mock(httpx.Response(302, headers=written))
    seen = exchanged()
    assert (seen.location, seen.refresh, seen.date) == ("/a", "0; url=/x", "today")
    assert seen.cookies == ("a=1", "b=2")
    assert seen.headers == (("location", "/a"), ("location", "/b"), ("etag", '"1"'))
    assert (seen.is_redirect, seen.body, seen.framing) == (True, None, Framing.NONE)


def test_the_client_keeps_no_cookie_of_its_own(web):
    web.get(PAGE).respond(200, headers={"Set-Cookie": "a=1"})
    client = our_client()
    assert exchanged(client=client).cookies == ("a=1",)
    assert not client.cookies


def test_what_is_asked_has_our_lines_alone(web):
    route = web.get(PAGE).respond(204)
    seen = exchanged()
    assert (seen.framing, seen.body.raw_bytes) == (Framing.NONE, 0)
    (call,) = route.calls
    assert call.request.headers.raw == [
        (b"Host", b"example.org"),
        (b"User-Agent", b"linkassay/0"),
        (b"Connection", b"close"),
    ]


def test_a_failure_before_the_head_has_no_status(web):
    web.get(PAGE).mock(side_effect=httpx.ReadError("gone"))
    seen = exchanged()
    assert (seen.status, seen.error, seen.detail) == (None, ErrorKind.DISCONNECTED, "gone")
    assert (seen.phase, seen.framing) == (Phase.CONNECT, Framing.NONE)
