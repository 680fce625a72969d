"""A name server for the labelled web: A and AAAA over UDP, and every way to fail (RFC 1035)."""

from __future__ import annotations

import asyncio
import ipaddress
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

NOERROR, SERVFAIL, NXDOMAIN, REFUSED = 0, 2, 3, 5
A, AAAA = 1, 28
_HEAD = struct.Struct("!6H")
_ANSWERED = 0x8180
"""A response, recursion desired and available."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a name: addresses of both kinds, or a code; `silent` says nothing at all."""

    addresses: Sequence[str] = ()
    code: int = NOERROR
    silent: bool = False


class NameServer(asyncio.DatagramProtocol):
    """Answers with what `told` says of a name (lower case, without the last dot)."""

    def __init__(self, told: Callable[[str], Told]) -> None:
        self._told = told
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        name, kind, end = _question(data)
        told = self._told(name)
        if not told.silent and self._transport is not None:
            self._transport.sendto(_response(data, end, kind, told), addr)


def _question(data: bytes) -> tuple[str, int, int]:
    labels, at = [], _HEAD.size
    while data[at]:
        labels.append(data[at + 1 : at + 1 + data[at]].decode("latin-1"))
        at += 1 + data[at]
    kind = int.from_bytes(data[at + 1 : at + 3], "big")
    return ".".join(labels).lower(), kind, at + 5


def _response(data: bytes, end: int, kind: int, told: Told) -> bytes:
    wanted = {A: 4, AAAA: 6}.get(kind)
    found = [ip for ip in map(ipaddress.ip_address, told.addresses) if ip.version == wanted]
    (number,) = struct.unpack_from("!H", data)
    head = _HEAD.pack(number, _ANSWERED | told.code, 1, len(found), 0, 0)
    rows = [struct.pack("!HHHIH", 0xC00C, kind, 1, 1, len(ip.packed)) + ip.packed for ip in found]
    return head + data[_HEAD.size : end] + b"".join(rows)
