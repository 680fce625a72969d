"""The places of a page to which a fragment may lead, and whether scripts may make more of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from linkassay.extract.formats.html_tokens import TOKEN
from linkassay.extract.page_tags import attributes_of, runs

_NAMES = re.compile(r"\b(?:id|name)\b", re.IGNORECASE)
_MAKES = re.compile(
    r"innerHTML|outerHTML|createElement|insertAdjacent|document\.write|append|setAttribute"
    r"|\.id ?=(?!=)|\.html\(|\$\(|\bfetch ?\(|XMLHttpRequest|\bimport\b|\beval ?\("
)
"""What a script has in it that adds to a page, or loads what does."""

_HEADING = re.compile(r"h[1-6]")


@dataclass(slots=True)
class Places:
    """The ids of a page and the names of its anchors (WHATWG HTML, 7.4.6.3).

    `heading_ids`: some heading has one, in itself, in it, or on the tag before it. `scripts`: it
    has scripts that may add to it.
    """

    ids: set[str] = field(default_factory=set)
    heading_ids: bool = False
    scripts: bool = False


def places_in(page: str) -> Places:
    """Read a page. Never raises; time grows with its length."""
    found, named, heading = Places(), False, ""
    for token in TOKEN.finditer(page):
        kind = token.lastgroup
        if kind == "start":
            name_end = token.end("start")
            name, rest = page[token.start() + 1 : name_end].lower(), page[name_end : token.end()]
            before, named = named, _add(found.ids, name, rest)
            if _HEADING.fullmatch(name):
                heading = name
                found.heading_ids = found.heading_ids or before
            found.heading_ids = found.heading_ids or (named and heading != "")
        elif kind == "end":
            if heading and page.startswith(heading, token.start() + 2):
                heading = ""
        elif kind == "text":
            name = token["raw"].lower()
            rest = page[token.end("named") : token.start("text")]
            _add(found.ids, name, rest)
            if name == "script" and not found.scripts:
                found.scripts = _may_add(rest, token["text"])
    return found


def _may_add(rest: str, script: str) -> bool:
    """Whether a script may add to the page: one that is elsewhere, or one that does so."""
    attributes = attributes_of(rest)
    return runs(attributes) and ("src" in attributes or _MAKES.search(script) is not None)


def _add(ids: set[str], name: str, rest: str) -> bool:
    """Take the id or name of a start tag; whether it has one."""
    if _NAMES.search(rest) is None:
        return False
    attributes = attributes_of(rest)
    keys = ("id", "name") if name == "a" else ("id",)
    values = [attributes[key] for key in keys if attributes.get(key)]
    ids.update(values)
    return bool(values)
