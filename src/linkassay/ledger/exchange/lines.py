"""Lines of JSON that each carry the beginning of their own hash, written and read again.

A byte that was changed by accident is found in its line; that all lines of a run together are what
was sealed is proven by the root.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gzip import GzipFile
from hashlib import sha256
from typing import IO, Any

from linkassay.errors import LedgerError
from linkassay.ledger.codec import encode

RUN_FORMAT = "linkassay-run"
STATE_FORMAT = "linkassay-state"
HOSTS_FORMAT = "linkassay-hosts"
VERSION = 1
"""Of all three. It is raised where a reader of the version before would go wrong."""

MOST_LINE = 32 * 1024 * 1024
"""Bytes of one line; the longest we write hold the names of all places in one document."""

MOST_RATIO, ALWAYS = 300, 64 * 1024 * 1024
"""A file may unpack to so many times its own size (ours come to 10 to 30), or to so many bytes."""

_SUM_DIGITS = 4
"""They only say in which line a file was damaged: that it was, its root says, and gzip's own sum.
"""
_SUM = ',"sum":"'
_TAIL = len(_SUM) + _SUM_DIGITS + 2

Row = Mapping[str, Any]


class BrokenFileError(LedgerError):
    """A file of an export is damaged, was changed, or is none of ours."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, and where it stands."""

    where: str
    number: int
    row: Row

    @property
    def table(self) -> str:
        return str(self.row.get("table", ""))

    def wrong(self, what: str, advice: str = "") -> BrokenFileError:
        """The error that this line is; the advice is what helps against a damaged file."""
        return BrokenFileError(
            what, where=f"{self.where}, line {self.number}", advice=advice or RESTORE
        )


RESTORE = "restore the file, such as from git; nothing of this run was taken"


def summed(row: Mapping[str, Any]) -> str:
    """A row as a line, nulls left out, with its sum as the last entry."""
    body = encode({key: value for key, value in row.items() if value is not None})
    return f'{body[:-1]}{_SUM}{_sum_of(body)}"}}\n'


def _sum_of(body: str) -> str:
    return sha256(body.encode()).hexdigest()[:_SUM_DIGITS]


def lines_of(stream: IO[bytes] | GzipFile, where: str, size: int) -> Iterator[Line]:
    """The lines of a file of `size` bytes that unpacks to `stream`, each proven by its sum.

    Raises `BrokenFileError`. Whatever the file is, no more than one line of it is held.
    """
    number = unpacked = 0
    most = max(size * MOST_RATIO, ALWAYS)
    while True:
        number += 1
        here = Line(where, number, {})
        try:
            text = stream.readline(MOST_LINE + 1)
        except (OSError, EOFError, ValueError) as error:
            raise here.wrong(f"the file is damaged: {error}") from error
        unpacked += len(text)
        if len(text) > MOST_LINE or unpacked > most:
            raise here.wrong("the file unpacks to more than any export does")
        if not text:
            return
        yield Line(where, number, _row(here, text))


def _row(here: Line, text: bytes) -> Row:
    try:
        line = text.decode().removesuffix("\n")
        row = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise here.wrong("this is no line of an export") from error
    if not isinstance(row, dict):
        raise here.wrong("this is no line of an export")
    if line[-_TAIL : -_TAIL + len(_SUM)] != _SUM or row.pop("sum") != _sum_of(line[:-_TAIL] + "}"):
        named = row.get("link") or row.get("document") or row.get("url") or row.get("locator")
        what = f"a row of {row.get('table', 'no table')!r}" + (f", {named!r}," if named else "")
        raise here.wrong(f"{what} was changed: it does not have its sum")
    return row


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is not JSON")


def head_of(line: Line, kind: str) -> Row:
    """The first line of a file, if it says what it should; raises `BrokenFileError`."""
    row = line.row
    if row.get("format") != kind:
        raise line.wrong(f"this is not a file of {kind!r}", "name the folder of an export")
    if row.get("version") != VERSION:
        raise line.wrong(
            f"this file has version {row.get('version')!r}, and this linkassay reads {VERSION}",
            "update linkassay",
        )
    return row


def is_number(value: object) -> bool:
    """Whether a value is a number that SQLite can hold as a real one."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
