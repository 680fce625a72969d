"""Where a `Location` leads, as browsers read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.asking import fetcher, one
from linkassay.fetch.errors import FetchError
from linkassay.fetch.redirects import resolved
from linkassay.model import ErrorKind
from servers import Server, answer, raw, redirect

BASE = "http://base.test/d/e?q#f"


@pytest.mark.parametrize(
    ("location", "found"),
    [
        ("/x", "http://base.test/x"),
        ("x", "http://base.test/d/x"),
        ("?y", "http://base.test/d/e?y"),
        ("../x", "http://base.test/x"),
        ("//h.test/x", "http://h.test/x"),
        ("https://h.test", "https://h.test/"),
        ("HTTPS://H.Test/A", "https://h.test/A"),
        ("\\x\\y", "http://base.test/x/y"),
        ("\\\\h.test\\x", "http://h.test/x"),
        ("/\\h.test/x", "http://h.test/x"),
        ("https:\\\\h.test\\x?a\\b", "https://h.test/x?a\\b"),
        ("http://h.test\\@g.test/", "http://h.test/@g.test/"),
        ("  /x y  ", "http://base.test/x%20y"),
        ("\t/x\ty", "http://base.test/xy"),
        ("/caf%E9", "http://base.test/caf%E9"),
        ("/café", "http://base.test/caf%C3%A9"),
        ("http://me:word@h.test/", "http://h.test/"),
        ("http://☃.test/", "http://xn--n3h.test/"),
        ("/x#part", "http://base.test/x#part"),
    ],
)
def test_it_is_read_as_browsers_read_it(location, found):
    assert resolved(BASE, location, str) == found


@pytest.mark.parametrize(
    "location",
    [
        "intent://scan/#Intent;scheme=zxing;end", "market://details?id=test.app",
        "itms-apps://apps.test/app/id1", "Fb://page/1", "tg://resolve?domain=x", "my.app+x:open",
        "android-app://test.app/https/h.test/x",
    ],
)  # fmt: skip
def test_an_application_is_named_as_one(location):
    with pytest.raises(FetchError) as caught:
        resolved(BASE, location, str)
    assert caught.value.kind is ErrorKind.APP_REDIRECT


@pytest.mark.parametrize(
    "location",
    [
        "", "  ", "mailto:desk@paper.example", "JavaScript:alert(1)", "data:text/html,x",
        "file:///etc/passwd", "ftp://h.test/", "about:blank", "blob:http://h.test/x", "ws://h.test/",
        "tel:+123", "http:///x", "///x", "/\\/x", "http://", "http://:80/", "http://h.test:99999/",
        "http://[::1/", "x" * 9_000,
    ],
)  # fmt: skip
def test_what_browsers_cannot_use_is_a_bad_redirect(location):
    with pytest.raises(FetchError) as caught:
        resolved(BASE, location, str)
    assert caught.value.kind is ErrorKind.BAD_REDIRECT


@given(st.text(max_size=60))
def test_any_text_is_an_address_of_the_web_or_a_named_error(text):
    found = kind = None
    try:
        found = resolved(BASE, text, str)
    except FetchError as error:
        kind = error.kind
    named = {ErrorKind.BAD_REDIRECT, ErrorKind.APP_REDIRECT}
    assert kind in named if found is None else found.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("written", "path"),
    [(b"/caf\xe9", "/caf%E9"), ("/café".encode(), "/caf%C3%A9"), (b"\\x", "/x"), (b"  /x ", "/x")],
)
def test_bytes_are_asked_for_as_they_came(written, path):
    first = raw(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + written + b"\r\n\r\n")
    with Server({"/": first, path: answer()}) as server:
        assert one(server.url()).status == 200
        assert server.paths == ["/", path]


def test_an_application_redirect_opens_nothing_and_keeps_its_hop():
    with Server({"/": redirect("intent://127.0.0.1/#Intent;end")}) as server:
        seen = one(server.url())
    assert (seen.error, seen.status) == (ErrorKind.APP_REDIRECT, None)
    assert [(hop.status, hop.location) for hop in seen.hops] == [
        (302, "intent://127.0.0.1/#Intent;end")
    ]


def test_a_redirect_to_a_host_with_an_emoji_is_followed():
    with Server({"/x": answer()}) as second:
        by = fetcher(resolve=(f"xn--n3h.test:{second.port}:127.0.0.1",))
        with Server({"/": redirect(f"http://xn--n3h.test:{second.port}/x")}) as first:
            assert one(first.url(), by=by).status == 200
