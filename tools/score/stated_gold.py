"""What a page's JSON-LD says of its title, its authors and its summary, read apart from our own
reader; and the page without it, so that the reader cannot know."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

_SCRIPT = re.compile(
    rb"<script\b[^>]*application/ld\+json[^>]*>(?P<text>.*?)</script\s*>", re.IGNORECASE | re.DOTALL
)
_META = re.compile(rb"<meta\b[^>]*>", re.IGNORECASE)
_AUTHOR_META = re.compile(
    rb"\b(?:name|property|itemprop)\s*=\s*[\"']?[\w:.-]*(?:author|creator)[\"'\s>]", re.IGNORECASE
)
_CONTENT = re.compile(
    rb"\bcontent\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.IGNORECASE
)
_SIGN = re.compile(r"[^\W\d_a-z.]{1,12}$|(?:Ph\.?D|M\.?Sc)\.?$|The\s")
_CHARSET = re.compile(rb"charset", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:Article|Posting|Report|WebPage|Recipe)$")
_JOINT = re.compile(r"\s*(?:[,;|/]|\b(?:and|und|et|y|with)\b|&)\s*")
_LEAD = re.compile(r"^(?:by|von|par|por)\s+", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:staff|editors?|reporters?|writers?|press|news|reda[ck]tion|redacción|rédaction|online|admin"
    r"|team|media|magazin|zeitung|agency|agencies|times|desk|journal|presse|correspondent|reuters"
    r"|dpa|afp|ap|bureau|support|verlag|gmbh|guest|user|anonymous)\b|[@\d]|://|www\.|\.\w{2,}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StatedGold:
    """The headline, the persons and the description that an article's object states."""

    title: str | None
    persons: tuple[str, ...]
    description: str | None


def stated_gold(page: bytes, url: str) -> StatedGold | None:
    """The statements of the page's first article that names an author or has a headline."""
    objects = list(_objects(page))
    named = {item["@id"]: item for item in objects if isinstance(item.get("@id"), str)}
    for kinds in (("headline", "author"), ("headline",), ("author",)):
        for item in objects:
            types = item.get("@type")
            names = types if isinstance(types, list) else [types]
            if any(isinstance(name, str) and _ARTICLE.search(name) for name in names) and all(
                item.get(kind) for kind in kinds
            ):
                return StatedGold(
                    _text(item.get("headline")),
                    tuple(_persons(item, named, url)),
                    _text(item.get("description")),
                )
    return None


def without_linked_data(page: bytes) -> bytes:
    """The page without its JSON-LD."""
    return _SCRIPT.sub(b"", page)


def without_statements(page: bytes) -> bytes:
    """The page without JSON-LD and meta elements; its charset stays."""
    return _META.sub(
        lambda found: found[0] if _CHARSET.search(found[0]) else b"", without_linked_data(page)
    )


def _objects(page: bytes) -> Iterator[dict[str, Any]]:
    for script in _SCRIPT.finditer(page):
        try:
            waiting = [json.loads(script["text"].decode("utf-8", "replace"), strict=False)]
        except ValueError:
            continue
        while waiting:
            item = waiting.pop()
            if isinstance(item, list):
                waiting.extend(reversed(item))
            elif isinstance(item, dict):
                yield item
                waiting.extend(item[key] for key in ("@graph", "mainEntity") if key in item)


def _persons(item: dict[str, Any], named: dict[str, dict[str, Any]], url: str) -> Iterator[str]:
    publisher = item.get("publisher")
    own = {folded(str(publisher.get("name")) if isinstance(publisher, dict) else str(publisher))}
    own |= {folded(part) for part in (urlsplit(url).hostname or "").split(".")}
    authors = item.get("author")
    for author in authors if isinstance(authors, list) else [authors]:
        whole = author
        if isinstance(author, dict):
            whole = {**named.get(str(author.get("@id")), {}), **author}
            if "Organization" in str(whole.get("@type")):
                continue
            whole = whole.get("name")
        for written in whole if isinstance(whole, list) else [whole]:
            for name in _JOINT.split(_LEAD.sub("", _text(written) or "")):
                if name and folded(name) not in own and _may_be_person(name):
                    yield name


def _may_be_person(name: str) -> bool:
    """Whether a name has nothing that only a group's, an account's or a title's has.

    One word in capitals is a desk, an agency, initials or a degree; an article opens an outlet's
    name.
    """
    return not _NOBODY.search(name) and not _SIGN.match(name)


def meta_authors(page: bytes) -> tuple[str, ...]:
    """Whom the meta elements of a page name that speak of its author, apart from our own reader."""
    found = ((_AUTHOR_META.search(tag[0]), _CONTENT.search(tag[0])) for tag in _META.finditer(page))
    values = (
        _text((content["double"] or content["single"] or b"").decode("utf-8", "replace"))
        for author, content in found
        if author and content
    )
    return tuple(
        name
        for value in values
        for name in _JOINT.split(_LEAD.sub("", value or ""))
        if name and _may_be_person(name)
    )


def folded(text: str) -> str:
    """A text as two are compared: letters and digits in lower case."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _text(value: object) -> str | None:
    """A string with its entities read (some are written twice over)."""
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(html.unescape(value)).split()) or None
