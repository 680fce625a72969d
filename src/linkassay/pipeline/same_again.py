"""What names all that a reading or a judgement follows from, so that it need not be made again."""

from __future__ import annotations

from hashlib import sha256
from hmac import HMAC
from typing import TYPE_CHECKING

from linkassay.model import Source

if TYPE_CHECKING:
    from linkassay.pipeline.audit import Audit


def reader_of(work: Audit) -> bytes | None:
    """Names who reads: the code, and the key for secrets; `None` where that cannot be told."""
    code = None if work.code is None else work.code()
    return None if code is None else HMAC(work.secret_key or b"", code, sha256).digest()


def source_key(source: Source, reader: bytes) -> bytes:
    """SHA-256 of all that a source is read by: reader, bytes, and what the outside says of them."""
    said = repr((source.locator, source.media_type, source.charset)).encode("utf-8", "replace")
    return sha256(reader + sha256(source.data).digest() + said).digest()
