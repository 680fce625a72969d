import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.urls import (
    article_id,
    dated_path,
    is_home,
    registrable,
    same_site,
    slug,
    slugify,
)


def at(path: str) -> str:
    return f"https://a.example{path}"


@given(st.text(max_size=40))
def test_any_text_may_be_asked(text: str) -> None:
    for ask in (dated_path, slug, article_id, is_home, registrable, slugify):
        ask(text)
        ask("https://a.example/" + text)
    same_site(text, "https://" + text)


@pytest.mark.parametrize(
    ("path", "name", "suffix"),
    [
        ("/2018/04/23/a-title-of-words-a61241", "a-title-of-words", "-a61241"),
        ("/a-title-12345678.html", "a-title", "-12345678"),
        ("/a-title-of-2019/", "a-title-of-2019", None),
        ("/a_title.php?x=1", "a_title", None),
        ("/some-title/12345", "some-title", "/12345"),
        ("/some-title/index.html", "some-title", None),
        ("/caf%C3%A9-news", "café-news", None),
        ("/news/12345", None, None),
        ("/world/a-title-idUSKBN1X12AB", "a-title", "-idUSKBN1X12AB"),
        ("/planet/a-title_4410101_3244.html", "a-title", "_4410101_3244"),
        (
            "/a-title-0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f",
            "a-title",
            "-0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f",
        ),
        ("/a-title-rcna123021", "a-title", "-rcna123021"),
        ("/a-title-ideology", "a-title-ideology", None),
        ("/2019/03/29/", None, None),
        ("/", None, None),
        ("/venezuela", "venezuela", None),
    ],
)
def test_slugs_and_their_ids(path: str, name: str | None, suffix: str | None) -> None:
    assert slug(at(path)) == name
    found = article_id(at(path))
    assert (found.text if found else None) == suffix


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Russia’s Move Sparks U.S. Backlash", "russias-move-sparks-us-backlash"),
        ("The 'Specialists' – Governed by\nAccord", "the-specialists-governed-by-accord"),
        ("Ça va, U.S.-led Über?", "ca-va-us-led-uber"),
        ("Песок заносит бухту", "pesok-zanosit-bukhtu"),
        ("Щит и ёлка: съёмка", "shchit-i-elka-semka"),
        ("…", ""),
    ],
)
def test_titles_become_slugs(title: str, expected: str) -> None:
    assert slugify(title) == expected


@pytest.mark.parametrize(
    ("path", "home"),
    [
        ("", True),
        ("/", True),
        ("/en/", True),
        ("/en-us", True),
        ("/DE", True),
        ("/fr/index.html", True),
        ("/ok", False),
        ("/xx/", False),
        ("/enindex.html", False),
        ("/index.html", True),
        ("/#x", True),
        ("/?p=1", False),
        ("/news", False),
        ("/index.html/x", False),
    ],
)
def test_front_pages(path: str, home: bool) -> None:
    assert is_home(at(path)) is home


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("WWW.A.Example.", "a.example"),
        ("x.y.github.io", "y.github.io"),
        ("www.президент.рф", "xn--d1abbgf6aiiy.xn--p1ai"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "[::1]"),
        ("co.uk", "co.uk"),
        ("localhost", "localhost"),
    ],
)
def test_registrable_domains(host: str, domain: str) -> None:
    assert registrable(host) == domain


def test_one_site_or_two() -> None:
    assert same_site("https://www.a.example/x", "http://m.a.example/")
    assert not same_site("https://a.github.io/", "https://b.github.io/")
