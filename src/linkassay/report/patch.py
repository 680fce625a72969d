"""A change of one file as a patch that `git apply` and `patch` take."""

from __future__ import annotations

import re
from difflib import diff_bytes, unified_diff

_PLAIN = re.compile(r"[^\x00-\x1f\x7f\"\\]+")
_UNENDED = b"\\ No newline at end of file\n"
"""What stands below the last line of a file that has no line end (POSIX.1-2017, diff)."""


def patch(locator: str, before: bytes, after: bytes) -> bytes:
    """The unified difference of a file, three lines around each change; empty where there is none.

    Lines end at LF alone: a CR before it is a part of the line.
    """
    if before == after:
        return b""
    names = (_name(f"a/{locator}"), _name(f"b/{locator}"))
    rows = diff_bytes(unified_diff, _lines(before), _lines(after), *names, lineterm=b"\n")
    return b"".join(_ended(row) for row in rows)


def _lines(data: bytes) -> list[bytes]:
    lines = [line + b"\n" for line in data.split(b"\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _ended(row: bytes) -> bytes:
    return row if row.endswith(b"\n") else row + b"\n" + _UNENDED


def _name(path: str) -> bytes:
    """A path as git writes it: in quotes with escapes where it has a control character."""
    if _PLAIN.fullmatch(path):
        return path.encode()
    return b'"' + b"".join(_escaped(byte) for byte in path.encode()) + b'"'


def _escaped(byte: int) -> bytes:
    if byte in b'"\\':
        return b"\\" + bytes([byte])
    return b"\\%03o" % byte if byte < 0x20 or byte == 0x7F else bytes([byte])
