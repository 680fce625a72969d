"""What an element's tag, role, microdata and style say of what stands in it."""

from __future__ import annotations

import re
from collections.abc import Collection
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

CODE = _words("code kbd samp tt var")
"""Elements of code and of what is typed (WHATWG HTML, sections 4.5.15 to 4.5.18; tt of old)."""
MAY_BE_CODE = CODE | {"pre"}
ANCESTORS = _words("article blockquote button header main math pre svg") | HEADINGS
"""The ancestors that mean something to what stands in them."""

SILENT = _words("script style template noscript head title textarea select")
CAPTIONS = _words("figcaption caption")
_WRITTEN = _words("article main")
_BY_TAG = {
    "nav": Region.NAVIGATION,
    "footer": Region.NAVIGATION,
    "form": Region.NAVIGATION,
    "button": Region.NAVIGATION,
    "address": Region.NAVIGATION,
    "dialog": Region.NAVIGATION,
    "aside": Region.RELATED,
}
"""WHATWG HTML, sections 4.3 (nav, aside, footer, address) and 4.10 to 4.12."""
_BY_ROLE = {
    "navigation": Region.NAVIGATION,
    "banner": Region.NAVIGATION,
    "contentinfo": Region.NAVIGATION,
    "search": Region.NAVIGATION,
    "menu": Region.NAVIGATION,
    "menubar": Region.NAVIGATION,
    "dialog": Region.NAVIGATION,
    "alertdialog": Region.NAVIGATION,
    "complementary": Region.RELATED,
    "doc-bibliography": Region.REFERENCE,
    "doc-endnotes": Region.REFERENCE,
    "doc-footnote": Region.REFERENCE,
}
"""WAI-ARIA 1.2, section 5.3.4 (landmarks) and DPUB-ARIA 1.1."""
_BY_TYPE = {
    "comment": Region.COMMENT,
    "usercomments": Region.COMMENT,
    "wpheader": Region.NAVIGATION,
    "wpfooter": Region.NAVIGATION,
    "sitenavigationelement": Region.NAVIGATION,
    "breadcrumblist": Region.NAVIGATION,
    "wpsidebar": Region.RELATED,
    "wpadblock": Region.TEASER,
}
"""The last part of an `itemtype` (schema.org)."""
TELLING = BLOCKS | ANCESTORS | CAPTIONS | CODE | SILENT | _BY_TAG.keys()
"""Elements that mean something even without attributes."""
ASIDE = _words("aside nav footer")
"""Elements that are never the article's own, whatever heading they hold."""
_LANGUAGE = re.compile(r"(?:^|\s)(?:lang|language|highlight|brush|prettyprint|src|sourceCode)\b")
"""Classes of a `pre` with code: HTML's own `language-*`, highlighters, Org mode, Pandoc."""
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def attribute(node: Any, name: str) -> str | None:
    """An attribute's value, `None` where the element lacks it; a valueless one is empty."""
    attributes = node.attrs or {}
    return (attributes[name] or "") if name in attributes else None


def is_code(node: Any) -> bool:
    """Whether the element holds code. A `pre` does where it has a language or holds nothing but a
    `code` element; alone it keeps the lines of any text."""
    if node.name != "pre":
        return node.name in CODE
    first = next(iter(node.children or ()), None)
    language = attribute(node, "class") or attribute(node, "lang") or ""
    return _LANGUAGE.search(language) is not None or (first is not None and first.name == "code")


def has_words_beside_buttons(heading: Any) -> bool:
    """Whether a heading has words outside its buttons, which are all of it where it unfolds."""
    inside = list(heading.children or ())
    while inside:
        node = inside.pop()
        if node.name == "#text":
            if node.data and not node.data.isspace():
                return True
        elif node.name != "button":
            inside.extend(node.children or ())
    return False


def declared_region(node: Any, within: Collection[str]) -> Region | None:
    """The region that an element's style, tag, role or microdata states, if any.

    `within` are the names of its ancestors that matter: the footer of a quotation is the quoted
    author's, and the header of an article the article's.
    """
    attributes = node.attrs
    if attributes and is_hidden(attributes):
        return Region.HIDDEN
    name = node.name
    if name in _BY_TAG:
        quoted = name == "footer" and "blockquote" in within
        return None if quoted else _BY_TAG[name]
    if name == "header" and _WRITTEN.isdisjoint(within):
        return Region.NAVIGATION
    if name == "article" and "article" in within:
        return Region.TEASER
    if not attributes:
        return None
    role = attributes.get("role")
    if role and role.lower() in _BY_ROLE:
        return _BY_ROLE[role.lower()]
    kind = attributes.get("itemtype")
    return _BY_TYPE.get(kind.strip().rpartition("/")[2].lower()) if kind else None


def is_own(declared: Region | None, named: Region | None) -> bool:
    """Whether what an element states may be the page's own: a day may stand in a line that a
    class name calls meta data, not in a menu, a card or a comment."""
    if declared is not None and declared.is_boilerplate:
        return False
    return named in (None, Region.NAVIGATION, Region.REFERENCE)


def is_hidden(attributes: Any) -> bool:
    """Whether an element's attributes hide it."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style) and _HIDING.search(style) is not None


def headed_elements(root: Any) -> frozenset[int]:
    """The identities of all elements that hold an h1, in one walk; what is aside keeps its h1."""
    found: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.name == "h1":
            while node is not None and id(node) not in found:
                found.add(id(node))
                node = node.parent
        elif node.name not in ("#text", *ASIDE):
            waiting.extend(node.children or ())
    return frozenset(found)
