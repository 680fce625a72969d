"""Addresses taken apart: the quick way and the parser say the same."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkassay.fetch import target
from linkassay.fetch.errors import FetchError
from linkassay.fetch.target import Target, target_of

PLAIN = {
    "http://a.test/": Target("http", "a.test", 80, "/"),
    "https://www.example.org/a/b.html?q=1&r=%zz#part": Target(
        "https", "www.example.org", 443, "/a/b.html?q=1&r=%zz"
    ),
    "http://127.0.0.1:8080/p/1": Target("http", "127.0.0.1", 8080, "/p/1"),
    "http://a.test:80//x//?": Target("http", "a.test", 80, "//x//?"),
    "https://ab--c.test:65535/it's/%C3%A9": Target("https", "ab--c.test", 65535, "/it's/%C3%A9"),
}

NOT_PLAIN = [
    "http://A.test/",
    "http://a.test",
    "http://a.test./",
    "http://user@a.test/",
    "http://xn--n3h.test/",
    "http://a.xn--p1ai/",
    "http://1.2.3/",
    "http://01.2.3.4/",
    "http://256.1.1.1/",
    "http://a.0x7f/",
    "http://a.1/",
    "http://-a.test/",
    "http://a.test:0/",
    "http://a.test:080/",
    "http://a.test:65536/",
    "http://a.test/../x",
    "http://a.test/b/./x",
    "http://a.test/b/%2e%2E/x",
    "http://a.test/b/%2E/x",
    "http://a.test/é",
    "http://a.test/ x",
    "http://a.test/x|y",
    "http://a.test/?it's",
    "http://a.test/?é",
    "http://a.test/x\n",
    "http://a.test/#\x01",
    "http://a.test\\x/",
    "http://[::1]/",
    "ftp://a.test/",
    f"http://{'a' * 64}.test/",
    f"http://{'.'.join(['a' * 63] * 4)}/x",
]

HOSTS = st.text(alphabet="abx019-.nA_", min_size=1, max_size=12)
IPV4 = st.lists(st.integers(0, 300), min_size=3, max_size=5).map(
    lambda numbers: ".".join(map(str, numbers))
)
LETTERS = "ab/.?#&=%2eEF'\"~!$()*+,;:@|^`{}[]<>\\_- "
RESTS = st.text(alphabet=LETTERS, max_size=15)
PORTS = st.one_of(st.just(""), st.integers(0, 70_000).map(lambda port: f":{port}"))
ADDRESSES = st.builds(
    lambda scheme, host, port, rest: f"{scheme}://{host}{port}/{rest}",
    st.sampled_from(["http", "https", "HTTP"]),
    st.one_of(HOSTS, IPV4),
    PORTS,
    RESTS,
)


@pytest.mark.parametrize("url", PLAIN)
def test_plain_addresses_are_taken_apart_at_once(url):
    assert target._plain(url) == target._parsed(url) == target_of(url) == PLAIN[url]


@pytest.mark.parametrize("url", NOT_PLAIN)
def test_what_is_to_be_understood_goes_to_the_parser(url):
    assert target._plain(url) is None


@given(ADDRESSES)
@example("http://a.test/%2f..%2f")
@example("http://xn.test/xn--/..a/a../...")
def test_both_ways_say_the_same(url):
    quick = target._plain(url)
    if quick is None:
        return
    try:
        assert quick == target._parsed(url)
    except FetchError as error:
        raise AssertionError(f"{url}: {error}") from error


@pytest.mark.parametrize("url", ["http://a..test/", "mailto:a@b.test", "http:///x", ""])
def test_what_cannot_be_asked_is_refused(url):
    with pytest.raises(FetchError):
        target_of(url)
