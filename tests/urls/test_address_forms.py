"""The forms of outlets' addresses: how they are read, and one address for each in the tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.tables.outlets import outlet_named, outlets
from linkassay.urls import AddressForm, address_form, dated_path

LINES = (Path(__file__).parent / "outlet_addresses.txt").read_text("utf-8").splitlines()
ADDRESSES = [tuple(line.split(" | ")) for line in LINES if not line.startswith("#")]
FORMS = [(row, address_form(form)) for row in outlets() for form in row.forms]


def fits(form: AddressForm, path: str) -> bool:
    return form.read(path) is not None


@pytest.mark.parametrize(
    ("form", "path", "expected"),
    [
        ("/<year>/<month>/<day>/<slug>", "/news/2019/3/9/a-title/", True),
        ("/<year>/<month>/<day>/<slug>", "/2019/03/29/12345", False),
        ("/<year>/<month>/<day>/<slug>", "/2019/03/29", False),
        ("/<year>/<mon>/<day>/<slug>", "/world/2019/mar/29/a-title", True),
        ("/<year>/<mon>/<day>/<slug>", "/world/2019/03/29/a-title", False),
        ("/<slug>-a<number>", "/a-title-a61241", True),
        ("/<slug>-a<number>", "/a-title", False),
        ("/<slug>-a<number>", "/-a61241", False),
        ("/<slug>-<hex>", "/a-title-0a1b2c3d", True),
        ("/<slug>-<hex>", "/a-title-0a1b2c", False),
        ("/<year><month><day>/<slug>", "/20190329/a-title", True),
        ("/<year><month><day>/<slug>", "/2019329/a-title", False),
        ("/<year>/<sections>/<slug>.html", "/2019/a/b/c/title.html", True),
        ("/<year>/<sections>/<slug>.html", "/2019/title.html", False),
        ("/x/<sections>", "/a/x/b/c", True),
        ("/a.b/<slug>", "/aXb/title", False),
    ],
)
def test_a_form_fits_the_end_of_a_path(form, path, expected):
    assert fits(address_form(form), path) is expected


@pytest.mark.parametrize("form", ["", "<slug>", "/<nothing>", "/<sections>/<slug>/<sections>"])
def test_what_is_no_form_is_refused(form):
    with pytest.raises(ValueError, match="form"):
        address_form(form)


@pytest.mark.parametrize(
    ("form", "ending"),
    [
        ("/<year>/<month>/<day>/<slug>-a<number>", "-a<number>"),
        ("/<slug>_<number>_<number>.html", "_<number>_<number>.html"),
        ("/<slug>/a-<number>", "/a-<number>"),
        ("/<year>/<month>/<slug>.html", None),
        ("/<slug>-<year><month><day>", None),
        ("/article<number>.html", None),
    ],
)
def test_the_ending_is_what_tells_articles_apart(form, ending):
    assert address_form(form).ending == ending


def test_every_form_has_its_address():
    missing = [
        (row.name, form.written)
        for row, form in FORMS
        if not any(name == row.name and fits(form, path) for name, path in ADDRESSES)
    ]
    assert missing == []
    assert len({row.name for row, _ in FORMS}) >= 40


@pytest.mark.parametrize(("name", "path"), ADDRESSES)
def test_an_address_fits_its_outlet_and_carries_the_date_that_the_form_says(name, path):
    row = outlet_named(name)
    assert row is not None
    forms = [form for form in map(address_form, row.forms) if fits(form, path)]
    assert forms
    dated = [form for form in forms if form.is_dated]
    found = dated_path(f"https://www.{row.hosts[0]}{path}")
    assert (found is not None) == bool(dated)
    if found is not None:
        assert found.days is not None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://www.lefigaro.fr/politique/le-port-20191014", date(2019, 10, 14)),
        ("https://www.lepoint.fr/politique/le-port-02-03-2019-2304000_20.php", date(2019, 3, 2)),
        ("https://www.mediapart.fr/journal/france/290319/le-port", date(2019, 3, 29)),
        ("https://www.rbc.ru/politics/02/03/2019/5c9e0a1b9a79470000000000", date(2019, 3, 2)),
        ("https://www.smh.com.au/world/harbour-20190329-p518xy.html", date(2019, 3, 29)),
        ("https://insideclimatenews.org/news/02032019/harbour", date(2019, 3, 2)),
    ],
)
def test_an_outlet_s_own_form_goes_before_all(url, day):
    found = dated_path(url)
    assert found is not None
    assert found.days is not None
    assert (found.days.earliest, found.days.latest) == (day, day)
    assert found.text in url
    other = dated_path(f"https://a.example/{url.partition('://')[2].partition('/')[2]}")
    assert other is None or other.days != found.days


@given(st.text(max_size=40), st.sampled_from([form for _, form in FORMS]))
def test_any_path_may_be_held_against_any_form(path, form):
    form.read(path)
