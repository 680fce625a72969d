"""Cookies of one chain: who may set them, who gets them, and that nobody else ever sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.asking import ask, fetcher, one
from linkassay.fetch.cookies import MOST_COOKIES, SENT_BYTES, CookieJar
from linkassay.fetch.target import target_of
from linkassay.model import ErrorKind
from servers import Server, answer

NOW = "Sat, 28 Nov 2026 12:00:00 GMT"


def sent(written, to, by="https://www.paper.example/news/today", now=NOW):
    jar = CookieJar()
    jar.take(target_of(by), written if isinstance(written, list) else [written], now)
    return jar.header(target_of(to))


@pytest.mark.parametrize(
    ("written", "to", "header"),
    [
        ("a=1", "https://www.paper.example/news/x?q", "a=1"),
        ("a=1", "https://www.paper.example/news", "a=1"),
        ("a=1", "https://www.paper.example/newspaper", ""),
        ("a=1", "https://www.paper.example/", ""),
        ("a=1; Path=/", "https://www.paper.example/", "a=1"),
        ("a=1; Path=/n", "https://www.paper.example/news/", ""),
        ("a=1; Path=none", "https://www.paper.example/news/", "a=1"),
        ("a=1; Path=/", "http://www.paper.example/", "a=1"),
        ("a=1; Path=/; Secure", "http://www.paper.example/", ""),
        ("a=1; Path=/; Secure", "https://www.paper.example:8443/", "a=1"),
        ("a=1; Path=/", "https://paper.example/", ""),
        ("a=1; Path=/", "https://m.www.paper.example/", ""),
        ("a=1; Path=/; Domain=paper.example", "https://m.paper.example/", "a=1"),
        ("a=1; Path=/; Domain=.Paper.EXAMPLE", "https://paper.example/", "a=1"),
        ("a=1; Path=/; Domain=paper.example", "https://newspaper.example/", ""),
        ("a=1; Path=/; Domain=other.example", "https://www.paper.example/", ""),
        ("a=1; Path=/; Domain=m.www.paper.example", "https://www.paper.example/", ""),
        ("a=1; Path=/; Domain=example", "https://www.paper.example/", ""),
        ("a=b=c; Path=/", "https://www.paper.example/", "a=b=c"),
        ('a="1"; Path=/; HttpOnly; SameSite=Strict', "https://www.paper.example/", 'a="1"'),
        ("flag; Path=/", "https://www.paper.example/", "flag"),
        ("; Path=/", "https://www.paper.example/", ""),
        ("a=\x07; Path=/", "https://www.paper.example/", ""),
        ("a=ü; Path=/", "https://www.paper.example/", ""),
        ("a=" + "x" * 4_200 + "; Path=/", "https://www.paper.example/", ""),
    ],
)
def test_who_gets_a_cookie(written, to, header):
    assert sent(written, to) == header


@pytest.mark.parametrize("suffix", ["co.uk", "github.io", "com", "test"])
def test_no_cookie_is_set_for_a_public_suffix(suffix):
    written = f"a=1; Path=/; Domain={suffix}"
    assert sent(written, f"https://other.{suffix}/", f"https://one.{suffix}/") == ""
    assert sent(written, f"https://one.{suffix}/", f"https://one.{suffix}/") == ""
    assert sent(written, f"https://{suffix}/", f"https://one.{suffix}/") == ""
    assert sent(written, f"https://one.{suffix}/", f"https://{suffix}/") == ""
    assert sent(written, f"https://{suffix}/", f"https://{suffix}/") == "a=1"


def test_an_address_of_four_numbers_has_no_subdomains():
    assert sent("a=1; Path=/; Domain=0.0.1", "http://127.0.0.1/", "http://127.0.0.1/") == ""


@pytest.mark.parametrize(
    ("attributes", "kept"),
    [
        ("Max-Age=0", False), ("Max-Age=-5", False), ("Max-Age=60", True), ("max-age=soon", True),
        ("Expires=Thu, 01 Jan 1970 00:00:00 GMT", False),
        ("Expires=Thu, 01-Jan-1970 00:00:00 GMT", False),
        ("Expires=Sat, 28 Nov 2026 11:59:59 GMT", False),
        ("Expires=Sun, 29 Nov 2026 12:00:00 GMT", True),
        ("Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", True),
        ("Expires=never", True), ("Expires=", True),
    ],
)  # fmt: skip
def test_a_cookie_is_taken_back(attributes, kept):
    written = ["a=1; Path=/", f"a=2; Path=/; {attributes}"]
    assert sent(written, "https://www.paper.example/") == ("a=2" if kept else "")


def test_without_a_date_only_a_long_past_takes_a_cookie_back():
    for year, kept in ((1970, False), (2020, True)):
        written = f"a=1; Path=/; Expires=Thu, 01 Jan {year} 00:00:00 GMT"
        assert bool(sent(written, "https://www.paper.example/", now=None)) is kept


def test_longer_paths_come_first_and_the_newest_value_counts():
    written = ["a=1; Path=/", "b=2; Path=/news", "c=3; Path=/", "a=4; Path=/"]
    assert sent(written, "https://www.paper.example/news/") == "b=2; c=3; a=4"


def test_a_jar_and_a_header_have_a_size():
    many = [f"c{at}=1; Path=/" for at in range(3 * MOST_COOKIES)]
    assert sent(many, "https://www.paper.example/").count("=") == MOST_COOKIES
    large = [f"c{at}={'x' * 4_000}; Path=/" for at in range(20)]
    assert 4_000 < len(sent(large, "https://www.paper.example/")) <= SENT_BYTES


@given(st.text(max_size=80))
def test_no_cookie_breaks_a_header(text):
    header = sent(text, "https://www.paper.example/news/")
    assert header.isascii()
    assert header.isprintable() or header == ""


def test_the_value_of_a_cookie_is_in_no_repr():
    jar = CookieJar()
    jar.take(target_of("http://a.test/"), ["id=s3cret"], None)
    assert "s3cret" not in repr(list(jar._cookies.values()))


def setting(cookie, to, then=None):
    """A redirect that sets a cookie until it comes back; `then` answers after that."""

    async def behave(request, writer):
        name = cookie.partition("=")[0]
        if then is not None and name in request.headers.get("cookie", ""):
            await then(request, writer)
        else:
            headers = (("Location", to), ("Set-Cookie", f"{cookie}; Path=/"))
            await answer(b"", "302 Found", None, headers)(request, writer)

    return behave


def test_a_wall_of_cookies_is_passed():
    with Server({"/": setting("id=s3cret", "/", answer())}) as server:
        seen = one(server.url())
        assert [request.headers.get("cookie") for request in server.requests] == [None, "id=s3cret"]
    assert (seen.status, seen.error) == (200, None)
    assert [hop.status for hop in seen.hops] == [302, 200]
    assert "s3cret" not in repr(seen)


def test_a_wall_of_two_cookies_and_two_addresses_is_passed():
    inner = setting("b=2", "/check", setting("c=3", "/", answer()))
    behaviours = {"/": setting("a=1", "/check", inner), "/check": setting("b=2", "/")}
    with Server(behaviours) as server:
        assert one(server.url()).status == 200


def test_a_wall_that_nobody_passes_is_a_circle_of_cookies():
    with Server({"/": setting("id=1", "/")}) as server:
        seen = one(server.url())
        assert len(server.requests) == 2
    assert (seen.error, seen.status) == (ErrorKind.COOKIE_LOOP, None)


def test_a_wall_with_a_new_cookie_each_time_is_not_asked_for_ever():
    async def forgetful(request, writer):
        headers = (("Location", "/"), ("Set-Cookie", f"id={len(server.requests)}"))
        await answer(b"", "302 Found", None, headers)(request, writer)

    with Server({"/": forgetful}) as server:
        seen = one(server.url())
        assert len(server.requests) == 5
    assert seen.error is ErrorKind.COOKIE_LOOP


def test_a_circle_after_a_cookie_that_has_nothing_to_do_with_it_is_a_plain_one():
    behaviours = {"/": setting("id=1", "/a"), "/a": setting("id=1", "/b")}
    plain = answer(b"", "302 Found", None, (("Location", "/c"),))
    back = answer(b"", "302 Found", None, (("Location", "/b"),))
    with Server(behaviours | {"/b": plain, "/c": back}) as server:
        assert one(server.url()).error is ErrorKind.REDIRECT_LOOP


def test_no_cookie_outlives_its_chain():
    with Server({"/a": setting("id=1", "/b"), "/b": answer(), "/c": answer()}) as server:
        by = fetcher(gap=0.01)
        ask(server.url("/a"), server.url("/c"), by=by)
        ask(server.url("/b"), by=by)
        cookies = {request.target: request.headers.get("cookie") for request in server.requests}
        assert cookies == {"/a": None, "/b": None, "/c": None}
        assert [r.headers.get("cookie") for r in server.requests] == [None, "id=1", None, None]


def test_no_cookie_goes_to_another_host():
    with Server({"/": answer()}, host="127.0.0.2") as other:
        with Server({"/": setting("id=1", other.url())}) as server:
            assert one(server.url()).status == 200
        assert "cookie" not in other.requests[0].headers
