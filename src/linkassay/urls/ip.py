"""IP addresses: which are public, and how ranges and host overrides are written.

`ipaddress.is_global` is not used: it lets Azure's host service, NAT64 and ISATAP addresses pass,
and its answers differ between Python versions; the ranges stand in `tables/networks.toml`, each
with the registry that names it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from linkassay.tables import networks
from linkassay.tables.networks import Network

IPAddress = IPv4Address | IPv6Address

ANY_HOST = "*"
"""Stands for every host in an override, as in curl's `--resolve`."""

_HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class HostOverride:
    """The IP addresses to use for a host (lower case, or `ANY_HOST`) at a port."""

    host: str
    port: int
    addresses: tuple[str, ...]


@lru_cache(maxsize=4096)
def parse_ip(text: str) -> IPAddress | None:
    """An IP address in its standard text form (RFC 4291 section 2.2 for IPv6), else `None`.

    Gives the IPv4 address that an IPv4-mapped IPv6 address carries (RFC 4291 section 2.5.5.2).
    """
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def non_public_name(address: IPAddress) -> str | None:
    """What kind of non-public address this is, in words; `None` for a public one.

    Everything outside IPv6's one global block is non-public, and so is an address that carries an
    IPv4 address in its interface identifier, whatever its prefix (RFC 5214 section 6.1). One with a
    scope (`%eth0`) only makes sense on a local link (RFC 4007).
    """
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        return "of a local link"
    for row in networks.denied():
        if address in row.network:
            return row.name
    if isinstance(address, IPv4Address):
        return None
    if address not in networks.ipv6_global():
        return "outside the global unicast block"
    identifier = int(address) >> 32 & 0xFFFFFFFF
    return next((row.name for row in networks.embeddings() if row.prefix == identifier), None)


def is_public(text: str) -> bool:
    """Whether a text is an IP address that is reachable from everywhere."""
    address = parse_ip(text)
    return address is not None and non_public_name(address) is None


def parse_range(text: str) -> Network:
    """A range of IP addresses in CIDR form (RFC 4632 section 3.1), or one address.

    Raises `ValueError` with a sentence; a range whose address has bits behind its prefix is one.
    """
    try:
        return ip_network(text.strip())
    except ValueError as error:
        raise ValueError(f"{text} is not a valid address range: {_range_error(text)}") from error


def parse_override(text: str) -> HostOverride:
    """An override `HOST:PORT:ADDRESS[,ADDRESS…]`, the form of curl's `--resolve`.

    `*` is every host; IPv6 addresses may stand in square brackets. Raises `ValueError` with a
    sentence.
    """
    host, _, rest = text.strip().partition(":")
    port, _, addresses = rest.partition(":")
    listed = tuple(
        part.strip().removeprefix("[").removesuffix("]") for part in addresses.split(",")
    )
    why = _override_error(host, port, listed)
    if why is not None:
        raise ValueError(
            f"{text} is not a valid host override: {why}; "
            "write it like www.example.org:443:192.0.2.1"
        )
    return HostOverride(host.lower().rstrip("."), int(port), listed)


def _override_error(host: str, port: str, addresses: tuple[str, ...]) -> str | None:
    if not host.rstrip("."):
        return "it names no host"
    if not (
        port.isascii() and port.isdigit() and len(port) <= 5 and 0 < int(port) <= _HIGHEST_PORT
    ):
        return f"'{port}' is not a port number"
    wrong = next((item for item in addresses if parse_ip(item) is None), None)
    return None if wrong is None else f"'{wrong}' is not an IP address"


def _range_error(text: str) -> str:
    try:
        return f"it has host bits set; write {ip_network(text.strip(), strict=False)}"
    except ValueError:
        return "write it like 192.0.2.0/24 or 2001:db8::/32"
