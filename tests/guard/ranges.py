"""Addresses that are not of the public web, written down apart from the guard's own table.

Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries, the IANA multicast registries, the
RFCs named, and what three clouds say of their metadata services.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

V4 = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "100.100.100.200/32", "127.0.0.0/8",
    "168.63.129.16/32", "169.254.0.0/16", "169.254.169.254/32", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.0.0/29", "192.0.0.170/31", "192.0.0.192/32", "192.0.2.0/24", "192.31.196.0/24",
    "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
    "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/24", "224.0.0.0/4", "233.252.0.0/24",
    "239.0.0.0/8", "240.0.0.0/4", "255.255.255.255/32",
]  # fmt: skip

V6 = [
    "::/128", "::1/128", "::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64",
    "100:0:0:1::/64", "200::/7", "400::/6", "800::/5", "1000::/4", "2001::/23", "2001::/32",
    "2001:1::1/128", "2001:2::/48", "2001:3::/32", "2001:4:112::/48", "2001:10::/28",
    "2001:20::/28", "2001:30::/28", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
    "4000::/3", "5f00::/16", "6000::/3", "8000::/3", "c000::/3", "fc00::/7", "fd00:ec2::254/128",
    "fe80::/10", "fec0::/10", "ff00::/8", "ff02::/16", "2606:4700::5efe:0:0/96",
    "2606:4700::200:5efe:0:0/96",
]  # fmt: skip
"""The last two: ISATAP (RFC 5214 section 6.1) under a public prefix. 3fff::/20 is of RFC 9637."""


def addresses(ranges: list[str]) -> Iterator[str]:
    """The first, the last, and one address in between of each range, the same ones each time."""
    for text in ranges:
        network = ip_network(text)
        chance = random.Random(text)
        first, last = int(network[0]), int(network[-1])
        within = chance.randint(first, last)
        for number in dict.fromkeys((first, last, within)):
            yield str(_address(network, number))


def _address(network: IPv4Network | IPv6Network, number: int) -> object:
    return ip_address(network[number - int(network[0])])
