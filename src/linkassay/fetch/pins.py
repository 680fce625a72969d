"""Hosts whose address the caller gives, as with curl's `--resolve`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ipaddress import ip_address

from linkassay.errors import UsageError

Pins = Mapping[tuple[str, int], tuple[str, ...]]
"""Host (lower case) and port to IP addresses."""


def pins(entries: Sequence[str]) -> Pins:
    """Pins from `HOST:PORT:ADDRESS[,ADDRESS…]` (curl's form; `*` is any host, IPv6 in brackets).

    Raises `UsageError`.
    """
    return dict(_pin(entry) for entry in entries)


def _pin(entry: str) -> tuple[tuple[str, int], tuple[str, ...]]:
    host, _, rest = entry.strip().partition(":")
    port, _, addresses = rest.partition(":")
    listed = tuple(part.strip().strip("[]") for part in addresses.split(","))
    try:
        if not host or not 0 < int(port) < 65536:
            raise ValueError("the host or the port is missing")
        for address in listed:
            ip_address(address)
    except ValueError as error:
        raise UsageError(
            f"{entry!r} does not pin a host: {error}",
            where="--resolve",
            advice="write it like www.example.org:443:192.0.2.1",
        ) from error
    return (host.lower().rstrip("."), int(port)), listed
