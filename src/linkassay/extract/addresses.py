"""Finding addresses that stand in running text, wrapped ones too.

Where an address ends is linkify-it-py's business; where it goes on in the next line is told by
rules that were measured on texts taken out of PDF files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linkassay.model import Form

if TYPE_CHECKING:
    from linkify_it import LinkifyIt

_LINE = re.compile(r"[^\r\n]*")
_LINE_END = re.compile(r"\r\n|\n|\r")
_WRAP = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t]*")
_GAP = re.compile(r"\s+")
_WORD = re.compile(r"\S+")
_SCHEME = re.compile(r"(?:https?|ftp)://|www\.", re.IGNORECASE)
_HINT = re.compile(r"://|www\.", re.IGNORECASE)
_BRACKETED = re.compile(
    r"<(?:URL:)?(?P<address>(?:https?|ftp)://[^\s<>]*"
    r"(?:[ \t]*(?:\r\n|\n|\r)[ \t]*(?!(?:https?|ftp)://)[^\s<>]+){0,9})>",
    re.IGNORECASE,
)
_ALWAYS_GOES_ON = "&=_%#-"
_MAY_GO_ON = "/.?"
_FILE_ENDING = re.compile(r"(?:s?html?|php|aspx?|pdf|txt|jsp|com|org|net)\b", re.IGNORECASE)
_ADDRESS_LIKE = re.compile(r"[/=&%_?#]|[^\W\d]\d|\d[^\W\d]|\d-|-\d|-[^-\s]+-[^\s]|\w\.[^\W\d]{2}")
_MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class Found:
    """One address in a text: `text[start:end]` is `written` but for line ends and indentation."""

    written: str
    start: int
    end: int
    form: Form = Form.BARE
    candidates: tuple[str, ...] = ()


def find_addresses(
    text: str, start: int = 0, end: int | None = None, *, wrapped: bool = True
) -> list[Found]:
    """All addresses in `text[start:end]`, in order; no two overlap.

    Schemes http, https and ftp, and hosts that begin with `www.`. With `wrapped`, an address may
    go on in the next line, never across an empty one.
    """
    end = len(text) if end is None else end
    if not _HINT.search(text, start, end):
        return []
    bracketed = _bracketed(text, start, end)
    bare: list[Found] = []
    position = start
    while position < end:
        line_end = _line_end(text, position, end)
        if _HINT.search(text, position, line_end):
            bare += _in_line(text, position, line_end, end if wrapped else line_end)
        position = _next_line(text, line_end)
    return _without_overlaps(sorted([*bracketed, *bare], key=lambda item: (item.start, item.form)))


def glue_of(text: str, found: list[Found]) -> frozenset[int]:
    """Source offsets where white space stands inside a wrapped address."""
    return frozenset(
        gap.start()
        for item in found
        if len(item.written) != item.end - item.start
        for gap in _GAP.finditer(text, item.start, item.end)
    )


@cache
def _linkifier() -> LinkifyIt:
    from linkify_it import LinkifyIt

    return LinkifyIt({}, {"fuzzy_link": True, "fuzzy_email": False, "fuzzy_ip": False})


def _matches(line: str) -> list[tuple[int, int]]:
    """Where linkify sees an address of ours: pairs (start, end).

    It is shown one word at a time, since no address has white space in it: it copies the rest of
    its input at each find.
    """
    return [
        (word.start() + match.index, word.start() + match.last_index)
        for word in _WORD.finditer(line)
        if _HINT.search(word[0])
        for match in _linkifier().match(word[0]) or ()
        if match.schema in ("http:", "https:", "ftp:")
        or (not match.schema and match.raw[:4].lower() == "www.")
    ]


def _bracketed(text: str, start: int, end: int) -> list[Found]:
    found = []
    for match in _BRACKETED.finditer(text, start, end):
        whole = match["address"]
        first = _WRAP.split(whole, maxsplit=1)[0]
        written = _WRAP.sub("", whole)
        others = (first,) if first != written else ()
        found.append(
            Found(written, match.start("address"), match.end("address"), Form.AUTOLINK, others)
        )
    return found


def _in_line(text: str, start: int, line_end: int, limit: int) -> list[Found]:
    line = text[start:line_end]
    indent = len(line) - len(line.lstrip())
    written_to = len(line.rstrip().rstrip(_ALWAYS_GOES_ON + _MAY_GO_ON))
    found = []
    for first, last in _matches(line):
        item = Found(line[first:last], start + first, start + last)
        if last >= written_to and limit > line_end:
            item = _continued(text, item, line_end, limit, alone=first <= indent)
        found.append(item)
    return found


def _continued(text: str, item: Found, line_end: int, limit: int, *, alone: bool) -> Found:
    """The address with what the following lines add to it; itself where they add nothing."""
    column = item.start - _line_start(text, item.start)
    joined = item
    for _ in range(_MOST_LINES):
        head = joined.written + text[joined.end : line_end].rstrip()
        following = _next_line(text, line_end)
        next_end = _line_end(text, following, limit)
        line = text[following:next_end]
        indent = len(line) - len(line.lstrip())
        if not _goes_on(head, line.strip(), same_column=alone and indent == column):
            break
        grown = head + line[indent:]
        first, last = (_matches(grown) or [(0, 0)])[0]
        if first != 0 or last <= len(head):
            break
        added = last - len(head)
        joined = Found(
            grown[:last], item.start, following + indent + added, item.form, (item.written,)
        )
        line_end = next_end
        if grown[last:].strip() or following >= limit:
            break
    return joined


def _goes_on(head: str, line: str, *, same_column: bool) -> bool:
    """Whether an address that ends a line as `head` goes on with the stripped next line."""
    if not line or line[0] in "<([{\"'“‘«" or _SCHEME.match(line):
        return False
    word = line.split(maxsplit=1)[0]
    whole_line = word == line
    like = _ADDRESS_LIKE.search(word.rstrip(".,;:!?)")) is not None
    lower = not word[0].isupper()
    mark = head[-1]
    if mark in _ALWAYS_GOES_ON:
        return word[0].isalnum() or word[0] in "/%&=_"
    if mark == "/":
        return like or (whole_line and lower and word[-1] not in ".,;:!?")
    if mark in _MAY_GO_ON:
        return lower and (like or _FILE_ENDING.match(word) is not None)
    return same_column and whole_line and like


def _line_start(text: str, position: int) -> int:
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def _line_end(text: str, position: int, limit: int) -> int:
    match = _LINE.match(text, position, limit)
    return match.end() if match else limit


def _next_line(text: str, line_end: int) -> int:
    match = _LINE_END.match(text, line_end)
    return match.end() if match else line_end + 1


def _without_overlaps(found: list[Found]) -> list[Found]:
    """Of two that overlap the first, and of two that begin alike the bracketed one."""
    kept: list[Found] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept
