"""What a page's tags and class names say of an element: shown or not, written or boilerplate."""

from __future__ import annotations

import re
from typing import Any

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""Elements that begin and end a block of text (WHATWG HTML, 15.3: displayed as blocks)."""

_SILENT = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "title",
        "textarea",
        "select",
        "svg",
        "math",
    ]
)
_FURNITURE = frozenset(("nav", "aside", "footer"))
_WRITTEN = frozenset(("article", "main"))
_WHOLE_PAGE = frozenset(("html", "body", "main", "article"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary"))
_WORDS = frozenset(
    [
        "related",
        "share",
        "sharing",
        "social",
        "sidebar",
        "menu",
        "breadcrumb",
        "breadcrumbs",
        "newsletter",
    ]
)
_DEK = frozenset(("dek", "standfirst", "subtitle", "subheadline", "subhead"))
_SPLIT = re.compile(r"[^a-zA-Z0-9]+|(?<=[a-z])(?=[A-Z])")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def attribute(node: Any, name: str) -> str | None:
    """An attribute's value, `None` where the element lacks it; a valueless one is empty."""
    attributes = node.attrs or {}
    return (attributes[name] or "") if name in attributes else None


def is_silent(node: Any) -> bool:
    """Whether a reader never sees the element."""
    if node.name in _SILENT or attribute(node, "hidden") is not None:
        return True
    return _HIDING.search(attribute(node, "style") or "") is not None


def is_boilerplate(node: Any, *, within: frozenset[str]) -> bool:
    """Whether a template put the element there; `within` are the names of its ancestors."""
    name = node.name
    if name in _FURNITURE:
        return not (name == "footer" and "blockquote" in within)
    if name == "header" and not within & _WRITTEN and not _holds_heading(node):
        return True
    if (attribute(node, "role") or "").lower() in _ROLES:
        return True
    return name not in _WHOLE_PAGE and bool(_names(node) & _WORDS)


def _holds_heading(header: Any) -> bool:
    """Whether a header holds the h1: then it is the text's own, in a page without `article`."""
    waiting = list(header.children or ())
    while waiting:
        node = waiting.pop()
        if node.name == "h1":
            return True
        if node.name != "#text":
            waiting.extend(node.children or ())
    return False


def is_dek(node: Any) -> bool:
    """Whether the class says that this is the line below the title."""
    return bool(_names(node) & _DEK)


def _names(node: Any) -> set[str]:
    written = f"{attribute(node, 'class') or ''} {attribute(node, 'id') or ''}"
    return {word.lower() for word in _SPLIT.split(written) if word}
