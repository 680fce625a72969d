"""Dates in addresses: the forms one by one, and on `dated_addresses.txt` as a reader dates them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkassay.urls import DatedPath, Precision, dated_path
from linkassay.urls.dated import _read_url

LINES = (Path(__file__).parent / "dated_addresses.txt").read_text("utf-8").splitlines()
CASES = [line.split() for line in LINES if line and not line.startswith("#")]


def at(path: str) -> str:
    return f"https://a.example{path}"


def told(found: DatedPath | None) -> tuple[str, str]:
    """A dated path as the list writes it."""
    if found is None:
        return "none", "-"
    if found.days is None or found.days.earliest is None:
        return "impossible", found.text.replace("jun", "06").replace("/", "-")
    digits = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[found.precision]
    return found.precision, found.days.earliest.isoformat()[:digits]


def test_there_are_enough_addresses():
    assert len(CASES) >= 250
    assert len({url for _, _, url in CASES}) == len(CASES)


@pytest.mark.parametrize(("precision", "days", "url"), CASES)
def test_an_address_is_dated_as_a_reader_dates_it(precision, days, url):
    assert told(dated_path(url)) == (precision, days)


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


HOSTS = ("a.example", "www.mediapart.fr", "archive.today/newest/https%3A%2F%2Fa.example")


@given(st.sampled_from(HOSTS), st.from_regex(r"\A(/[a-z]{1,3}|/[0-9%3]{1,8}|/-a){1,5}\Z"))
@example("www.mediapart.fr", "/journal/france/090318/le-port")
@example("archive.today/newest/https%3A%2F%2Fa.example", "%2F%32%3019%2F03%2F04%2Fx")
@example("a.example", "/2100/01/01/x")
@example("a.example", "/1990/01/01/x")
def test_no_date_is_overlooked_at_a_glance(host: str, path: str) -> None:
    url = f"https://{host}{path}"
    assert dated_path(url) == _read_url(url)


def test_the_dates_that_a_glance_must_not_overlook_are_there() -> None:
    assert dated_path("https://www.mediapart.fr/journal/france/090318/le-port") is not None
    copy = "https://archive.today/newest/https%3A%2F%2Fa.example"
    assert dated_path(f"{copy}%2F%32%3019%2F03%2F04%2Fx") is not None
