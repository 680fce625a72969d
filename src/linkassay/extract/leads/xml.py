"""Sitemaps, RSS and Atom: one pass over the XML, in which nothing is expanded or fetched.

A document type declaration ends the reading: without one there are no entities but the five of XML,
so that nothing can grow and nothing outside can be named. No tree is built.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from linkassay.extract.leads.collected import Collected
from linkassay.extract.leads.moments import moment
from linkassay.model import Leads, LeadsKind
from linkassay.urls import MalformedAddress, parse

_KINDS = {
    "urlset": LeadsKind.SITEMAP,
    "sitemapindex": LeadsKind.SITEMAP_INDEX,
    "rss": LeadsKind.FEED,
    "RDF": LeadsKind.FEED,
    "feed": LeadsKind.FEED,
}
"""Root elements, by their names without a namespace: sitemaps.org, RSS 0.9x, 1.0 and 2.0, and Atom
(RFC 4287)."""

_ITEMS = frozenset({"url", "sitemap", "item", "entry"})
_ADDRESS = frozenset({"loc", "link"})
_CHANGED = frozenset({"lastmod", "updated", "published", "pubDate", "date", "modified"})
_GUID = "guid"
_MOST_TEXT = 8 * 1024
"""Characters of an element that is read."""
_PIECE = 64 * 1024
_BASE = "http://www.w3.org/XML/1998/namespace base"
_MOST_DEEP = 200


class _StopError(Exception):
    """There is no use in reading on."""


def read_xml(data: bytes, address: str) -> Leads | None:
    """The entries of a listing; `None` where the root element is of another kind.

    What was found before a mistake in the XML counts, and `problem` names the mistake.
    """
    reader = _Reader(address)
    problem = reader.read(data)
    return None if reader.kind is None else reader.found.told(reader.kind, problem)


class _Reader:
    """Hears of elements as they come; holds one item at a time."""

    def __init__(self, address: str) -> None:
        self.kind: LeadsKind | None = None
        self.found = Collected(address)
        self._bases = [address]
        self._path: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._item: dict[str, str] = {}
        self._guid_is_link = True

    def read(self, data: bytes) -> str:
        """Read to the end, or to a mistake, and say which."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse
        view = memoryview(data)
        try:
            for at in range(0, len(data), _PIECE):
                parser.Parse(bytes(view[at : at + _PIECE]), False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            return f"it is not well-formed: {error}"
        except _StopError as stop:
            return str(stop)
        return ""

    def _refuse(self, *_declared: object) -> None:
        raise _StopError("it has a document type declaration, which is not read")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if not self._path:
            self.kind = _KINDS.get(local)
            if self.kind is None:
                raise _StopError("it is another kind of XML")
        if len(self._path) >= _MOST_DEEP:
            raise _StopError("its elements stand too deep in each other")
        self._path.append(local)
        self._bases.append(self._based(attributes.get(_BASE)))
        self._text.clear()
        self._length = 0
        if local in _ITEMS:
            self._item = {}
        elif local == "link" and "href" in attributes and self._is_in_item():
            if attributes.get("rel", "alternate") == "alternate":
                self._item.setdefault("address", attributes["href"])
        elif local == _GUID:
            self._guid_is_link = attributes.get("isPermaLink", "true") != "false"

    def _based(self, written: str | None) -> str:
        try:
            return parse(written, self._bases[-1]).parsed if written else self._bases[-1]
        except MalformedAddress:
            return self._bases[-1]

    def _characters(self, text: str) -> None:
        room = _MOST_TEXT - self._length
        if room > 0:
            self._text.append(text[:room])
            self._length += len(text)

    def _end(self, name: str) -> None:
        local = self._path.pop()
        base = self._bases.pop()
        if local in _ITEMS:
            self._take_item(base)
        elif self._path and self._path[-1] in _ITEMS:
            self._take_field(name, local, "".join(self._text).strip())
        self._text.clear()
        self._length = 0

    def _take_field(self, name: str, local: str, text: str) -> None:
        if not text:
            return
        # An `image:loc` or `media:link` names no page: only the namespace of the item's own kind.
        if local in _ADDRESS and not _is_foreign(name):
            self._item.setdefault("address", text)
        elif local == _GUID and self._guid_is_link and text.startswith(("http://", "https://")):
            self._item.setdefault("guid", text)
        elif local in _CHANGED and (when := moment(text)) is not None:
            self._item["changed"] = max(when, self._item.get("changed", ""))

    def _take_item(self, base: str) -> None:
        address = self._item.get("address") or self._item.get("guid")
        if address:
            self.found.add(address, self._item.get("changed"), base)
        self._item = {}

    def _is_in_item(self) -> bool:
        return any(step in _ITEMS for step in self._path)


_OWN = ("sitemaps.org", "google.com/schemas/sitemap/0.8", "purl.org/rss", "my.netscape.com/rdf",
        "w3.org/2005/Atom", "purl.org/atom")  # fmt: skip
"""Parts of the namespaces in which listings name pages."""


def _is_foreign(name: str) -> bool:
    namespace = name.rpartition(" ")[0]
    return bool(namespace) and not any(own in namespace for own in _OWN)
