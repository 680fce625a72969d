"""What the system's resolver says, in our words."""

import socket

import pytest

from linkassay.fetch.errors import FetchError
from linkassay.fetch.resolver import SystemResolver
from linkassay.model import ErrorKind

SAYS = [
    ("EAI_NONAME", ErrorKind.DNS_NAME),
    ("EAI_NODATA", ErrorKind.DNS_NO_ADDRESS),
    ("EAI_AGAIN", ErrorKind.DNS_TEMPORARY),
    ("EAI_FAIL", ErrorKind.DNS_TEMPORARY),
    ("EAI_SYSTEM", ErrorKind.DNS_TEMPORARY),
]


@pytest.mark.parametrize(("name", "kind"), SAYS)
def test_a_name_without_an_address_is_told_from_no_name(monkeypatch, name, kind):
    number = getattr(socket, name, None)
    if number is None:
        pytest.skip(f"this system has no {name}")

    def look_up(*asked, **options):
        raise socket.gaierror(number, "as the system says it")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(FetchError) as caught:
        SystemResolver().resolve("a.test", 80)
    assert caught.value.kind is kind
    assert "a.test" in caught.value.detail


def test_each_address_is_given_once(monkeypatch):
    rows = [(socket.AF_INET, 1, 6, "", (address, 80)) for address in ("1.1.1.1", "1.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **options: rows * 2)
    assert SystemResolver().resolve("a.test", 80) == ("1.1.1.1", "1.0.0.1")


def test_a_label_that_no_name_server_can_hold_is_no_name():
    with pytest.raises(FetchError) as caught:
        SystemResolver().resolve("x" * 64 + ".test", 80)
    assert caught.value.kind is ErrorKind.DNS_NAME


def test_short_forms_of_addresses_are_read():
    assert SystemResolver().resolve("127.1", 80) == ("127.0.0.1",)
