"""Where the tags of a page begin and end, told without a parser: one regular expression.

It reads a page as the tokenizer of WHATWG HTML does (13.2.5). What only the tree can tell (whether
a `title` stands in a picture, where its text may have tags) is told wrong here, and found out by
whoever compares with a tree.
"""

from __future__ import annotations

import re

_NAME = r"[A-Za-z][^\t\n\f\r />]*+"
_ATTRIBUTE_NAME = r"[^\t\n\f\r />][^\t\n\f\r />=]*+"
_VALUE = r"\"[^\"]*+\"|'[^']*+'|[^\t\n\f\r >\"'][^\t\n\f\r >]*+|(?=>)"
_EQUALS, _NO_EQUALS = r"[\t\n\f\r ]*+=[\t\n\f\r ]*+", r"(?![\t\n\f\r ]*+=)"
_ATTRIBUTE = rf"{_ATTRIBUTE_NAME}(?:{_EQUALS}(?:{_VALUE})|{_NO_EQUALS})"
_REST = rf"(?:[\t\n\f\r /]++|{_ATTRIBUTE})*+>"
_RAW = "script|style|textarea|title|xmp|iframe|noembed|noframes|noscript"

TOKEN = re.compile(
    rf"<(?:(?P<raw>(?i:{_RAW}))(?P<named>(?=[\t\n\f\r />])){_REST}"
    r"(?P<text>[^<]*+(?:<(?!/(?i:(?P=raw))[\t\n\f\r />])[^<]*+)*+)"
    rf"|{_NAME}(?P<start>){_REST}"
    rf"|/{_NAME}{_REST}(?P<end>)"
    r"|!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>)?+)(?P<comment>)"
    r"|(?:[!?]|/(?=[^A-Za-z>]))[^>]*+>?(?P<other>)"
    r"|/>(?P<nothing>)"
    r"|/?[A-Za-z](?s:.)*+(?P<open>)"
    r")"
)
"""A tag, a comment, or what is taken for one; `lastgroup` says which.

`start` stands behind the name of a start tag. `text` is what an element of raw text holds, behind
its start tag; its name ends at `named`. `other` is a doctype or a bogus comment. `open` is a tag
that never ends: it takes the rest of the page with it.
"""

ATTRIBUTE = re.compile(_ATTRIBUTE)
ATTRIBUTE_PARTS = re.compile(rf"({_ATTRIBUTE_NAME})(?:{_EQUALS}({_VALUE})|{_NO_EQUALS})")
"""The same: its name, and its value with quotes (empty where there is none)."""
END_TAG_NAME = re.compile(rf"</{_NAME}")
