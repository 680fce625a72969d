"""What the head of an answer tells, written into its exchange."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from linkassay.fetch import headers
from linkassay.fetch.head_lines import Line

if TYPE_CHECKING:
    from linkassay.fetch.exchange import Exchange

_FACTS = frozenset({b"content-type", b"refresh", b"location", b"date", b"set-cookie"})


def tell(result: Exchange, status: int, lines: Iterable[Line]) -> None:
    """Note the status, the kept headers, the first of each that is read, and every cookie."""
    kept, cookies = [], []
    wanted = _kept()
    for name, value in lines:
        key = name.lower()
        if key in wanted:
            kept.append((key.decode("ascii"), headers.text(value)))
        if key in _FACTS:
            if key == b"set-cookie":
                cookies.append(headers.text(value))
            else:
                _note(result, key, value)
    result.status = status
    result.headers = tuple(kept)
    result.cookies = tuple(cookies)


def _note(result: Exchange, key: bytes, value: bytes) -> None:
    if key == b"content-type" and result.content_type is None:
        result.content_type = headers.text(value)
    elif key == b"location" and result.location is None:
        result.location = headers.address(value)
    elif key == b"date" and result.date is None:
        result.date = headers.text(value)
    elif key == b"refresh" and result.refresh is None:
        result.refresh = headers.address(value)


@cache
def _kept() -> frozenset[bytes]:
    return frozenset(name.encode("ascii") for name in headers.kept_names())
