from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.urls import (
    dated_path,
    id_suffix,
    is_home,
    registrable,
    same_site,
    slug,
    slugify,
)


def at(path: str) -> str:
    return f"https://a.example{path}"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2019/03/29/title", date(2019, 3, 29)),
        ("/news/2019/3/9/title", date(2019, 3, 9)),
        ("/2019/mar/29/title", date(2019, 3, 29)),
        ("/2019/September/09/", date(2019, 9, 9)),
        ("/view/articles/2011-05-24/title", date(2011, 5, 24)),
        ("/title-2019-03-29-more.html", date(2019, 3, 29)),
        ("/2019_03_29/x", date(2019, 3, 29)),
        ("/story-20190329.html", date(2019, 3, 29)),
        ("/20190329/x", date(2019, 3, 29)),
        ("/2020/02/29/x", date(2020, 2, 29)),
    ],
)
def test_days_in_paths(path: str, day: date) -> None:
    found = dated_path(at(path))
    assert found is not None
    assert found.precision == "day"
    assert found.days is not None
    assert (found.days.earliest, found.days.latest) == (day, day)
    assert found.text in path


@pytest.mark.parametrize(
    ("path", "precision"),
    [
        ("/2023/10/3-fragen-an", "month"),
        ("/2019/03/", "month"),
        ("/2019-03/x", "month"),
        ("/2019/3/x", "year"),
        ("/law/2019/123", "year"),
        ("/2019/45/x", "year"),
        ("/2019/45/12/x", "year"),
        ("/2019/", "year"),
    ],
)
def test_less_than_a_day(path: str, precision: str) -> None:
    found = dated_path(at(path))
    assert found is not None
    assert found.precision == precision
    assert found.error is None


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/a/20190329123",
        "/a/12019-03-29",
        "/CVE-2019-1234",
        "/v/2019.03.29",
        "/1989/03/29/x",
        "/2101/03/29/x",
        "/report-2019/x",
        "/2019-13-01-x",
        "/x?day=2019/03/29/",
        "/x#/2019/03/29/",
        "/id/20190329-12ab-4def-8000-0123456789ab",
        "/iso/8601",
    ],
)
def test_what_only_looks_like_a_date(path: str) -> None:
    assert dated_path(at(path)) is None


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/2019/02/30/x", "February 2019 has no day 30"),
        ("/2019/13/45/x", "there is no month 13"),
        ("/2019/04/31", "April 2019 has no day 31"),
    ],
)
def test_days_that_no_calendar_has(path: str, error: str) -> None:
    found = dated_path(at(path))
    assert found is not None
    assert (found.days, found.error) == (None, error)


@pytest.mark.parametrize("path", ["/2019/25/03/title", "/news/2019/31/12/", "/2019/13/01/x"])
def test_a_day_before_its_month_is_not_an_impossible_date(path: str) -> None:
    found = dated_path(at(path))
    assert found is not None
    assert (found.precision, found.error) == ("year", None)


def test_the_stamp_of_an_archive_dates_nothing() -> None:
    copy = "https://web.archive.org/web/20190329/https://a.example/"
    assert dated_path(copy + "x") is None
    found = dated_path(copy + "2018/01/02/x")
    assert found is not None
    assert found.text == "2018/01/02"


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for form in ("/%Y/%m/%d/x", "/x-%Y-%m-%d", "/%Y%m%d/x", "/%Y/%b/%d/x"):
        found = dated_path(at(day.strftime(form)))
        assert found is not None
        assert found.days is not None
        assert found.days.earliest == day == found.days.latest


@given(st.text(max_size=40))
def test_any_text_may_be_asked(text: str) -> None:
    for ask in (dated_path, slug, id_suffix, is_home, registrable, slugify):
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
        ("/some-title/12345", "some-title", None),
        ("/some-title/index.html", "some-title", None),
        ("/caf%C3%A9-news", "café-news", None),
        ("/news/12345", None, None),
        ("/2019/03/29/", None, None),
        ("/", None, None),
        ("/venezuela", "venezuela", None),
    ],
)
def test_slugs_and_their_ids(path: str, name: str | None, suffix: str | None) -> None:
    assert slug(at(path)) == name
    assert id_suffix(at(path)) == suffix


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Russia’s Move Sparks U.S. Backlash", "russias-move-sparks-us-backlash"),
        ("The 'Specialists' – Governed by\nAccord", "the-specialists-governed-by-accord"),
        ("Ça va, U.S.-led Über?", "ca-va-us-led-uber"),
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
