"""The bytes of a listing that was packed (`sitemap.xml.gz`), within bounds."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace

from linkassay.model import Leads

MOST_BYTES = 50 * 1024 * 1024
"""sitemaps.org: a sitemap "must be no larger than 50MB (52,428,800 bytes)" unpacked."""

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The bytes, and why they are not all, where they are not."""

    data: bytes
    problem: str = ""

    def told_of(self, found: Leads) -> Leads:
        """What was read in them, with the reason for which there may be more."""
        return replace(found, problem=self.problem) if self.problem else found


def unpacked(data: bytes, most: int = MOST_BYTES) -> Unpacked:
    """At most `most` bytes of a gzip file (one member or many); other bytes as they are."""
    if not data.startswith(_GZIP):
        return Unpacked(data[:most], "it is too large" if len(data) > most else "")
    found, rest, problem = bytearray(), data, ""
    while rest.startswith(_GZIP):
        inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            found += inflate.decompress(rest, most + 1 - len(found))
        except zlib.error as error:
            return Unpacked(bytes(found), f"its gzip stream is damaged ({error})")
        if len(found) > most:
            return Unpacked(bytes(found[:most]), "it is too large unpacked")
        if not inflate.eof:
            problem = "its gzip stream ends too early"
        rest = inflate.unused_data
    return Unpacked(bytes(found), problem)
