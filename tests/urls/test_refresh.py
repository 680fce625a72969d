"""Where a refresh leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.urls.refresh import MOST_SECONDS, Refresh, refresh_of


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("0; url=/a", Refresh(0, "/a")),
        ("  5\n;\t URL = '/a b' x", Refresh(5, "/a b")),
        ('3,url="/a', Refresh(3, "/a")),
        ("0 /a", Refresh(0, "/a")),
        ("0;/a", Refresh(0, "/a")),
        ("0;'/a'b", Refresh(0, "/a")),
        ("0.9;url=/a", Refresh(0, "/a")),
        (".5;url=/a", Refresh(0, "/a")),
        ("007;url=/a", Refresh(7, "/a")),
        ("0;url=https://a.example/?url=b", Refresh(0, "https://a.example/?url=b")),
        ("0;us/page.html", Refresh(0, "us/page.html")),
        ("0;url/page.html", Refresh(0, "url/page.html")),
        ("300", Refresh(300)),
        ("0;", Refresh(0)),
        ("0;url=", Refresh(0)),
        ("0;url=''", Refresh(0)),
        ("9" * 5_000, Refresh(10**6)),
        ("", None),
        ("url=/a", None),
        ("5x;url=/a", None),
        ("-1;url=/a", None),
        ("five;url=/a", None),
    ],
)
def test_a_value_is_read_as_browsers_read_it(value: str, found: Refresh | None) -> None:
    assert refresh_of(value) == found


def test_a_page_that_stays_for_long_leads_nowhere() -> None:
    assert Refresh(MOST_SECONDS, "/a").leads_to == "/a"
    assert Refresh(MOST_SECONDS + 1, "/a").leads_to is None


@given(st.text("0123456789.;, \nurlURL='\"/a", max_size=40))
def test_no_value_raises(value: str) -> None:
    found = refresh_of(value)
    assert found is None or found.address is None or found.address in value
