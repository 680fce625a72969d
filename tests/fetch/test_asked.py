"""What httpx is asked, what its own exceptions mean (respx), and how what is kept is cleaned."""

import httpcore
import httpx
import pytest
import respx
from hypothesis import given
from hypothesis import strategies as st

from fetch.asking import AGENT, AllHome, one
from linkassay.fetch import headers
from linkassay.fetch.cleaning import Cleaner, clean, without_userinfo
from linkassay.fetch.errors import failure_of
from linkassay.fetch.told import fact_in
from linkassay.model import ErrorKind, HttpClient, Probe

HTTPX = {"resolver": AllHome(), "http_client": HttpClient.HTTPX}
"""respx stands in the place of httpx's connections, whatever adapter the others are asked by."""


@respx.mock
def test_the_request_is_a_plain_get_with_our_name():
    route = respx.get("https://example.org/a").mock(
        return_value=httpx.Response(200, html="<title>x</title>", headers={"Set-Cookie": "a=b"})
    )
    seen = one("https://example.org/a#part", **HTTPX)
    (call,) = route.calls
    assert call.request.headers["user-agent"] == AGENT
    assert call.request.headers["host"] == "example.org"
    assert "cookie" not in call.request.headers
    assert seen.status == 200
    assert seen.header("set-cookie") is None


@respx.mock
def test_each_hop_is_a_request_of_its_own():
    respx.get("https://example.org/a").mock(
        return_value=httpx.Response(301, headers={"Location": "https://www.example.org/b"})
    )
    second = respx.get("https://www.example.org/b").mock(return_value=httpx.Response(410))
    seen = one("https://example.org/a", **HTTPX)
    assert second.call_count == 1
    assert "referer" not in second.calls[0].request.headers
    assert [hop.status for hop in seen.hops] == [301, 410]


@pytest.mark.parametrize(
    ("raised", "error"),
    [
        (httpcore.ConnectTimeout("x"), ErrorKind.CONNECT_TIMEOUT),
        (httpcore.PoolTimeout("x"), ErrorKind.READ_TIMEOUT),
        (httpcore.ConnectError("x"), ErrorKind.CONNECT),
        (httpcore.ReadError("x"), ErrorKind.DISCONNECTED),
        (httpcore.WriteError("x"), ErrorKind.DISCONNECTED),
        (httpcore.RemoteProtocolError("x"), ErrorKind.PROTOCOL),
        (httpcore.LocalProtocolError("x"), ErrorKind.BUG),
        (httpx.ConnectTimeout("x"), ErrorKind.CONNECT_TIMEOUT),
        (httpx.ReadTimeout("x"), ErrorKind.READ_TIMEOUT),
        (httpx.ConnectError("x"), ErrorKind.CONNECT),
        (httpx.ReadError("x"), ErrorKind.DISCONNECTED),
        (httpx.RemoteProtocolError("x"), ErrorKind.PROTOCOL),
        (httpx.LocalProtocolError("x"), ErrorKind.BUG),
        (httpx.InvalidURL("x"), ErrorKind.BUG),
        (OSError("x"), ErrorKind.DISCONNECTED),
        (UnicodeError("x"), ErrorKind.BUG),
        (ZeroDivisionError("x"), ErrorKind.BUG),
    ],
)
def test_exceptions_become_data(raised, error):
    with respx.mock:
        respx.get("https://example.org/").mock(side_effect=raised)
        seen = one("https://example.org/", **HTTPX)
    assert (seen.error, seen.status) == (error, None)
    assert seen.detail


def test_every_exception_of_both_libraries_is_a_kind_of_error():
    for library in (httpx, httpcore):
        for name in dir(library):
            kind = getattr(library, name)
            if isinstance(kind, type) and issubclass(kind, Exception):
                error = kind.__new__(kind)
                Exception.__init__(error, "x")
                assert isinstance(failure_of(error).kind, ErrorKind)


@given(st.binary(max_size=300))
def test_a_kept_value_shows_only_what_shows(value):
    (pair,) = Cleaner(Probe("https://a.test/")).headers([fact_in(b"Server", value).kept])
    assert pair[0] == "server"
    assert clean(pair[1]) == pair[1]
    assert all(char.isprintable() or char.isspace() or ord(char) > 126 for char in pair[1])


@given(st.text(max_size=60))
def test_userinfo_never_survives(secret):
    shown = without_userinfo(f"https://me:{secret}@example.org/x")
    if not set(secret) & set("/?#\\[]@"):
        assert shown == "https://example.org/x"


@pytest.mark.parametrize(
    ("value", "kind", "charset"),
    [
        (None, None, None),
        ("", None, None),
        ("text/html", "text/html", None),
        (" Text/HTML ; charset=UTF-8", "text/html", "utf-8"),
        ('text/plain;charset="windows-1251"; x=y', "text/plain", "windows-1251"),
        ("nonsense", None, None),
    ],
)
def test_content_types(value, kind, charset):
    assert headers.media_type(value) == kind
    assert headers.charset(value) == charset
