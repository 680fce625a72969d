"""What an audited page states about itself, each statement with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from linkassay.extract.formats.html_addresses import local_address, resolved_address
from linkassay.extract.formats.html_elements import attribute
from linkassay.extract.linked_data import LinkedValue, is_linked_data, linked_data
from linkassay.extract.linked_own import LinkedWork, own_statements
from linkassay.extract.metadata import (
    link_statements,
    meta_statements,
    time_statements,
)
from linkassay.extract.tags import attribute_ranges
from linkassay.model import Lines, Meta, Span

STATING = frozenset(("base", "html", "link", "meta", "script", "time", "title"))
"""Elements that may state something of their page."""
_IN_ARTICLE = frozenset(("article", "header", "main"))


class PageStatements:
    """Gathers the statements of a page, its language, and the base of its addresses.

    `start` is where the parsed slice begins in `text`.
    """

    def __init__(self, text: str, lines: Lines, base: str | None, start: int = 0) -> None:
        self.base = base
        self.folder = ""
        """A base that is relative itself: where a page of no known site counts from."""
        self.title: str | None = None
        self.language: str | None = None
        self.leads_on = False
        """Whether it sends its readers to another page, and has no places of its own."""
        self._found: list[Meta | LinkedWork] = []
        self._locator = base
        self._based = False
        self._times: set[str] = set()
        self._text = text
        self._lines = lines
        self._start = start

    @property
    def statements(self) -> list[Meta]:
        """What the page states about itself, in document order."""
        return own_statements(self._found, self.title, self._locator)

    def take(self, node: Any, names: frozenset[str], *, own: bool, of_page: bool) -> None:
        """Note what an element of `STATING` states.

        `names` are its own and its ancestors' that matter. `own` is whether it stands in the
        page's own words, not in a menu or a comment, and `of_page` whether its microdata speak of
        the page.
        """
        name = node.name
        if name == "meta":
            self._take_meta(node, of_page=of_page)
            self.leads_on = self.leads_on or _leads_on(node)
        elif name == "link":
            self._add(node, link_statements(node.attrs or {}), "href")
        elif name == "time" and own and "blockquote" not in names:
            self._take_time(node, in_article=bool(names & _IN_ARTICLE), of_page=of_page)
        elif name == "script" and is_linked_data(attribute(node, "type")):
            self._take_linked_data(node)
        elif name == "html":
            self.language = attribute(node, "lang") or self.language
        elif name == "base" and not self._based:
            self._take_base(attribute(node, "href"))
        elif name == "title" and self.title is None and "svg" not in names:
            self.title = " ".join(_text_of(node).split()) or None

    def _take_base(self, address: str | None) -> None:
        """The first base with an address counts (WHATWG HTML, the base element)."""
        if not address:
            return
        resolved = resolved_address(address.strip(), self.base)
        if resolved is not None:
            self.base, self._based = resolved, True
        elif self.base is None:
            self.folder, self._based = local_address(address.strip(), "") or "", True

    def _take_meta(self, node: Any, *, of_page: bool) -> None:
        """A property of microdata is of its item: the works that a page cites have days, too."""
        attributes = node.attrs or {}
        if of_page or "itemprop" not in attributes:
            self._add(node, meta_statements(attributes), "content")

    def _take_time(self, node: Any, *, in_article: bool, of_page: bool) -> None:
        """The first of each name is the page's own; later ones are of teasers."""
        attributes = node.attrs or {}
        if not of_page and "itemprop" in attributes:
            return
        for name, moment in time_statements(attributes, in_article=in_article):
            if name not in self._times:
                self._times.add(name)
                self._add(node, [(name, moment)], "datetime")

    def _take_linked_data(self, node: Any) -> None:
        script, start = self._script(node)
        for work in linked_data(script):
            stated = tuple(
                Meta(item.name, item.value, self._linked_span(item, start)) for item in work.values
            )
            self._found.append(LinkedWork(work, stated))

    def _linked_span(self, item: LinkedValue, start: int | None) -> Span | None:
        if start is None or item.start is None:
            return None
        return self._seen(item.value, start + item.start)

    def _script(self, node: Any) -> tuple[str, int | None]:
        """The text of a script, and its offset. CRLF, which parsers make LF, stays as it is."""
        text = _text_of(node)
        child = next(iter(node.children or ()), None)
        if child is None or child.origin_offset is None:
            return text, None
        start = child.origin_offset + self._start
        written = self._text[start : start + len(text) + text.count("\n")]
        return (written if written.replace("\r\n", "\n") == text else text), start

    def _seen(self, value: str, at: int) -> Span | None:
        """The span of a value where the source really has it (escapes and entities differ)."""
        return self._lines.span(at, at + len(value)) if self._text.startswith(value, at) else None

    def _add(self, node: Any, found: Iterable[tuple[str, str]], key: str) -> None:
        for name, value in found:
            self._found.append(Meta(name, value, self._span(node, key)))

    def _span(self, node: Any, key: str) -> Span | None:
        if node.origin_offset is None:
            return None
        ranges = attribute_ranges(self._text, node.origin_offset + self._start)
        return self._lines.span(*ranges[key]) if key in ranges else None


def _leads_on(node: Any) -> bool:
    """A refresh with an address; without one the same page is loaded again (WHATWG HTML)."""
    is_refresh = (attribute(node, "http-equiv") or "").strip().lower() == "refresh"
    address = (attribute(node, "content") or "").replace(",", ";").partition(";")[2]
    return is_refresh and bool(address.strip())


def _text_of(node: Any) -> str:
    return "".join(_texts(node))


def _texts(node: Any) -> Iterator[str]:
    return (child.data or "" for child in node.children or ())
