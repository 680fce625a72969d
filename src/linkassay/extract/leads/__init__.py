"""What a source leads to: listings of other documents, and the links of a page.

One row of `LISTINGS` and one file here make a kind of listing. What a source is follows from its
content: whoever serves a sitemap as `text/plain` has a sitemap all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from linkassay.errors import UnreadableSourceError
from linkassay.extract.kinds import HTML, decoded_as
from linkassay.extract.leads.addresses import read_addresses
from linkassay.extract.leads.json_feed import read_json_feed
from linkassay.extract.leads.page import read_page, wishes
from linkassay.extract.leads.robots import read_robots
from linkassay.extract.leads.unpacked import unpacked
from linkassay.extract.leads.xml import read_xml
from linkassay.model import Leads, LeadsKind, Source

__all__ = ["LISTINGS", "Listing", "leads_of", "wishes"]

_BEGINS = 4 * 1024
"""Bytes by which a kind of listing is told."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A kind of listing: `may_be` tells by the first bytes, `read` gives `None` for another kind.

    `read` takes the bytes and the address they came from.
    """

    name: str
    may_be: Callable[[bytes], bool]
    read: Callable[[bytes, str], Leads | None]


def _begins_like_xml(start: bytes) -> bool:
    bare = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    if not bare.startswith(b"<"):
        return False
    lower = bare.replace(b"\0", b"").lower()
    return not lower.startswith(b"<!doctype html") and b"<html" not in lower


def _begins_like_json(start: bytes) -> bool:
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _begins_with_address(start: bytes) -> bool:
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"http://", b"https://", b"#"))


LISTINGS: Sequence[Listing] = (
    Listing("sitemap, sitemap index, RSS or Atom", _begins_like_xml, read_xml),
    Listing("JSON feed", _begins_like_json, read_json_feed),
    Listing("list of addresses", _begins_with_address, read_addresses),
)


def leads_of(source: Source) -> Leads:
    """What a source leads to. Never raises for what it holds; the time grows with its size."""
    data = unpacked(source.data)
    if source.locator.endswith("/robots.txt"):
        return read_robots(data.data, source.locator)
    if not _is_page(source):
        start = data.data[:_BEGINS]
        for kind in LISTINGS:
            found = kind.read(data.data, source.locator) if kind.may_be(start) else None
            if found is not None:
                return data.told_of(found)
    return _page(source)


def _is_page(source: Source) -> bool:
    return source.media_type in HTML.media_types


def _page(source: Source) -> Leads:
    try:
        kind, decoded = decoded_as(source)
    except UnreadableSourceError:
        return Leads(LeadsKind.OTHER)
    return read_page(decoded.text, source.locator) if kind is HTML else Leads(LeadsKind.OTHER)
