"""Secrets in addresses: gone wherever they stand, and nothing else touched."""

from __future__ import annotations

import string
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.tables.secrets import by_name
from linkassay.urls.secrets import cut, cut_text, has_secret, secret_values, without

KEY = b"a key of this test"
KEYS = pytest.mark.parametrize("key", [None, KEY], ids=["without a key", "with a key"])


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://user:hunter2@h.example/x", "https://h.example/x"),
        ("https://user@h.example/x", "https://h.example/x"),
        ("https://:hunter2@h.example:8443/", "https://h.example:8443/"),
        ("https://us:er:p@ss@h.example/", "https://h.example/"),
        ("https://user:my pass@h.example/", "https://h.example/"),
        ("//user:hunter2@h.example/x", "//h.example/x"),
        ("postgres://user:hunter2@h.example/x", "postgres://h.example/x"),
        ("http://u:p@[::1]:80/@x", "http://[::1]:80/@x"),
        ("  https://user:hunter2@h.example/", "  https://h.example/"),
        ("https:user:hunter2@h.example/", "https:h.example/"),
        ("http:/user:hunter2@h.example/", "http:/h.example/"),
        ("http:\\\\user:hunter2@h.example/", "http:\\\\h.example/"),
        ("http://user:hunt/er2@h.example/", "http://h.example/"),
        ("http://user:hunt#er2@h.example/", "http://h.example/"),
        ("http://user:hunter2%40h.example/", "http://h.example/"),
        ("http://user:hunter2\\@h.example/", "http://h.example/"),
        ("http://user:hunter2@", "http://"),
        ("http://user:hunter2@ba d.example/", "http://ba d.example/"),
        ("user:hunter2@www.h.example/x", "www.h.example/x"),
        (
            "https://web.example/web/2020/https://u:p@h.example/",
            "https://web.example/web/2020/https://h.example/",
        ),
    ],
)
@KEYS
def test_user_name_and_password_are_removed(url: str, plain: str, key: bytes | None):
    assert cut(url, key) == plain


@pytest.mark.parametrize(
    "url",
    [
        "https://medium.example/@writer/story",
        "https://h.example:8080/@x",
        "https://h.example/?q=a@b.example",
        "https://h.example/x@2.0/y?a=b",
        "mailto:a.reader@mail.example",
        "Contact:reader@mail.example",
        "git@h.example:group/project.git",
        "/@writer",
        "#@x",
    ],
)
def test_an_at_sign_that_ends_no_user_name_stays(url: str):
    assert cut(url) is url or cut(url) == url
    assert not has_secret(url)


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://h.example/?token=abc123", "https://h.example/?token=REDACTED"),
        ("https://h.example/?a=1&TOKEN=abc123&b=2", "https://h.example/?a=1&TOKEN=REDACTED&b=2"),
        ("https://h.example/?%74oken=abc123", "https://h.example/?%74oken=REDACTED"),
        ("https://h.example/?a=1&amp;token=abc123&amp;b", "https://h.example/?a=1&amp;token=REDACTED&amp;b"),
        ("https://h.example/?a=1;token=abc123", "https://h.example/?a=1;token=REDACTED"),
        ("https://h.example/?a=1?token=abc123", "https://h.example/?a=1?token=REDACTED"),
        ("https://h.example/a&token=abc123", "https://h.example/a&token=REDACTED"),
        ("?api\\_key=abc123&x=1", "?api\\_key=REDACTED&x=1"),
        ("?a=1&#38;token=abc123", "?a=1&#38;token=REDACTED"),
        ("?token=abc123", "?token=REDACTED"),
        ("/x?api-key=k#y", "/x?api-key=REDACTED#y"),
        ("token=abc/123==", "token=REDACTED"),
        ("?http://token=/reset/&u:p@", "?http://"),
        ("https://h.example/#access_token=abc&b=2", "https://h.example/#access_token=REDACTED&b=2"),
        ("https://h.example/#/login?token=abc123", "https://h.example/#/login?token=REDACTED"),
        ("https://h.example/a;jsessionid=A1!2?b=2", "https://h.example/a;jsessionid=REDACTED?b=2"),
        ("https://h.example/a;v=1;jsessionid=A1/b", "https://h.example/a;v=1;jsessionid=REDACTED/b"),
        ("https://h.example/?user[password]=x", "https://h.example/?user[password]=REDACTED"),
        ("https://h.example/%3Ftoken%3Dabc123/x", "https://h.example/%3Ftoken%3DREDACTED/x"),
        ("http://h h?token=abc123", "http://h h?token=REDACTED"),
        ("https://h.example/reset/Mw/cbx1-4f9a8b7c6d5e4f3a2b1c/", "https://h.example/reset/Mw/REDACTED/"),
    ],
)  # fmt: skip
def test_a_listed_value_is_cut_wherever_a_pair_can_stand(url: str, plain: str):
    assert cut(url) == plain


def test_an_address_in_a_value_is_looked_into():
    inner = quote("https://u:p@h.example/?token=abc123&a=1", safe="")
    deeper = quote(f"https://g.example/?next={inner}", safe="")
    assert cut(f"/login?next={inner}&b=2") == (
        "/login?next=" + quote("https://h.example/?token=REDACTED&a=1", safe="") + "&b=2"
    )
    assert "abc123" not in cut(f"/login?next={deeper}")
    hook = quote("https://hooks.slack.com/services/T00000000/B00000000/abcdefgh1234", safe="")
    assert "abcdefgh1234" not in cut(f"/go?to={hook}")


@pytest.mark.parametrize(
    "url",
    [
        "https://h.example/?session=3",
        "https://h.example/?session=2019-annual-meeting",
        "https://h.example/?key=12",
        "https://h.example/?key=population-2019",
        "https://h.example/?code=94016&country=us",
        "https://h.example/?state=CA&code=94016",
        "https://h.example/?token=0xdAC17F958D2ee523a2206206994597C13D831ec7",
        "https://docs.google.com/spreadsheet/ccc?key=0AkLmn0pqRsT123456789012",
        "https://h.example/?page_token=abcdef123456",
        "https://h.example/?keyword=token&id=123456789abc",
        "https://h.example/?pin=560001&Expires=1700000000",
        "https://h.example/reset/how-to-reset-windows-10",
        "https://h.example/invite/covid19-press-conference",
        "https://h.example/2019/03/29/russias-us-deal-a65028",
        "https://h.example/a%20b?q=%C3%A9t%C3%A9&r=%3D",
        "https://h.example/?token=",
        "https://h.example/?token",
        "",
        "%",
        "=",
        "?",
    ],
)
@KEYS
def test_a_page_is_not_taken_for_a_secret(url: str, key: bytes | None):
    assert cut(url, key) == url
    assert cut_text(url, key) == url
    assert secret_values(url) == ()


def test_with_a_key_two_secrets_are_two_addresses_and_without_they_are_one():
    one, two = "https://h.example/?token=abc123", "https://h.example/?token=abc124"
    assert cut(one) == cut(two)
    assert cut(one, KEY) != cut(two, KEY)
    assert cut(one, KEY) != cut(one, b"another key")
    assert cut(one, KEY).startswith("https://h.example/?token=REDACTED-")
    assert cut("https://a:b@h.example/", KEY) == cut("https://c:d@h.example/", KEY)


def test_two_spellings_of_one_secret_have_one_mark():
    assert cut("https://h.example/?token=abc%31%3223", KEY) == cut(
        "https://h.example/?token=abc1223", KEY
    )


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("See (https://u:p@h.example/).", "See (https://h.example/)."),
        (
            "See https://h.example/?token=abc123, then",
            "See https://h.example/?token=REDACTED, then",
        ),
        ("[x](https://h.example/?sig=a1b2c3d4)", "[x](https://h.example/?sig=REDACTED)"),
        (
            "[https://a:b@h.example](https://a:b@h.example)",
            "[https://h.example](https://h.example)",
        ),
        ("wrapped &\ntoken=abc123 and on", "wrapped &\ntoken=REDACTED and on"),
        ("the key AKIAIOSFODNN7EXAMPLE leaked", "the key REDACTED leaked"),
        ("at user:hunter2@www.h.example/x", "at www.h.example/x"),
        ("a@b.example = c; 5% & more?", "a@b.example = c; 5% & more?"),
        ("GET /x?password=a(b)c failed", "GET /x?password=REDACTED failed"),
    ],
)
def test_running_text_is_cut_and_its_other_characters_stay(text: str, plain: str):
    assert cut_text(text) == plain
    assert cut_text(plain) == plain


def test_the_values_are_told_as_written_decoded_and_encoded():
    found = secret_values("https://user:hunt%40er2@h.example/?token=abc/123&page=4")
    assert {"hunt%40er2", "hunt@er2", "abc/123", "abc%2F123"} <= set(found)
    assert not {"user", "4"} & set(found)
    assert secret_values("https://user@h.example/") == ()


def test_values_are_removed_from_other_texts():
    assert without("no answer for abc%2F123 (abc/123)", ("abc/123", "abc%2F123")) == (
        "no answer for REDACTED (REDACTED)"
    )
    assert without("a cat", ("a",)) == "a cat", "short values would take innocent words along"
    assert without("REDACTED", ("REDACTED",)) == "REDACTED"


names = st.sampled_from(sorted(set(by_name()) - {"code", "state"}))
tokens = st.text(string.ascii_letters + string.digits, min_size=10, max_size=30).map(
    lambda text: f"zq7{text}9Kx4Wd8Ye3Uv6"
)
hashes = st.text("0123456789abcdef", min_size=32, max_size=40)
words = st.text(string.ascii_lowercase, min_size=1, max_size=8)
plain_words = words.filter(lambda word: word not in by_name())


@st.composite
def planted(draw: st.DrawFn) -> tuple[str, list[str]]:
    """An address and the secrets in it."""
    put: list[str] = []

    def secret(name: str) -> str:
        value = draw(hashes if name in ("s", "h", "hash", "appid") else tokens)
        put.append(value)
        return quote(value, safe="") if draw(st.booleans()) else value

    def pairs() -> str:
        chosen = draw(st.lists(names, max_size=2))
        harmless = [f"{word}={word}" for word in draw(st.lists(plain_words, max_size=2))]
        return "&".join(draw(st.permutations([f"{n}={secret(n)}" for n in chosen] + harmless)))

    scheme = draw(st.sampled_from(["https://", "http:", "//", "http:///", "ftp://", "HTTP:\\\\"]))
    info = f"{draw(words)}:{secret('password')}@" if draw(st.booleans()) else ""
    path = draw(st.sampled_from(["/", "", "/a/b", "/a;jsessionid=" + secret("jsessionid"), "/é"]))
    host = draw(
        st.sampled_from(["h.example", "[::1]", "h .example", "h.example:99999", "é.example"])
    )
    return f"{scheme}{info}{host}{path}?{pairs()}#{pairs()}", put


@given(planted(), st.sampled_from([None, KEY]))
def test_no_planted_secret_is_left_and_cutting_again_changes_nothing(
    made: tuple[str, list[str]], key: bytes | None
):
    url, put = made
    plain = cut(url, key)
    assert not [value for value in put if value in plain]
    assert cut(plain, key) == plain
    assert cut(plain) == plain
    text = f"He wrote ({url.replace(' ', '')}), then left."
    assert not [value for value in put if value in cut_text(text, key)]


@given(st.text(st.sampled_from("ab:/\\?#@&;=%.-_[]() \n") | st.characters(), max_size=60))
def test_any_text_is_cut_without_an_error_and_only_once(text: str):
    for key in (None, KEY):
        for by in (cut, cut_text):
            plain = by(text, key)
            assert by(plain, key) == plain
    secret_values(text)


PIECES = [
    "token=",
    "abc123",
    "http://",
    "u:p@",
    "/reset/",
    "%3D",
    "%2540",
    "&",
    "?",
    "#",
    ";",
    "=",
    "/",
    "jwt",
    "REDACTED",
    "-0123456789",
    "](",
    ")",
    "sid=",
    "eyJ",
]


@given(st.lists(st.sampled_from([*PIECES, "a b"]), max_size=12))
def test_pieces_of_addresses_in_any_order_are_cut_only_once(pieces: list[str]):
    text = "".join(pieces)
    for key in (None, KEY):
        for by in (cut, cut_text):
            plain = by(text, key)
            assert by(plain, key) == plain


@given(st.lists(plain_words, max_size=4), st.lists(st.tuples(plain_words, words), max_size=3))
def test_an_address_without_listed_names_comes_back_as_it_is(
    path: list[str], pairs: list[tuple[str, str]]
):
    query = "&".join(f"{name}={value}" for name, value in pairs)
    url = f"https://h.example/{'/'.join(path)}?{query}"
    assert cut(url) == url
    assert not has_secret(url)


REPEATED = [
    "http:",
    "a.",
    "=",
    "@",
    "%",
    ")",
    "eyJ-",
    "-eyJaaaaaa.",
    "/reset/",
    "aB1-",
    "&a",
    "http://",
    "user:",
    "](",
    ";a",
]


@pytest.mark.parametrize("piece", REPEATED)
def test_hostile_repetition_ends(piece: str):
    """Linear: 200,000 characters of it are cut before anybody has to wait."""
    text = piece * (200_000 // len(piece))
    assert cut(cut(text)) == cut(text)
    assert isinstance(cut_text(text), str)
