"""What the head of an answer tells, written into its exchange."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from linkassay.fetch import headers

if TYPE_CHECKING:
    from linkassay.fetch.exchange import Exchange

_ADDRESSES = frozenset({"location", "refresh"})

_TOLD = _ADDRESSES | {"content-type", "date", "set-cookie"}
"""Names of headers that have a place of their own in an exchange."""


class Fact(NamedTuple):
    """A header line: its name in lower case and its value; `kept` where it is stored as well."""

    name: str
    value: str
    kept: tuple[str, str] | None


def fact_in(name: bytes, value: bytes) -> Fact:
    """What a header line says; its name may be in any case."""
    key = name.decode("latin-1").lower()
    text = headers.text(value)
    kept = (key, text) if key in headers.kept_names() else None
    return Fact(key, headers.address(value) if key in _ADDRESSES else text, kept)


def tell(result: Exchange, status: int, facts: Iterable[Fact]) -> None:
    """Note the status, the kept headers, the first of each that is read, and every cookie."""
    kept: list[tuple[str, str]] = []
    cookies: list[str] = []
    for name, value, pair in facts:
        if pair is not None:
            kept.append(pair)
        if name not in _TOLD:
            continue
        if name == "content-type":
            result.content_type = value if result.content_type is None else result.content_type
        elif name == "date":
            result.date = value if result.date is None else result.date
        elif name == "location":
            result.location = value if result.location is None else result.location
        elif name == "refresh":
            result.refresh = value if result.refresh is None else result.refresh
        elif name == "set-cookie":
            cookies.append(value)
    result.status = status
    result.headers = tuple(kept)
    result.cookies = tuple(cookies)
