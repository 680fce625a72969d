"""A name beside a cited one that cannot exist."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.urls import parse, sibling
from linkassay.urls.secrets import has_secret

DAY = date(2026, 3, 4)
HOST = "https://paper.example"


def _of(path: str, day: date = DAY) -> str | None:
    return sibling(HOST + path, day)


# What must be left of the path where the name is replaced; `#` stands for digits, `~` for letters.
SHAPES = [
    ("/news/a-long-title-of-words", r"/news/~-~-~-~"),
    ("/news/one", r"/news/~"),
    ("/news/a-title/", r"/news/~-~-~-~/"),
    ("/news/A_Title_Of_Words", r"/news/[A-Z]~_~_~_~"),
    ("/news/two+words.html", r"/news/~%2B~%2B~%2B~.html"),
    ("/news/a-title-12345.html", r"/news/~-~-~-~-#{10}.html"),
    ("/news/12345-a-title", r"/news/#{10}-~-~-~-~"),
    ("/news/a-title-a61241", r"/news/~-~-~-~-a#{10}"),
    ("/news/a-title,12345,x.html", r"/news/~-~-~-~,#{10},~.html"),
    ("/p/123", r"/p/#{10}"),
    ("/status/1093847561029384756", r"/status/#{19}"),
    ("/2019/03/29/a-title", r"/2019/03/29/~-~-~-~"),
    ("/files/report.pdf", r"/files/~.pdf"),
    ("/topic/index.html", r"/~/index.html"),
    ("/news/a-title/amp/", r"/news/~-~-~-~/amp/"),
    ("/@name", r"/@~"),
    ("/old/page.php", r"/old/~.php"),
    ("/wiki/%D0%9C%D0%BE%D1%81%D0%BA%D0%B2%D0%B0", r"/wiki/[A-Z]~"),
    ("/questions/11227809/why-is-it-so", r"/questions/#{10}/~-~-~-~"),
    ("/why-is-it-so/11227809", r"/~-~-~-~/#{10}"),
    ("/r/x/comments/1ab2c3/a_title/", r"/r/x/comments/[a-z0-9]{25}/~_~_~_~/"),
    ("/?p=123", r"/\?p=#{10}"),
    ("/index.php?id=12&lang=de", r"/index.php\?id=#{10}&lang=de"),
    ("/view.asp?lang=de&newsid=a-title", r"/view.asp\?lang=de&newsid=~-~-~-~"),
    ("/watch?v=dQw4w9WgXcQ", r"/watch\?v=[a-z0-9]{25}"),
    ("/a-title?page=2", r"/~-~-~-~"),
    ("/show.php?lang=de", r"/~.php"),
]


@pytest.mark.parametrize(("path", "expected"), SHAPES, ids=[path for path, _ in SHAPES])
def test_shape_and_place_are_kept_and_the_name_is_not(path: str, expected: str) -> None:
    found = _of(path)
    assert found is not None
    pattern = expected.replace(".", r"\.").replace("~", "[a-z]+").replace("#", "[0-9]")
    assert re.fullmatch(re.escape(HOST) + pattern, found), found


def test_a_uuid_stays_one() -> None:
    found = _of("/item/550e8400-e29b-41d4-a716-446655440000")
    assert found is not None
    assert re.fullmatch(r".*/item/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-\w{12}", found)


@pytest.mark.parametrize(
    "url",
    [
        "https://paper.example/",
        "https://paper.example",
        "https://paper.example/index.html",
        "https://paper.example/en/",
        "https://paper.example/s/REDACTED-0123456789",
        "https://paper.example/s?key=REDACTED",
        "ftp://paper.example/a-file",
        "https://web.archive.org/web/20190101000000/http://paper.example/a-title",
        "https://[broken/a",
        "",
    ],
)
def test_where_nothing_stands_beside_there_is_no_sibling(url: str) -> None:
    assert sibling(url, DAY) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/news/a-long-title-of-words", "/news/another-title"),
        ("/news/a-title-12345", "/news/other-words-here-99999"),
        ("/p/1", "/p/123456"),
        ("/?p=1", "/?p=987"),
        ("/questions/11227809/why-is-it-so", "/questions/1122/how-come"),
        ("/files/a.pdf", "/files/b.pdf"),
    ],
)
def test_links_of_one_directory_share_it(one: str, other: str) -> None:
    assert _of(one) == _of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/news/a-title", "/sport/a-title"),
        ("/news/a-title", "/news/a-title/"),
        ("/news/a-title", "/news/a-title.html"),
        ("/news/a-title", "/news/12345"),
        ("/a.php?id=1&lang=de", "/a.php?id=1&lang=en"),
    ],
)
def test_other_places_and_shapes_have_their_own(one: str, other: str) -> None:
    assert _of(one) != _of(other)


def test_each_day_has_its_own() -> None:
    assert _of("/news/a-title") != _of("/news/a-title", date(2026, 3, 5))


SEGMENT = st.text(st.sampled_from("abcXYZ019-_.,~+%éжあ/?&=@;:!'()"), max_size=40)


@given(SEGMENT)
def test_it_is_an_address_of_its_own_and_holds_no_secret(path: str) -> None:
    """Of any address, the sibling is its own identity, on the same host, and another address."""
    cited = parse(f"{HOST}/{path}").link.url
    found = sibling(cited, DAY)
    if found is not None:
        assert parse(found).link.url == found
        assert urlsplit(found)[:2] == urlsplit(cited)[:2]
        assert found != cited
        assert not has_secret(found)
