"""The elements of a page that its markup calls the author's name, with what stands in them.

Microdata, link types, addresses of author pages and class names say so. What it amounts to is read
by `extract/bylines.py`; here it is gathered while the tree is walked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from linkassay.extract.parsed import Mark, MarkedName
from linkassay.urls import slugify

_CLASS = re.compile(
    r"(?:^|[-_])(?:by-?_?lines?|authors?|author-?_?names?|authored|writers?|autor(?:en|es|in)?|auteurs?"
    r"|autore|auteur|redakteur|journalist|reporter|writtenby|contributors?|creator)(?:$|[-_])",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"image|img|photo|picture|foto|comment|related|social|teaser|quote|video|podcast", re.IGNORECASE
)
_AFTER = re.compile(
    r"bio|image|img|photo|picture|avatar|thumb|icon|social|follow|twitter|links$|date|time|count"
    r"|comment|more|related|desc|about|box|card|info|meta|role|title|job|position|email|location",
    re.IGNORECASE,
)
"""What a class name says before and after `author` where it names another thing of the author's."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|in|innen)?|auteurs?|autore|autori|people|by|writers?|journalists?"
    r"|journalistes?|reporters?|contributors?|contributor|profiles?|staff|team|redaktion|redakteure?"
    r"|columnists?|firmas?|persons?|bio|bios|users?|opinion/author|experten?)/[^/?#]*[^/?#\d][^/?#]*/?(?:[?#]|$)"
    r"|^/@[\w.-]+/?(?:[?#]|$)",
    re.IGNORECASE,
)
_GLUED = frozenset(("em", "strong", "b", "i", "font", "bdi", "mark"))
"""Elements within a name; every other one parts words that do not belong together."""

_LEFT_OUT = frozenset(["button", "script", "style", "noscript", "svg", "time", "select", "form"])
MOST_NESTED = 8
MOST_MARKED = 200
"""So many marked elements of a page are read (our own choice): an article has a few."""


@dataclass(slots=True)
class _Open:
    """A marked element that is being read."""

    node: Any
    mark: Mark
    block: int
    address: str = ""
    words: list[str] = field(default_factory=list)
    start: int | None = None
    end: int | None = None


class NameGatherer:
    """Takes elements and text in document order; `found` are the marked ones, innermost first."""

    def __init__(self) -> None:
        self.found: list[MarkedName] = []
        self._open: list[_Open] = []
        self._silent: list[Any] = []
        self._scopes: list[tuple[Any, str]] = []
        self._article: Any = None

    def enter(self, node: Any, block: int, *, own: bool) -> None:
        """An element begins, in the block of this number; `own` as in `PageStatements.take`."""
        if node.name in _LEFT_OUT and self._open:
            self._silent.append(node)
        if self._open and node.name not in _GLUED:
            self._add("|", None)
        attributes = node.attrs
        if not attributes:
            return
        if node.name == "meta":
            self._take_meta(attributes)
        elif own and len(self.found) < MOST_MARKED and len(self._open) < MOST_NESTED:
            mark = self._mark(node, attributes)
            if mark is not None:
                address = (attributes.get("href") or "") if mark is Mark.PAGE else ""
                self._open.append(_Open(node, mark, block, address))
        if "itemscope" in attributes:
            self._scopes.append((node, attributes.get("itemtype") or ""))

    def take(self, text: str, start: int) -> None:
        """Text that a reader sees, and where it starts in the source."""
        if self._open and not self._silent and not text.isspace():
            self._add(text, start)

    def leave(self, node: Any) -> None:
        """An element ends."""
        if self._silent and self._silent[-1] is node:
            self._silent.pop()
        if self._scopes and self._scopes[-1][0] is node:
            self._scopes.pop()
        if not self._open:
            return
        if node.name not in _GLUED:
            self._add("|", None)
        if self._open[-1].node is node:
            done = self._open.pop()
            words = (" ".join(word.split()) for word in "".join(done.words).split("|"))
            text = " | ".join(word for word in words if word)
            named = done.mark is not Mark.PAGE or _agrees(text, done.address)
            if text and named and (done.start is not None or done.mark is Mark.MICRODATA):
                self.found.append(MarkedName(done.mark, text, done.block, done.start, done.end))

    def _add(self, text: str, start: int | None) -> None:
        for one in self._open:
            one.words.append(text)
            if start is not None:
                lead = len(text) - len(text.lstrip())
                one.start = start + lead if one.start is None else one.start
                one.end = start + len(text.rstrip())

    def _take_meta(self, attributes: Any) -> None:
        """The name of an author whose properties are meta elements."""
        named = (attributes.get("itemprop") or "").lower() == "name"
        if named and self._open and self._open[-1].mark is Mark.MICRODATA:
            self._open[-1].words.append(attributes.get("content") or "")

    def _mark(self, node: Any, attributes: Any) -> Mark | None:
        if attributes.get("itemprop"):
            properties = attributes["itemprop"].lower().split()
            if "author" in properties or "creator" in properties:
                return None if _is_organization(attributes) else self._microdata()
        if node.name == "a":
            relations = (attributes.get("rel") or "").lower().split()
            if "author" in relations:
                return Mark.LINK
            if _AUTHOR_PAGE.search(attributes.get("href") or ""):
                return Mark.PAGE
        called, tested = attributes.get("class"), attributes.get("data-testid")
        if not called and not tested:
            return None
        return Mark.CLASS if _is_named(f"{called or ''} {tested or ''}") else None

    def _microdata(self) -> Mark | None:
        """An author in the scope of the page's first article; of another thing's it is none."""
        if not self._scopes:
            return Mark.CLASS
        scope, kind = self._scopes[-1]
        if not _is_article(kind):
            return None
        self._article = self._article or scope
        return Mark.MICRODATA if scope is self._article else None


def _agrees(text: str, address: str) -> bool:
    """Whether a link's last part has a word of its text, as the address of an author's page has.

    Sections and licences lie under like addresses. A handle (`/@abell`) is somebody's whatever it
    says; a name in other letters than the Latin ones is written another way there, which tells
    nothing.
    """
    path = unquote(re.split(r"[?#]", address, maxsplit=1)[0]).rstrip("/")
    last = path.rpartition("/")[2]
    if last.startswith("@"):
        return True
    words = [word for word in slugify(text[:_LONGEST]).split("-") if len(word) >= _TELLING]
    if not text.isascii() and not any(word.isascii() for word in words):
        return True
    return any(word in slugify(last) for word in words)


_TELLING = 3
"""Letters of a word that tells a name (our own choice)."""
_LONGEST = 160


def _is_organization(attributes: Any) -> bool:
    return (attributes.get("itemtype") or "").strip().rstrip("/").endswith("Organization")


@lru_cache(maxsize=1024)
def _is_article(itemtype: str) -> bool:
    from linkassay.tables.metadata import linked_types

    return re.split(r"[/#:]", itemtype.strip().rstrip("/"))[-1] in linked_types()


@lru_cache(maxsize=4096)
def _is_named(written: str) -> bool:
    """Whether one of an element's class names is an author's name or a byline."""
    for name in written.split():
        parted = _CAMEL.sub("-", name)
        found = _CLASS.search(parted)
        if found is None or _BEFORE.search(parted, 0, found.start() + 1):
            continue
        if not _AFTER.search(parted, found.end() - 1):
            return True
    return False
