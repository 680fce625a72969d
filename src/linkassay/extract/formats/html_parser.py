"""The tree of a page or of a stretch of HTML, by the fastest parser that tells all places right.

lexbor reads nearly all; justhtml, which keeps places itself, reads those where a place is in
doubt. What a node has is the same: `name`, `namespace`, `attrs`, `children`, `parent`, `data`,
`origin_offset`.
"""

from __future__ import annotations

from typing import Any

from linkassay.extract.formats.html_marks import UnprovenError, marked
from linkassay.extract.formats.html_nodes import Element, read_tree
from linkassay.extract.formats.html_regular import regular


def parse_tree(text: str, *, fragment: bool = False) -> Any:
    """The root of a page, or of a `fragment` that stands in one. Never raises for any text."""
    try:
        return marked_tree(text, fragment=fragment)
    except UnprovenError:
        return placed_tree(text, fragment=fragment)


def marked_tree(text: str, *, fragment: bool = False) -> Element:
    """The tree as lexbor makes it.

    Raises `UnprovenError` where a place is in doubt, and where lexbor gives up: for want of memory,
    as far as we have seen.
    """
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, SelectolaxError

    page = marked(text, fragment=fragment)
    plainly = LexborDocumentOptions.WO_EVENTS  # with them 20,000 options in one select take 2.4 s
    try:
        parser = LexborHTMLParser(page.text, is_fragment=fragment, scripting=True, options=plainly)
    except SelectolaxError as problem:
        raise UnprovenError from problem
    return read_tree(parser.html or "", page, text)


def placed_tree(text: str, *, fragment: bool = False) -> Any:
    """The tree as justhtml makes it, which is slower and always knows the places."""
    from justhtml import JustHTML

    plain = regular(text, fragment=fragment)
    tree = JustHTML(plain, sanitize=False, track_node_locations=True, fragment=fragment)
    return tree.root
