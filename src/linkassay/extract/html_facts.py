"""What a page says about itself: title, meta elements, JSON-LD, canonical address, times."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from linkassay.extract.html_place import attribute
from linkassay.extract.tags import attribute_ranges
from linkassay.model import Lines, Meta
from linkassay.urls import slugify

_ARTICLES = frozenset(("BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting"))
_LD_FIELDS = ("datePublished", "dateModified", "headline", "isBasedOn", "author", "publisher")
_LD_NAMED = frozenset(("author", "publisher"))


def meta_of(node: Any, text: str, lines: Lines) -> Meta | None:
    """The statement of a `meta` element, its name in lower case; `None` where it makes none."""
    content = (attribute(node, "content") or "").strip()
    keys = (attribute(node, key) for key in ("property", "name", "itemprop"))
    name = next((key.strip().lower() for key in keys if key), None)
    return _stated(name, content, node, "content", text, lines) if name and content else None


def canonical_of(node: Any, text: str, lines: Lines) -> Meta | None:
    """The address of a `link rel=canonical`."""
    relations = (attribute(node, "rel") or "").lower().split()
    address = (attribute(node, "href") or "").strip()
    if "canonical" not in relations or not address:
        return None
    return _stated("canonical", address, node, "href", text, lines)


def time_of(node: Any, text: str, lines: Lines) -> Meta | None:
    """The moment of a `time` element that states one for machines."""
    moment = (attribute(node, "datetime") or "").strip()
    return _stated("time", moment, node, "datetime", text, lines) if moment else None


def _stated(name: str, value: str, node: Any, key: str, text: str, lines: Lines) -> Meta:
    tag = node.origin_offset
    place = attribute_ranges(text, tag).get(key) if tag is not None else None
    return Meta(name, value, lines.span(*place) if place else None)


def linked_data(script: str, offset: int, text: str, lines: Lines) -> Iterator[Meta]:
    """Statements about an article in one JSON-LD script whose text begins at `offset`.

    Broken or absurdly deep JSON says nothing.
    """
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return
    for node in _nodes(data):
        if _is_article(node):
            for field in _LD_FIELDS:
                for value in _values(node.get(field), named=field in _LD_NAMED):
                    yield Meta(f"json-ld:{field}", value, _span_of(value, offset, text, lines))


def article_fields(script: str) -> dict[str, str]:
    """The first value of each field that a JSON-LD script states about an article."""
    found: dict[str, str] = {}
    for item in linked_data(script, 0, "", Lines("")):
        found.setdefault(item.name.removeprefix("json-ld:"), item.value)
    return found


def _nodes(data: object) -> Iterator[dict[str, Any]]:
    """The objects at the top, in lists and in `@graph`."""
    waiting = [data]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting[:0] = item
        elif isinstance(item, dict):
            yield item
            waiting[:0] = [item[key] for key in ("@graph", "mainEntity") if key in item]


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(name, str) and (name.endswith("Article") or name in _ARTICLES) for name in names
    )


def _values(value: object, *, named: bool) -> Iterator[str]:
    """The strings a field holds: itself, those of a list, an object's name or address."""
    for item in value if isinstance(value, list) else [value]:
        found = item
        if isinstance(item, dict):
            keys = ("name",) if named else ("url", "@id", "name")
            found = next((item[key] for key in keys if isinstance(item.get(key), str)), None)
        if isinstance(found, str) and found.strip():
            yield found.strip()


def _span_of(value: str, offset: int, text: str, lines: Lines) -> Any:
    at = text.find(value, offset)
    close = text.find("</", offset)
    if at < 0 or (0 <= close < at):
        return None
    return lines.span(at, at + len(value))


def choose_title(headings: list[str], statements: list[Meta], title: str | None) -> str | None:
    """The h1 that the page's other titles confirm, else og:title, else the title element."""
    stated = next((item.value for item in statements if item.name == "og:title"), None)
    others = [slugify(item) for item in (stated, title) if item]
    for heading in headings:
        shape = slugify(heading)
        if shape and (not others or any(shape in item or item in shape for item in others if item)):
            return heading
    return stated or title or (headings[0] if headings else None)
