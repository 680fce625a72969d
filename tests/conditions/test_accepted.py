"""Which answers the configuration takes for fine, and until when."""

from datetime import UTC, date, datetime

import pytest

from linkassay.conditions import accepted, classify_observation
from linkassay.model import ErrorKind, Hop, HostSettings, Observation

TODAY = date(2026, 11, 28)
SHOP = HostSettings("shop.example", accept=("403", "rate-limited", "dns-nxdomain"), reason="seen")


def entry(status, *, url="https://shop.example/x", hosts=(SHOP,), today=TODAY, error=None):
    when = datetime(2026, 11, 28, tzinfo=UTC)
    seen = Observation(url, when, (Hop(url, status),), status=status, error=error)
    return accepted(classify_observation(seen), seen, hosts, today)


@pytest.mark.parametrize(
    ("status", "url", "is_accepted"),
    [
        (403, "https://shop.example/x", True),
        (403, "https://www.shop.example/x", True),
        (403, "https://shop.example./x", True),
        (429, "http://shop.example:8080/x", True),
        (404, "https://shop.example/x", False),
        (403, "https://workshop.example/x", False),
        (403, "https://shop.example.org/x", False),
        (403, "https://other.example/?https://shop.example/", False),
    ],
)
def test_status_condition_and_host_decide(status, url, is_accepted):
    assert (entry(status, url=url) is SHOP) is is_accepted


def test_an_error_is_accepted_by_its_condition():
    assert entry(None, error=ErrorKind.DNS_NAME) is SHOP
    assert entry(None, error=ErrorKind.CONNECT) is None


def test_the_entry_of_the_nearest_name_counts_alone():
    strict = HostSettings("www.shop.example")
    for hosts in [(SHOP, strict), (strict, SHOP)]:
        assert entry(403, url="https://www.shop.example/", hosts=hosts) is None
        assert entry(403, url="https://en.shop.example/", hosts=hosts) is SHOP


@pytest.mark.parametrize(("day", "counts"), [(27, True), (28, True), (29, False)])
def test_it_counts_up_to_and_including_its_last_day(day, counts):
    short = HostSettings("shop.example", accept=("403",), reason="x", expires=TODAY)
    found = entry(403, hosts=(short,), today=date(2026, 11, day))
    assert (found is short) is counts


def test_what_was_not_looked_at_is_not_accepted():
    assert accepted(None, None, (SHOP,), TODAY) is None
