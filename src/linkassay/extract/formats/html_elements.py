"""What a page's tags and class names say of an element: a block, silent, or of a region."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from linkassay.model import Region


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _words(
    """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol
    optgroup option p pre search section summary table tbody td tfoot th thead tr ul
    """
)
"""Elements that begin and end a block of text (WHATWG HTML, Rendering: displayed as blocks)."""

HEADINGS = _words("h1 h2 h3 h4 h5 h6")
RAW_TEXT = _words("iframe noembed noframes noscript script style xmp")
"""Elements whose text has no references (WHATWG HTML, 13.2.5.3)."""
WORDLESS = _words("svg math")
"""Elements whose text is part of a picture; a link inside is still one that a reader can follow."""

_SILENT = _words("script style template noscript head title textarea select")
_NAVIGATION = _words("nav footer")
_WRITTEN = _words("article main")
_WHOLE_PAGE = _words("html body main article")
_NAVIGATION_ROLES = _words("navigation banner contentinfo")
_NAVIGATION_WORDS = _words("menu breadcrumb breadcrumbs")
_RELATED_WORDS = _words("related share sharing social sidebar newsletter")
_COMMENT_WORDS = _words("comment comments")
_COMMENT_TYPES = ("/Comment", "/UserComments")
_DEK = _words("dek standfirst subtitle subheadline subhead")
_SPLIT = re.compile(r"[^a-zA-Z0-9]+|(?<=[a-z])(?=[A-Z])")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

ANCESTORS = _words("article blockquote header main math pre svg") | HEADINGS
"""The ancestors that mean something to what stands in them."""


def attribute(node: Any, name: str) -> str | None:
    """An attribute's value, `None` where the element lacks it; a valueless one is empty."""
    attributes = node.attrs or {}
    return (attributes[name] or "") if name in attributes else None


def is_silent(node: Any) -> bool:
    """Whether a reader never sees the element."""
    if node.name in _SILENT or attribute(node, "hidden") is not None:
        return True
    return _HIDING.search(attribute(node, "style") or "") is not None


def region_of(node: Any, within: frozenset[str], headed: frozenset[int]) -> Region:
    """The region that an element opens, as its tag, role and class name it; else prose.

    `within` are the names of its ancestors. A page's `header` is navigation unless it holds the
    h1: its identity is then in `headed`, and it is the text's own.
    """
    name = node.name
    if name in _NAVIGATION:
        quoted = name == "footer" and "blockquote" in within
        return Region.PROSE if quoted else Region.NAVIGATION
    if name == "aside":
        return Region.RELATED
    if name == "header" and not within & _WRITTEN and id(node) not in headed:
        return Region.NAVIGATION
    return _named_region(node)


def _named_region(node: Any) -> Region:
    role = (attribute(node, "role") or "").lower()
    if role in _NAVIGATION_ROLES:
        return Region.NAVIGATION
    if role == "complementary":
        return Region.RELATED
    words = frozenset() if node.name in _WHOLE_PAGE else _names(node)
    if words & _RELATED_WORDS:
        return Region.RELATED
    return Region.NAVIGATION if words & _NAVIGATION_WORDS else Region.PROSE


def headed_elements(root: Any) -> frozenset[int]:
    """The identities of all elements that hold an h1, in one walk."""
    found: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.name == "h1":
            while node is not None and id(node) not in found:
                found.add(id(node))
                node = node.parent
        elif node.name != "#text":
            waiting.extend(node.children or ())
    return frozenset(found)


def is_comment(node: Any) -> bool:
    """Whether what stands in the element was written by readers of the page.

    By its microdata type (schema.org/Comment), else by its class or id.
    """
    if (attribute(node, "itemtype") or "").strip().endswith(_COMMENT_TYPES):
        return True
    return node.name not in _WHOLE_PAGE and bool(_names(node) & _COMMENT_WORDS)


def is_dek(node: Any) -> bool:
    """Whether the class says that this is the line below the title."""
    return bool(_names(node) & _DEK)


def _names(node: Any) -> frozenset[str]:
    """The words of an element's class and id."""
    return _split(f"{attribute(node, 'class') or ''} {attribute(node, 'id') or ''}")


@lru_cache(maxsize=4096)
def _split(written: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _SPLIT.split(written) if word)
