"""What the readers of Markdown's inside share: placed addresses, and how to find their places."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from linkassay.extract.mapped_text import offset_in
from linkassay.extract.tags import attribute_ranges, trimmed
from linkassay.model import Form, MappedText

_NOT_WORDS = re.compile(r"[\W_]+")
_FORMS = {"href": Form.INLINE, "src": Form.EMBED, "cite": Form.QUOTE}


@dataclass(frozen=True, slots=True)
class Placed:
    """One address of a block with its place in the source and in the block's prose."""

    written: str
    start: int
    end: int
    form: Form
    anchor: str | None = None
    resolved: str | None = None
    candidates: tuple[str, ...] = ()
    start_in_prose: int | None = None


@dataclass(frozen=True, slots=True)
class Inline:
    """What one block holds; `only_addresses` where a reader sees nothing but bare addresses."""

    prose: MappedText
    found: tuple[Placed, ...]
    only_addresses: bool


def with_prose_offset(item: Placed, prose: MappedText) -> Placed:
    """The address with the place in the prose of itself or, unseen itself, of its anchor text."""
    at = offset_in(prose, item.start)
    if at is None and item.anchor:
        place = prose.text.find(item.anchor)
        at = place if place >= 0 else None
    return replace(item, start_in_prose=at)


def destination(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a link destination stands that begins (after white space) at `start`.

    Either `<…>` on one line, or up to white space with round brackets in balance (CommonMark 6.3).
    """
    while start < end and text[start].isspace():
        start += 1
    if text.startswith("<", start):
        close = text.find(">", start, end)
        return (start + 1, close) if close >= 0 else None
    depth = 0
    at = start
    while at < end and not text[at].isspace():
        if text[at] == "\\":
            at += 1
        elif text[at] == "(":
            depth += 1
        elif text[at] == ")":
            if depth == 0:
                break
            depth -= 1
        at += 1
    return (start, min(at, end)) if at > start else None


def addresses_of_tag(text: str, tag: int) -> list[Placed]:
    """The addresses in the attributes of one raw HTML tag."""
    if text.startswith(("</", "<!"), tag):
        return []
    found = []
    for name, (start, end) in attribute_ranges(text, tag).items():
        if name in _FORMS and fit(text[start:end]):
            first, last = trimmed(text, start, end)
            written = text[first:last]
            found.append(
                Placed(written, first, last, _FORMS[name], resolved=html.unescape(written))
            )
    return found


def fit(address: str) -> bool:
    """Whether an address is one to cite: absolute and of the web (a relative one has no base)."""
    return re.match(r"\s*(?:https?|ftp):", address, re.IGNORECASE) is not None


def only_addresses(text: str, placed: Sequence[Placed]) -> bool:
    """Whether a reader of the prose sees addresses and nothing else."""
    shown = [item for item in placed if item.form in (Form.BARE, Form.AUTOLINK)]
    for item in shown:
        text = text.replace(item.written, " ", 1)
    visible = [item for item in placed if item.anchor == item.written]
    for item in visible:
        text = text.replace(item.written, " ", 1)
    return bool(shown or visible) and not _NOT_WORDS.sub("", text)
