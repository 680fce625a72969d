"""What our own and the libraries' exceptions mean, and how what is kept is cleaned."""

import h11
import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.asking import fetcher, one
from linkassay.fetch import headers
from linkassay.fetch.cleaning import Cleaner, clean, without_userinfo
from linkassay.fetch.errors import failure_of
from linkassay.model import ErrorKind, Probe


class Raising:
    """A resolver that fails as it is told to."""

    def __init__(self, raised):
        self.raised = raised

    async def resolve(self, host, port):
        raise self.raised


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
        (h11.RemoteProtocolError("x"), ErrorKind.PROTOCOL),
        (h11.LocalProtocolError("x"), ErrorKind.BUG),
        (OSError("x"), ErrorKind.DISCONNECTED),
        (UnicodeError("x"), ErrorKind.BUG),
        (ZeroDivisionError("x"), ErrorKind.BUG),
    ],
)
def test_exceptions_become_data(raised, error):
    seen = one("https://example.org/", by=fetcher(resolver=Raising(raised)))
    assert (seen.error, seen.status) == (error, None)
    assert seen.detail


def test_every_exception_of_both_libraries_is_a_kind_of_error():
    for library in (h11, httpcore):
        for name in dir(library):
            kind = getattr(library, name)
            if isinstance(kind, type) and issubclass(kind, Exception):
                error = kind.__new__(kind)
                Exception.__init__(error, "x")
                assert isinstance(failure_of(error).kind, ErrorKind)


@given(st.binary(max_size=300))
def test_a_kept_value_shows_only_what_shows(value):
    (pair,) = Cleaner(Probe("https://a.test/")).headers(headers.kept([(b"Server", value)]))
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
