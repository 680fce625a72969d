"""Finding all addresses and identifiers of a text, in one way over it."""

from __future__ import annotations

import re

from linkassay.extract.addresses.ends import (
    address_end,
    over_pages,
    run_end,
    unescaped,
)
from linkassay.extract.addresses.found import Found
from linkassay.extract.addresses.hints import may_hold
from linkassay.extract.addresses.identifiers import find_identifiers
from linkassay.extract.addresses.marks import is_half_host, within_marks
from linkassay.extract.addresses.misspelt import find_misspelt
from linkassay.extract.addresses.scanning import Start, may_begin, starts
from linkassay.extract.addresses.wrapping import ends_line, wrapped_over
from linkassay.model import Form

_BLANKS = r"[ \t]*(?:\r\n|\n|\r)[ \t]*"
_WRAP = re.compile(_BLANKS)
_BRACKETED = re.compile(r"[^\s<>]*+>")
_BRACKETED_WRAPPED = re.compile(
    rf"[^\s<>]*+(?:{_BLANKS}(?!(?:https?|ftp)://)[^\s<>]++){{0,9}}+>", re.IGNORECASE
)
_STRING = re.compile(r"[\"'\\]\s")
"""The end of a piece of a string in code, or of a line of it."""
_SCHEME = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)


def find_addresses(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    wrapped: bool = True,
    code: bool = False,
) -> list[Found]:
    """All addresses in `text[start:end]`, in order; no two overlap.

    Schemes http, https and ftp, and hosts that begin with `www.`. With `wrapped`, an address may
    go on in the next line, never across an empty one. DOIs, arXiv ids, ISBNs, RFC numbers and
    addresses with a mistyped scheme are found, too, but not in `code`.
    """
    end = len(text) if end is None else end
    if not may_hold(text, start, end):
        return []
    found = _addresses(text, start, end, wrapped=wrapped)
    if code:
        return found
    others = [*find_misspelt(text, start, end), *find_identifiers(text, start, end)]
    return _without_overlaps(found, others) if others else found


def _addresses(text: str, start: int, end: int, *, wrapped: bool) -> list[Found]:
    found: list[Found] = []
    after = limit = start - 1
    for item in starts(text, start, end):
        if item.at < after or not may_begin(text, item, after):
            continue
        if item.host >= limit:
            limit = run_end(text, item.host, end)
        one = _bracketed(text, item, end, wrapped=wrapped) or _bare(text, item, limit, end)
        if one is None:
            continue
        if wrapped and one.form is Form.BARE and ends_line(text, one.end):
            one = wrapped_over(text, one, end)
        found.append(one)
        after = one.end
    return found


def _bare(text: str, item: Start, limit: int, last: int) -> Found | None:
    if _has_two_schemes(text, item):
        return None
    limit = within_marks(text, item.at, item.host, limit)
    end = address_end(text, item.at, item.host, limit)
    if end is None or is_half_host(text, item.host, end):
        return None
    end = over_pages(text, item.at, item.host, end, last)
    if _is_broken_target(text, item, end) or _is_half_marked(text, item, end):
        return None
    written = text[item.at : end]
    return Found(written, item.at, end, resolved=unescaped(written))


def _has_two_schemes(text: str, item: Start) -> bool:
    return _SCHEME.match(text, item.host) is not None


def _is_half_marked(text: str, item: Start, end: int) -> bool:
    """Whether an underscore before it is no mark of markup (`_https://…_`) but part of a word."""
    return text[item.at - 1 : item.at] == "_" and text[end : end + 1] != "_"


def _is_broken_target(text: str, item: Start, end: int) -> bool:
    """Whether it is the target of a Markdown link with a blank in its host: that is no link.

    `[words](https://exa mple.org/)` leads nowhere (CommonMark, 6.3), and `https://exa` is not
    what was meant.
    """
    return (
        text[item.at - 2 : item.at] == "]("
        and text[end : end + 1].isspace()
        and "." not in text[item.host : end]
    )


def _bracketed(text: str, item: Start, end: int, *, wrapped: bool) -> Found | None:
    """The address in `<…>` or `<URL:…>` (RFC 3986, appendix C), whole as it stands there."""
    opened = text[item.at - 1 : item.at] == "<" or text[item.at - 5 : item.at].upper() == "<URL:"
    if not opened or item.host == item.at:
        return None
    match = (_BRACKETED_WRAPPED if wrapped else _BRACKETED).match(text, item.host, end)
    if match is None or address_end(text, item.at, item.host, match.end() - 1) is None:
        return None
    whole = text[item.at : match.end() - 1]
    first, *more = _WRAP.split(whole)
    if more and _STRING.search(whole):
        return None
    written = "".join((first, *more))
    return Found(written, item.at, match.end() - 1, Form.AUTOLINK, (first,) if more else ())


def _without_overlaps(found: list[Found], others: list[Found]) -> list[Found]:
    """All in order; what stands inside an address is not named again."""
    kept: list[Found] = []
    for item in sorted([*found, *others], key=lambda item: item.start):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept
