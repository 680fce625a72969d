import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.urls import MalformedAddress, UnsupportedScheme, host_of, parse

DATA = Path(__file__).parents[2] / ".." / "shared" / "data" / "urls"


def identity(written: str, base: str | None = None) -> str:
    return parse(written, base).link.url


def error(written: str, base: str | None = None) -> str:
    with pytest.raises(MalformedAddress) as caught:
        parse(written, base)
    assert caught.value.written == written
    assert caught.value.reason.endswith(".")
    return caught.value.reason


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("HTTP://ExAmple.COM:80", "http://example.com/"),
        ("https://bücher.example/ü?q=ü", "https://xn--bcher-kva.example/%C3%BC?q=%C3%BC"),
        ("https://a.example:8443/x", "https://a.example:8443/x"),
        ("https://a.example/?b=2&a=1", "https://a.example/?b=2&a=1"),
        ("https://a.example/?utm_source=x&b=2&fbclid=1&a=1", "https://a.example/?b=2&a=1"),
        ("https://a.example/?gclid=1", "https://a.example/"),
        ("https://a.example/p?utm_sourcery", "https://a.example/p"),
        ("https://a.example/?ref=nav&id=7", "https://a.example/?ref=nav&id=7"),
        ("  https://a.example/x y\n", "https://a.example/x%20y"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("ftp://f.example:21/a", "ftp://f.example/a"),
        ("www.a.example/x", "http://www.a.example/x"),
    ],
)
def test_the_identity_follows_its_rules(written: str, expected: str) -> None:
    assert identity(written) == expected


def test_a_fragment_makes_no_other_link() -> None:
    address = parse("https://a.example/x#part")
    assert (address.link.url, address.parsed) == ("https://a.example/x", "https://a.example/x#part")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("HTTPS://WWW.A.Example:8443/x", "www.a.example"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("http://user:word@[2001:DB8::1]/x", "[2001:db8::1]"),
        ("ftp://f.example", "f.example"),
        ("mailto:a@b.example", ""),
        ("www.a.example", ""),
        ("https://", ""),
        ("https://a b/", ""),
        ("", ""),
    ],
)
def test_the_host_of_a_url(url: str, host: str) -> None:
    assert host_of(url) == host


@given(st.text())
def test_any_text_may_be_asked_for_its_host(text: str) -> None:
    try:
        host = parse(text).link
    except MalformedAddress:
        assert isinstance(host_of(text), str)
    else:
        assert host.capture is not None or host_of(parse(text).parsed) == host.host


def test_the_link_tells_its_parts() -> None:
    link = parse("https://a.example/x/y?q").link
    assert (link.scheme, link.host, link.port, link.path) == ("https", "a.example", 443, "/x/y")


def test_user_names_and_passwords_are_not_kept() -> None:
    address = parse("https://user:secret@a.example/x")
    assert "secret" not in address.parsed
    assert "user" not in address.parsed
    assert address.link.url == "https://a.example/x"
    assert identity("https://bank.example@evil.example/") == "https://evil.example/"


@pytest.mark.parametrize(
    ("written", "base", "expected"),
    [
        ("../x?y", "https://a.example/b/c/d", "https://a.example/b/x?y"),
        ("/x", "https://a.example/b", "https://a.example/x"),
        ("//b.example/x", "https://a.example/", "https://b.example/x"),
        ("https://b.example/", "https://a.example/", "https://b.example/"),
    ],
)
def test_relative_addresses_follow_their_base(written: str, base: str, expected: str) -> None:
    assert identity(written, base) == expected


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("http:///x", "slashes"),
        ("http://", "host"),
        ("http://.", "host"),
        ("http://?", "host"),
        ("http://:80/", "host"),
        ("http://a b.example/", "blank"),
        ("http://a.example:80x/", "port"),
        ("http://a.example:99999/", "port"),
        ("http://h\\@g.example/", "backslash"),
        ("https:\\\\a.example\\", "backslash"),
        ("http://a\n.example/", "line end"),
        ("http://a.example/\x01", "control"),
        ("http://a..example/", "empty part"),
        (f"http://{'a' * 64}.example/", "63"),
        ("http://[::1", "host"),
        ("http://\ud800/", "half"),
        ("http:a.example", "slashes"),
        ("//a.example/x", "scheme"),
        ("a.example/x", "scheme"),
        ("", "empty"),
    ],
)
def test_a_malformed_address_says_what_is_wrong(written: str, word: str) -> None:
    assert word in error(written)


@pytest.mark.parametrize("written", ["mailto:a@b.example", "javascript:x", "localhost:80/x"])
def test_other_schemes_are_told_apart(written: str) -> None:
    with pytest.raises(UnsupportedScheme):
        parse(written)


@pytest.mark.parametrize(
    ("written", "original", "day"),
    [
        (
            "https://web.archive.org/web/20190329120000/https://a.example/x?y=1",
            "https://a.example/x?y=1",
            date(2019, 3, 29),
        ),
        (
            "http://web.archive.org/web/20190329120000id_/http:/a.example/",
            "http://a.example/",
            date(2019, 3, 29),
        ),
        ("https://web.archive.org/web/2019/a.example/x", "http://a.example/x", None),
        ("https://web.archive.org/web/*/https://a.example/", "https://a.example/", None),
        (
            "https://archive.ph/2019.03.29-120000/https://a.example/",
            "https://a.example/",
            date(2019, 3, 29),
        ),
        (
            "https://arquivo.pt/wayback/20190329120000/https://a.example/",
            "https://a.example/",
            date(2019, 3, 29),
        ),
        (
            "https://webarchive.nationalarchives.gov.uk/ukgwa/20190329120000/https://a.example/",
            "https://a.example/",
            date(2019, 3, 29),
        ),
        (
            "https://wayback.archive-it.org/1068/20190329120000/https%3A%2F%2Fa.example%2Fx",
            "https://a.example/x",
            date(2019, 3, 29),
        ),
        (
            "https://web.archive.org/web/20190329120000if_/https://a.example/",
            "https://a.example/",
            date(2019, 3, 29),
        ),
        ("https://web.archive.org/web/2019*/https://a.example/", "https://a.example/", None),
        ("https://web.archive.org/web/2if_/a.example/x", "http://a.example/x", None),
        ("https://archive.today/newest/https://a.example/", "https://a.example/", None),
        ("https://archive.ph/https://a.example/x?y=1&z=2", "https://a.example/x?y=1&z=2", None),
        ("https://archive.is/?run=1&url=https%3A%2F%2Fa.example%2Fx", "https://a.example/x", None),
        ("https://archive.is/?url=https://a.example/?y=1&z=2", "https://a.example/?y=1&z=2", None),
        (
            "https://ghostarchive.org/archive/20190329120000/https://a.example/",
            "https://a.example/",
            date(2019, 3, 29),
        ),
        (
            "https://www.webcitation.org/query?url=http%3A%2F%2Fa.example%2Fx&date=2009-01-02",
            "http://a.example/x",
            None,
        ),
        (
            "https://www.webcitation.org/5eWaHRbn4?url=https://a.example/",
            "https://a.example/",
            None,
        ),
        (
            "https://megalodon.jp/2019-0329-1200-00/https://a.example:443/",
            "https://a.example/",
            date(2019, 3, 29),
        ),
        (
            "https://timetravel.mementoweb.org/memento/20190329/https://a.example/",
            "https://a.example/",
            date(2019, 3, 29),
        ),
    ],
)
def test_a_web_archive_is_unwrapped(written: str, original: str, day: date | None) -> None:
    address = parse(written)
    assert address.link.url == original
    assert address.link.capture is not None
    assert address.link.capture.day == day
    assert address.link.capture.url == address.parsed


@pytest.mark.parametrize(
    "written",
    [
        "https://archive.ph/AbC12",
        "https://archive.org/details/item",
        "https://web.archive.org/",
        "https://perma.cc/AB12-CD34",
        "https://ghostarchive.org/archive/AbC12",
        "https://www.webcitation.org/5eWaHRbn4",
        "https://archive.ph/submit/?run=1",
    ],
)
def test_an_archive_page_that_hides_its_original_stays_itself(written: str) -> None:
    link = parse(written).link
    assert link.url == written
    assert link.capture is None


def test_an_archived_archive_leads_to_the_original() -> None:
    inner = "https://web.archive.org/web/20150101000000/https://a.example/"
    link = parse(f"https://archive.ph/20190329/{inner}").link
    assert link.url == "https://a.example/"
    assert link.capture is not None
    assert link.capture.archive == "archive.today"


ADDRESSISH = st.text("aZ09.:/?#&=%@[]\\-_ü \t\n;+*!,'()", max_size=40)


@given(
    st.sampled_from(["", "http://", "https://a.example/", "http://a.example?utm_a=1&", "ftp://"]),
    ADDRESSISH,
)
def test_parsing_raises_nothing_else_and_identity_is_idempotent(start: str, rest: str) -> None:
    try:
        link = parse(start + rest).link
    except MalformedAddress:
        return
    assert parse(link.url).link.url == link.url


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_raises_anything_else(written: str, base: str) -> None:
    for given_base in (None, base, f"http://a.example/{base}"):
        try:
            parse(written, given_base)
        except MalformedAddress:
            continue


def vectors(name: str) -> list[dict[str, str | None]]:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    return [item for item in json.loads(path.read_text("utf-8")) if isinstance(item, dict)]


def test_web_platform_tests_agree_where_both_accept() -> None:
    agreed = 0
    for item in vectors("wpt-urltestdata.json"):
        base = item.get("base")
        try:
            address = parse(str(item["input"]), base if base and base.startswith("http") else None)
        except MalformedAddress:
            continue
        copy = address.link.capture is not None
        if item.get("failure") or copy or base or "@" in str(item.get("href")):
            continue
        assert address.parsed == item["href"]
        agreed += 1
    assert agreed > 80


@pytest.mark.parametrize("name", ["wpt-toascii.json", "wpt-IdnaTestV2.json"])
def test_host_names_of_the_web_platform_tests(name: str) -> None:
    agreed = 0
    for item in vectors(name):
        try:
            address = parse(f"https://{item['input']}/x")
        except MalformedAddress:
            continue
        if item["output"] is not None:
            assert address.link.host == item["output"]
            agreed += 1
    assert agreed > 20


_STARTS = ("http://a.example", "HTTPS://A.Example:443", "http://127.1:80", "http://a..example",
           "http://a.example:99999", "https://web.archive.org", "http://xn--.example")  # fmt: skip
_PATHS = ("", "/", "/a/b.html", "/a/../b", "/a/./b", "/a/%2E%2e/b", "/.a/b.", "//a//", "/a%zz",
          "/web/20190304050607/http://o.example/x", "/a|b", "/a;b", "/a'b")  # fmt: skip
_QUERIES = ("", "?", "?a=1", "?utm_source=x", "?a=1&fbclid=2", "?a'b", "?u=http://b.example/", "#f")


@pytest.mark.parametrize("start", _STARTS)
def test_a_common_address_means_what_the_parser_makes_of_it(start: str) -> None:
    """An address with a blank before it is no common one, and means the same."""
    for written in (start + path + query for path in _PATHS for query in _QUERIES):
        assert _meaning(written) == _meaning(f" {written}"), written


def _meaning(written: str) -> object:
    try:
        return parse(written)
    except MalformedAddress as problem:
        return problem.reason
