"""Qualified names: how the things of a report are called in PROV.

Our own names have the prefix `la`, for `urn:linkassay:`. A local part is percent-encoded, so that
it is one in PROV-N, too (PROV-N, 3.7.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from urllib.parse import quote

PREFIXES: Mapping[str, str] = MappingProxyType({
    "la": "urn:linkassay:",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
})  # fmt: skip

HASHED = 16
"""Hexadecimal digits of the hash that stands for an address."""

Typed = dict[str, str]
"""A value with its type, as PROV-JSON writes it."""


def name(*parts: str) -> str:
    """A name of our own: `la:outlet/harbour-view`."""
    return "la:" + "/".join(quote(part, safe="", errors="backslashreplace") for part in parts)


def known_by(words: str) -> str:
    """The part of a name for what is known by words alone: the same words, the same name."""
    return "-".join(words.casefold().split())


def address_name(kind: str, url: str) -> str:
    """The name of what an address leads to."""
    return name(kind, sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:HASHED])


def qualified(text: str) -> Typed:
    """A qualified name as a value (PROV-JSON, 3.1.2)."""
    return {"$": text, "type": "xsd:QName"}


def uri(text: str) -> Typed:
    """An address as a value."""
    return {"$": text, "type": "xsd:anyURI"}


def on_day(day: date) -> Typed:
    """A day as a value."""
    return {"$": day.isoformat(), "type": "xsd:date"}
