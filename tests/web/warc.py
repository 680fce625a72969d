"""A WARC/1.1 file of response records (ISO 28500:2017), as much as a replay needs."""

from __future__ import annotations

import hashlib
import uuid
from base64 import b32encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

_END = b"\r\n\r\n"


class Warc:
    """Writes records to a stream; an information record comes first."""

    def __init__(self, stream: BinaryIO, when: datetime) -> None:
        self._stream, self._when = stream, when
        fields = b"software: linkassay's labelled web\r\nformat: WARC File Format 1.1\r\n"
        self._record("warcinfo", "application/warc-fields", fields, None)

    @staticmethod
    @contextmanager
    def of(file: str | None) -> Iterator[Warc | None]:
        """A writer to that file, or none where there is none."""
        if file is None:
            yield None
            return
        with Path(file).open("wb") as stream:
            yield Warc(stream, datetime.now(UTC))

    def response(self, url: str, data: bytes) -> None:
        """One answer with its head, as it went over the wire."""
        self._record("response", "application/http;msgtype=response", data, url)

    def _record(self, kind: str, media_type: str, data: bytes, url: str | None) -> None:
        digest = b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()
        lines = [
            "WARC/1.1",
            f"WARC-Type: {kind}",
            f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>",
            f"WARC-Date: {self._when:%Y-%m-%dT%H:%M:%SZ}",
            *([f"WARC-Target-URI: {url}"] if url else []),
            f"WARC-Block-Digest: sha1:{digest}",
            f"Content-Type: {media_type}",
            f"Content-Length: {len(data)}",
        ]
        self._stream.write("\r\n".join(lines).encode("utf-8") + _END + data + _END)


@dataclass(frozen=True, slots=True)
class Record:
    """One record that was read back: its headers in lower case, and its block."""

    headers: dict[str, str]
    block: bytes


def read(file: Path) -> Iterator[Record]:
    """Every record of a file. Raises `ValueError` where it does not keep to the format."""
    data, at = file.read_bytes(), 0
    while at < len(data):
        end = data.index(_END, at)
        version, *lines = data[at:end].decode("utf-8").split("\r\n")
        if version != "WARC/1.1":
            raise ValueError(f"no record begins at byte {at}")
        pairs = (line.split(": ", 1) for line in lines)
        headers = {name.lower(): value for name, value in pairs}
        start = end + len(_END)
        stop = start + int(headers["content-length"])
        if data[stop : stop + len(_END)] != _END:
            raise ValueError(f"the record at byte {at} does not end where it says")
        yield Record(headers, data[start:stop])
        at = stop + len(_END)
