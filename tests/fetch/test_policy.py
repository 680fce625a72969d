from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.fetch.guard import port_refusal, refusal
from linkassay.tables.networks import denied
from linkassay.urls.ip import parse_range

PUBLIC = [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
    "126.255.255.255", "128.0.0.0", "168.63.129.15", "168.63.129.17", "172.15.255.255",
    "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
    "223.255.255.255", "2001:200::1", "2606:4700::1111", "2a00:1450::1", "3ffe:ffff::1",
    "2003::1", "::ffff:8.8.8.8",
]  # fmt: skip

REFUSED = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.255",
    "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192",
    "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
    "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "100::1",
    "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:20::1", "2001:db8::1",
    "2002:7f00:1::", "2002:808:808::1", "3fff::1", "3fff:fff:ffff::1", "4000::1", "5f00::1",
    "fc00::1", "fd00::1", "fe80::1", "fec0::1", "ff02::1",
    "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:a00:1",
    "fe80::1%eth0", "2606:4700::1%1", "localhost", "", "127.1", "0x7f.0.0.1", "2130706433",
    "0177.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_pass(address):
    assert refusal(address) is None


@pytest.mark.parametrize("address", REFUSED)
def test_everything_else_is_refused_with_its_reason(address):
    why = refusal(address)
    assert why is not None
    assert address in why


@pytest.mark.parametrize("row", denied(), ids=lambda row: str(row.network))
def test_a_refused_range_is_refused_from_its_first_to_its_last_address(row):
    assert refusal(str(row.network[0])) is not None
    assert refusal(str(row.network[-1])) is not None
    assert row.name
    assert row.source


@given(st.integers(0, 2**32 - 1))
def test_a_mapped_address_counts_as_the_address_it_carries(number):
    plain = refusal(str(IPv4Address(number)))
    mapped = refusal(str(IPv6Address((0xFFFF << 32) | number)))
    assert (plain is None) == (mapped is None)


@given(st.integers(0, 2**128 - 1))
def test_no_ipv6_address_outside_the_global_block_passes(number):
    address = IPv6Address(number)
    if address.ipv4_mapped is None and address not in ip_network("2000::/3"):
        assert refusal(str(address)) is not None


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_what_the_standard_library_calls_private_never_passes(address):
    if ip_address(address).is_private or address.is_loopback or address.is_link_local:
        assert refusal(str(address)) is not None


def test_an_allowed_range_lifts_the_policy_for_itself_only():
    allowed = [parse_range("127.0.0.2/32"), parse_range("fd00:1::/64")]
    assert refusal("127.0.0.2", allowed) is None
    assert refusal("::ffff:127.0.0.2", allowed) is None
    assert refusal("fd00:1::9", allowed) is None
    assert refusal("127.0.0.1", allowed) is not None
    assert refusal("fd00:2::9", allowed) is not None
    assert refusal("::ffff:127.0.0.3", allowed) is not None
    assert refusal("fd00:1::9%eth0", allowed) is not None


def test_only_web_ports_pass():
    assert [port for port in range(1, 65536) if port_refusal(port) is None] == [80, 443]
