"""Which addresses and ports the guard connects to. Pure; the ranges stand in the table.

`ipaddress.is_global` is no policy: it lets Azure's host service, NAT64, ISATAP and others pass, and
its answers differ between Python versions (research: reliability 0.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from linkassay.errors import UsageError
from linkassay.tables import networks
from linkassay.tables.networks import Network

Address = IPv4Address | IPv6Address


def allowed_networks(ranges: Sequence[str]) -> tuple[Network, ...]:
    """The ranges of `--allow-address`; raises `UsageError` for anything that is no range."""
    return tuple(_network(text) for text in ranges)


def refusal(address: str, allowed: Sequence[Network] = ()) -> str | None:
    """Why the guard does not connect to an IP address, or `None` where it does.

    `allowed` lifts the policy for those ranges only. An IPv4-mapped address counts as the IPv4
    address it carries. A scope (`%eth0`) is refused: it only makes sense on a local link.
    """
    try:
        parsed = _unwrap(ip_address(address))
    except ValueError:
        return f"{address} is no IP address"
    if isinstance(parsed, IPv6Address) and parsed.scope_id is not None:
        return f"{address} belongs to a local link"
    if is_allowed(address, allowed):
        return None
    name = _denied_as(parsed)
    return None if name is None else f"{address} is not a public address ({name})"


def is_allowed(address: str, allowed: Sequence[Network]) -> bool:
    """Whether `--allow-address` names a range with this address in it."""
    try:
        parsed = _unwrap(ip_address(address))
    except ValueError:
        return False
    return any(parsed in network for network in allowed)


def port_refusal(port: int) -> str | None:
    """Why the guard does not connect to a port, or `None` where it does."""
    if port in networks.web_ports():
        return None
    return f"port {port} is not a port of the web (80, 443)"


def _network(text: str) -> Network:
    try:
        return ip_network(text.strip())
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no range of IP addresses: {error}",
            where="--allow-address",
            advice="write it like 10.1.2.0/24 or fd00:1::/64",
        ) from error


def _unwrap(address: Address) -> Address:
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def _denied_as(address: Address) -> str | None:
    for row in networks.denied():
        if address in row.network:
            return row.name
    if isinstance(address, IPv4Address):
        return None
    if address not in networks.ipv6_global():
        return "outside the global unicast block"
    identifier = int(address) >> 32 & 0xFFFFFFFF
    carriers = (row.name for row in networks.embeddings() if row.prefix == identifier)
    return next(carriers, None)
