"""What names all that a reading or a judgement follows from, so that it need not be made again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from hashlib import sha256
from hmac import HMAC
from typing import TYPE_CHECKING

from linkassay.model import HostSettings, Settings, Source

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


def judge_of(work: Audit) -> bytes | None:
    """Names who judges: the reader, and the settings; `None` where all is judged anew.

    That is where documents are judged beside another version of theirs, or for what can be mended,
    or by settings that other documents or the day have a part in.
    """
    settings = work.settings
    beside = work.base is not None or work.repairs is not None or settings.suppressions
    if beside or any(entry.accept for entry in settings.hosts):
        return None
    reader = reader_of(work)
    return None if reader is None else sha256(reader + settings_digest(settings).encode()).digest()


NO_MATTER = frozenset(
    {
        "ledger",
        "fail_on",
        "standing",
        "gap",
        "jobs",
        "workers",
        "http_client",
        "keep_alive",
        "hosts_at_once",
        "resume_days",
        "contact",
        "max_time",
    }
)
"""Settings that change nothing of what is found: an audit without them is the same audit."""


def settings_digest(settings: Settings) -> str:
    """SHA-256 of all settings that change what is found, in hexadecimal."""
    values = asdict(replace(settings, hosts=_without_values(settings.hosts))).items()
    told = repr(sorted((key, repr(value)) for key, value in values if key not in NO_MATTER))
    return sha256(told.encode()).hexdigest()


def _without_values(hosts: Iterable[HostSettings]) -> tuple[HostSettings, ...]:
    """Settings of hosts without the values of their headers, of which no hash is to be stored."""
    return tuple(
        replace(entry, headers=tuple((name, "") for name, _ in entry.headers)) for entry in hosts
    )
