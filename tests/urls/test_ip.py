from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.tables.networks import denied
from linkassay.urls.ip import (
    HostOverride,
    is_public,
    non_public_name,
    parse_ip,
    parse_override,
    parse_range,
)


@pytest.mark.parametrize(
    "text", ["", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "0177.0.0.1"]
)
def test_only_the_standard_form_is_an_address(text):
    assert parse_ip(text) is None
    assert not is_public(text)


def test_a_mapped_address_is_the_address_it_carries():
    assert parse_ip("::ffff:10.0.0.1") == IPv4Address("10.0.0.1")
    assert is_public("::ffff:8.8.8.8")


@pytest.mark.parametrize(
    "text", ["1.1.1.1", "168.63.129.15", "172.32.0.0", "2606:4700::1111", "2003::1"]
)
def test_public_addresses(text):
    assert is_public(text)
    assert non_public_name(parse_ip(text)) is None


@pytest.mark.parametrize("row", denied(), ids=lambda row: str(row.network))
def test_no_denied_range_is_public_from_its_first_to_its_last_address(row):
    assert not is_public(str(row.network[0]))
    assert not is_public(str(row.network[-1]))


@given(st.integers(0, 2**128 - 1))
def test_no_ipv6_address_outside_the_global_block_is_public(number):
    address = IPv6Address(number)
    if address.ipv4_mapped is None and address not in ip_network("2000::/3"):
        assert not is_public(str(address))


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_what_the_standard_library_calls_private_is_never_public(address):
    if address.is_private or address.is_loopback or address.is_link_local:
        assert not is_public(str(address))


@pytest.mark.parametrize("text", ["192.0.2.0/24", " 10.1.2.3 ", "fd00:1::/64", "::1"])
def test_a_range_or_one_address_is_a_range(text):
    assert parse_range(text) == ip_network(text.strip())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "192.0.2.5/24",
            "192.0.2.5/24 is not a valid address range: it has host bits set; write 192.0.2.0/24",
        ),
        ("fd00::1/64", "fd00::1/64 is not a valid address range: it has host bits set; "
                       "write fd00::/64"),
        ("10.0.0.0/33", "10.0.0.0/33 is not a valid address range: write it like 192.0.2.0/24 "
                        "or 2001:db8::/32"),
    ],
)  # fmt: skip
def test_a_range_that_is_none_says_how_to_write_it(text, says):
    with pytest.raises(ValueError, match="valid") as caught:
        parse_range(text)
    assert str(caught.value) == says


@pytest.mark.parametrize("text", ["", "localhost", "1.2.3"])
def test_other_text_is_no_range(text):
    with pytest.raises(ValueError, match="is not a valid address range"):
        parse_range(text)


def test_an_override_names_host_port_and_addresses():
    assert parse_override("A.test.:443:1.1.1.1,[2606:4700::1111]") == HostOverride(
        "a.test", 443, ("1.1.1.1", "2606:4700::1111")
    )
    assert parse_override(" *:80:2001:db8::1 ") == HostOverride("*", 80, ("2001:db8::1",))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "it names no host"),
        (":443:1.1.1.1", "it names no host"),
        (".:443:1.1.1.1", "it names no host"),
        ("a.test", "'' is not a port number"),
        ("a.test:x:1.1.1.1", "'x' is not a port number"),
        ("a.test:0:1.1.1.1", "'0' is not a port number"),
        ("a.test:70000:1.1.1.1", "'70000' is not a port number"),
        ("a.test:\u0664:1.1.1.1", "'\u0664' is not a port number"),
        ("a.test:443", "'' is not an IP address"),
        ("a.test:443:", "'' is not an IP address"),
        ("a.test:443:b.test", "'b.test' is not an IP address"),
        ("a.test:443:1.1.1.1,127.1", "'127.1' is not an IP address"),
    ],
)
def test_an_override_that_cannot_be_read_says_why(text, says):
    with pytest.raises(ValueError, match="valid") as caught:
        parse_override(text)
    assert str(caught.value) == (
        f"{text} is not a valid host override: {says}; write it like www.example.org:443:192.0.2.1"
    )
