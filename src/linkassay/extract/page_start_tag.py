"""Start tags of a page: each is read once, however often a page or a site repeats it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from linkassay.extract.formats.html_open_tags import VOID
from linkassay.extract.metadata import link_statements, meta_statements
from linkassay.extract.page_tags import attributes_of
from linkassay.model import Meta

GLUED = frozenset(
    (
        *("b", "big", "em", "font", "i", "mark", "nobr", "s", "small", "strong", "sub", "sup"),
        *("u", "wbr"),
    )
)
"""Tags that may stand within a word; at all others a new one begins."""

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
TEMPLATE = "template"
_UNSHOWN = frozenset((TEMPLATE, "select", "datalist", "svg", "video", "audio", "canvas", "object"))
"""Elements whose text a browser does not show, or of which it shows one choice."""

_NEVER_HIDDEN = VOID | {"html", "body", "main", "article"}
"""Elements without text, and those which a page hides until a script of it is ready."""

_STATING = frozenset(("meta", "link", "html", "body", "input"))
"""Elements that state something by their attributes."""

_NAME = re.compile(r"[^\t\n\f\r />]+")
_HIDES = re.compile(r"display\s*:\s*none", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag that states something; `text` is what a script or a `noscript` holds.

    `statements` are those of a `meta` or `link` element. One element may stand for many that are
    written alike: nobody changes it.
    """

    name: str
    attributes: dict[str, str]
    text: str = ""
    statements: tuple[Meta, ...] = ()


@dataclass(frozen=True, slots=True)
class StartTag:
    """A start tag. `glued`: no new word begins at it. `hides`: what it holds is not shown.

    `dull`: it is no more than a place where a new word begins. `element` is the one that it begins,
    where that states something by its attributes.
    """

    name: str
    glued: bool
    hides: bool
    element: Element | None
    dull: bool = False


_LONGEST_KEPT = 100
"""Characters of a tag that is remembered."""


def start_tag(written: str) -> StartTag:
    """A start tag as it was written from its name on."""
    return (_remembered if len(written) <= _LONGEST_KEPT else _read)(written)


def _read(written: str) -> StartTag:
    found = _NAME.match(written)
    name_end = found.end() if found else 0
    name, rest = written[:name_end].lower(), written[name_end:]
    if name in _STATING:
        return StartTag(name, False, _hides(name, rest), _element(name, attributes_of(rest)))
    return _mute(name, name not in GLUED and _hides(name, rest))


@lru_cache(maxsize=256)
def _mute(name: str, hides: bool) -> StartTag:
    """A tag that states nothing."""
    glued = name in GLUED
    dull = not (glued or hides or name in HEADINGS)
    return StartTag(name, glued, hides, None, dull)


def _element(name: str, attributes: dict[str, str]) -> Element:
    if name == "meta":
        stated = tuple(meta_statements(attributes))
    else:
        stated = tuple(link_statements(attributes)) if name == "link" else ()
    return Element(name, attributes, statements=tuple(Meta(one, value) for one, value in stated))


_remembered = lru_cache(maxsize=1024)(_read)


def _hides(name: str, rest: str) -> bool:
    if name in _UNSHOWN:
        return not rest.endswith("/>")
    if name in _NEVER_HIDDEN:
        return False
    if name == "dialog":
        return "open" not in attributes_of(rest)
    small = rest.lower()
    if "hidden" not in small and "none" not in small:
        return False
    attributes = attributes_of(rest)
    return "hidden" in attributes or _HIDES.search(attributes.get("style", "")) is not None
