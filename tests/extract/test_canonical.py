"""The address on another site that a page names as its own."""

from __future__ import annotations

import pytest

from linkassay.extract import extract
from linkassay.model import Attribution, CreditClass, Source

HERE = "https://www.inlandherald.com/a"
THERE = "https://www.harbourcourier.com/a"


def elsewhere(head: str, locator: str = HERE) -> list[Attribution]:
    (reading,) = extract(Source(locator, f"{head}<p>Text.</p>".encode(), "text/html"))
    return [item for item in reading.attributions if item.credit is CreditClass.CANONICAL]


def canonical(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


def shared(address: str) -> str:
    return f'<meta property="og:url" content="{address}">'


@pytest.mark.parametrize("head", [canonical(THERE), shared(THERE), canonical(THERE) + shared(HERE)])
def test_an_address_on_another_site_is_a_credit(head: str) -> None:
    (credit,) = elsewhere(head)
    assert (credit.outlet, credit.links) == ("www.harbourcourier.com", (THERE,))
    assert credit.source in ("canonical", "og:url")
    assert credit.span.line == 1


def test_the_outlet_is_named_where_its_host_is_known() -> None:
    (credit,) = elsewhere(canonical("https://www.reuters.com/a"))
    assert credit.outlet == "Reuters"


@pytest.mark.parametrize(
    "head",
    [
        canonical(HERE),
        canonical("https://m.inlandherald.com/a"),
        canonical("/b"),
        canonical("//www.inlandherald.com/a"),
        canonical(HERE) + shared(THERE),
        canonical(THERE) + canonical(HERE),
        canonical("https://192.0.2.7/a"),
        canonical("https://staging.internal/a"),
        canonical("https://.example.com/a"),
        canonical("https%3A%2F%2Fwww.harbourcourier.com%2Fa"),
        canonical("mailto:desk@harbourcourier.com"),
    ],
)
def test_what_names_no_other_site_is_no_credit(head: str) -> None:
    assert elsewhere(head) == []


@pytest.mark.parametrize(
    "locator",
    [
        "a.html",
        f"https://web.archive.org/web/20190329000000/{THERE}",
        "https://harbourcourier.com/",
    ],
)
def test_a_page_on_disk_and_an_archived_copy_are_not_elsewhere(locator: str) -> None:
    assert elsewhere(canonical(THERE), locator) == []


def test_two_domains_of_one_outlet_are_one_site() -> None:
    assert elsewhere(canonical("https://www.theguardian.com/a"), "https://guardian.co.uk/a") == []


@pytest.mark.parametrize(
    "address", ["http://[", "//[::1", "https://a.example:99999/", "javascript:x"]
)
def test_a_malformed_canonical_address_is_none_and_breaks_nothing(address: str) -> None:
    assert elsewhere(canonical(address)) == []
    assert elsewhere(shared(address)) == []
