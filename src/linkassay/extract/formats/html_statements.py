"""What an audited page states about itself, each statement with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from linkassay.extract.formats.html_addresses import WEB
from linkassay.extract.formats.html_elements import attribute
from linkassay.extract.linked_data import is_linked_data, linked_data
from linkassay.extract.metadata import (
    facts,
    link_statements,
    meta_statements,
    refresh_statement,
    time_statements,
)
from linkassay.extract.tags import attribute_ranges
from linkassay.model import Lines, Meta, Span
from linkassay.urls import slugify

_IN_ARTICLE = frozenset(("article", "header", "main"))


class PageStatements:
    """Gathers the statements of a page, its language, and the base of its addresses.

    `start` is where the parsed slice begins in `text`.
    """

    def __init__(self, text: str, lines: Lines, base: str | None, start: int = 0) -> None:
        self.base = base
        self.title: str | None = None
        self.language: str | None = None
        self.statements: list[Meta] = []
        self._times: set[str] = set()
        self._text = text
        self._lines = lines
        self._start = start

    def take(self, node: Any, names: frozenset[str], *, own: bool) -> None:
        """Note what an element states. `names` are its own and its ancestors' that matter.

        `own` is whether it stands in the page's own words, not in a menu or a comment.
        """
        name = node.name
        if name == "meta":
            self._take_meta(node)
        elif name == "link":
            self._add(node, link_statements(node.attrs or {}), "href")
        elif name == "time" and own:
            self._take_time(node, in_article=bool(names & _IN_ARTICLE))
        elif name == "script" and is_linked_data(attribute(node, "type")):
            self._take_linked_data(node)
        elif name == "html":
            self.language = attribute(node, "lang") or self.language
        elif name == "base" and WEB.match(attribute(node, "href") or ""):
            self.base = attribute(node, "href")
        elif name == "title" and self.title is None and "svg" not in names:
            self.title = " ".join(_text_of(node).split()) or None

    def _take_meta(self, node: Any) -> None:
        attributes: Mapping[str, str | None] = node.attrs or {}
        self._add(node, meta_statements(attributes), "content")
        if (refresh := refresh_statement(attributes)) is not None:
            self._add(node, [refresh], "content")

    def _take_time(self, node: Any, *, in_article: bool) -> None:
        """The first of each name is the page's own; later ones are of teasers."""
        for name, moment in time_statements(node.attrs or {}, in_article=in_article):
            if name not in self._times:
                self._times.add(name)
                self._add(node, [(name, moment)], "datetime")

    def _take_linked_data(self, node: Any) -> None:
        texts = [child for child in node.children or () if child.data]
        start = texts[0].origin_offset if texts else None
        for item in linked_data(_text_of(node)):
            span = None
            if start is not None and item.start is not None and item.end is not None:
                span = self._seen(item.value, start + self._start + item.start)
            self.statements.append(Meta(item.name, item.value, span))

    def _seen(self, value: str, at: int) -> Span | None:
        """The span of a value where the source really has it (escapes and entities differ)."""
        return self._lines.span(at, at + len(value)) if self._text.startswith(value, at) else None

    def _add(self, node: Any, found: Iterable[tuple[str, str]], key: str) -> None:
        for name, value in found:
            self.statements.append(Meta(name, value, self._span(node, key)))

    def _span(self, node: Any, key: str) -> Span | None:
        if node.origin_offset is None:
            return None
        place = attribute_ranges(self._text, node.origin_offset + self._start).get(key)
        return self._lines.span(*place) if place else None


def choose_title(headings: list[str], page: PageStatements) -> str | None:
    """The h1 that the page's other titles confirm, else the stated title, else `title`."""
    found = facts(page.statements).title
    stated = found.value if found else None
    others = [slug for item in (stated, page.title) if item and (slug := slugify(item))]
    for heading in headings:
        shape = slugify(heading)
        if shape and (not others or any(shape in item or item in shape for item in others)):
            return heading
    return stated or page.title or (headings[0] if headings else None)


def _text_of(node: Any) -> str:
    return "".join(_texts(node))


def _texts(node: Any) -> Iterator[str]:
    return (child.data or "" for child in node.children or ())
