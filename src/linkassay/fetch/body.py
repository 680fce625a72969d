"""Reading a body within bounds: wire bytes and decoded bytes."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from linkassay.fetch.head_lines import STATUSES_WITHOUT_BODY
from linkassay.model import Framing

if TYPE_CHECKING:
    from hashlib import _Hash

GZIP = 16 + zlib.MAX_WBITS
GZIP_NAMES = frozenset({"gzip", "x-gzip"})


class Body:
    """Takes a body piece by piece until it ends or a cap is reached.

    `data` is decoded; anything but a single gzip coding stays as it came (`encoded` is then true).
    Both caps are exact, so that the hash of a capped body can be made again.
    """

    __slots__ = (
        "_cap", "_data", "_first", "_hash", "_inflate", "_wire_cap", "capped", "decode_error",
        "encoded", "raw_bytes",
    )  # fmt: skip

    def __init__(self, *, gzip: bool, encoded: bool, wire_cap: int, cap: int) -> None:
        self._inflate = zlib.decompressobj(GZIP) if gzip else None
        self.encoded = encoded
        self._wire_cap = wire_cap
        self._cap = cap
        self._first = b""
        self._hash: _Hash | None = None
        self._data: bytes | bytearray = b""
        self.raw_bytes = 0
        self.capped = False
        self.decode_error = ""

    @property
    def data(self) -> bytes:
        self._data = bytes(self._data)
        return self._data

    @property
    def sha256(self) -> str | None:
        """Hex digest of the wire bytes that were read, `None` where none came."""
        if not self.raw_bytes:
            return None
        return (self._hash or hashlib.sha256(self._first)).hexdigest()

    @property
    def incomplete(self) -> bool:
        """Whether a gzip stream has begun and not ended."""
        return self._inflate is not None and self.raw_bytes > 0 and not self._inflate.eof

    def feed(self, piece: bytes) -> bool:
        """Take a piece; `False` means that enough was read."""
        room = self._wire_cap - self.raw_bytes
        if len(piece) > room:
            piece, self.capped = piece[:room], True
        if self.raw_bytes:
            self._add(piece)
        else:
            self._first = piece
        self.raw_bytes += len(piece)
        if self._inflate is None or self.decode_error:
            self._keep(piece)
        else:
            self._decode(piece)
        return not self.capped

    def _add(self, piece: bytes) -> None:
        """Have the wire bytes that come after the first ones in the hash; most bodies are one."""
        if self._hash is None:
            self._hash = hashlib.sha256(self._first)
            self._first = b""
        self._hash.update(piece)

    def _decode(self, piece: bytes) -> None:
        """Inflate up to the cap; a gzip body may hold several members one after the other."""
        try:
            while piece and self._inflate is not None and not self.capped:
                if self._inflate.eof:
                    if not piece.strip(b"\0"):
                        return
                    self._inflate = zlib.decompressobj(GZIP)
                room = self._cap - len(self._data) + 1
                self._keep(self._inflate.decompress(piece, room))
                piece = self._inflate.unused_data or self._inflate.unconsumed_tail
        except zlib.error as error:
            self.decode_error = f"the gzip stream is damaged: {error}"

    def _keep(self, piece: bytes) -> None:
        room = self._cap - len(self._data)
        if len(piece) > room:
            piece, self.capped = piece[:room], True
        if not self._data:
            self._data = piece
            return
        if isinstance(self._data, bytes):
            self._data = bytearray(self._data)
        self._data += piece


def body_for(headers: Mapping[str, str], *, wire_cap: int, cap: int) -> Body:
    """A body reader for an answer with these headers (names in any case httpx knows)."""
    return body_in(headers.get("content-encoding", ""), wire_cap=wire_cap, cap=cap)


def body_in(coding: str, *, wire_cap: int, cap: int) -> Body:
    """A body reader for an answer whose `Content-Encoding` says `coding`."""
    if not coding:
        return Body(gzip=False, encoded=False, wire_cap=wire_cap, cap=cap)
    coding = coding.strip().lower()
    gzip = coding in GZIP_NAMES
    encoded = not gzip and coding not in ("", "identity")
    return Body(gzip=gzip, encoded=encoded, wire_cap=wire_cap, cap=cap)


def framing_of(status: int, headers: Mapping[str, str]) -> Framing:
    """How the end of a body is going to be proven (RFC 9112 section 6.3)."""
    if status in STATUSES_WITHOUT_BODY:
        return Framing.NONE
    if "chunked" in headers.get("transfer-encoding", "").lower():
        return Framing.CHUNKED
    return Framing.LENGTH if "content-length" in headers else Framing.CLOSE
