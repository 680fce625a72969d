"""Comments that suppress a rule beside a citation.

`<!-- linkassay: suppress dead-link until 2027-01-31: moved to the intranet -->` anywhere; in plain
text a line that begins with `#`, `//`, `..`, `;` or `%` does, too. What is shown as code is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from linkassay.model import Block, Lines, Suppression

_TAG = re.compile(r"<!--\s{0,20}linkassay:", re.IGNORECASE)
_LINE = re.compile(
    r"^[ \t]{0,20}(?:#|//|\.\.|;|%)[ \t]{0,20}linkassay:", re.IGNORECASE | re.MULTILINE
)
_WORDS = re.compile(r"suppress\s+(.*)", re.IGNORECASE | re.DOTALL)
_UNTIL = re.compile(r"\buntil\s+([0-9-]+)\s*:?", re.IGNORECASE)

MOST = 200
"""So many comments of one document count (our own choice)."""
_LONGEST = 1_000
_PLAIN, _MARKDOWN = "text/plain", "text/markdown"
_INDENT = 4
"""Blanks before a line that make it code (CommonMark 0.31.2, section 4.4)."""
_FENCE = re.compile(r"^[ >]{0,8}(?:```|~~~)", re.MULTILINE)
"""The beginning or the end of a block of code (CommonMark 0.31.2, section 4.5)."""
_SHAPE = "write it like: suppress dead-link until 2027-01-31: why"


def find_suppressions(
    text: str, media_type: str, blocks: Sequence[Block], lines: Lines, place: str
) -> Iterator[Suppression]:
    """Each rule that a comment of a document suppresses, in order."""
    comments = list(islice(_comments(text, media_type), MOST))
    if not comments:
        return
    ranges = [_range(block) for block in blocks if block.content.pieces]
    for start, end, body in comments:
        span = lines.span(start, end)
        scope = _scope((start, end), ranges, lines)
        for rule, reason, expires, error in _said(body):
            yield Suppression(
                rule,
                reason,
                expires,
                place,
                span.line,
                span.column,
                first_line=scope[0],
                last_line=scope[1],
                error=error,
            )


def _comments(text: str, media_type: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of each comment that speaks to us."""
    if "linkassay:" not in text.lower():
        return
    found = []
    for tag in _TAG.finditer(text):
        end = text.find("-->", tag.end(), tag.end() + _LONGEST)
        stop = tag.end() if end < 0 else end + 3
        found.append((tag.start(), stop, "" if end < 0 else text[tag.end() : end]))
    if media_type == _PLAIN:
        for line in _LINE.finditer(text):
            end = text.find("\n", line.end())
            stop = len(text) if end < 0 else end
            found.append((line.start(), stop, text[line.end() : stop][:_LONGEST]))
    fences = [fence.start() for fence in _FENCE.finditer(text)] if media_type == _MARKDOWN else []
    for start, stop, body in sorted(found):
        if media_type != _MARKDOWN or not _is_code(text, start, fences):
            yield start, stop, body


def _is_code(text: str, start: int, fences: Sequence[int]) -> bool:
    """Whether a place of Markdown is in a span of code, a fenced block or an indented one."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    indented = not before.strip() and len(before.expandtabs(4)) >= _INDENT
    return text[start - 1 : start] == "`" or indented or bisect_right(fences, start) % 2 == 1


def _said(body: str) -> Iterator[tuple[str, str, date | None, str]]:
    """Rule, reason, last day and error of each rule that a comment names."""
    words = _WORDS.match(body.strip())
    if words is None:
        yield "", " ".join(body.split()), None, f"it does not say what to do; {_SHAPE}"
        return
    until = _UNTIL.search(words[1])
    if until is None:
        yield "", " ".join(body.split()), None, f"it does not say until when; {_SHAPE}"
        return
    names = words[1][: until.start()].replace(",", " ").split()
    reason = " ".join(words[1][until.end() :].split())
    try:
        day = date.fromisoformat(until[1])
    except ValueError:
        yield " ".join(names), reason, None, f"{until[1]} is no day; write it like 2027-01-31"
        return
    if not names or not reason:
        yield " ".join(names), reason, day, f"it needs a rule and a reason; {_SHAPE}"
        return
    for name in dict.fromkeys(names):
        yield name, reason, day, ""


def _scope(
    comment: tuple[int, int], ranges: Sequence[tuple[int, int]], lines: Lines
) -> tuple[int, int]:
    """The lines a comment speaks of: its own and the next, and the block that it stands in, or
    else the block that begins right behind it."""
    own = lines.span(*comment)
    first, last = own.line or 1, (own.end_line or own.line or 1) + 1
    around = next((one for one in ranges if one[0] <= comment[0] < one[1]), None)
    if around is None or around[1] <= comment[1]:
        around = next((one for one in ranges if one[0] >= comment[1]), None)
    if around is not None:
        block = lines.span(*around)
        if block.line is not None and block.line <= last + 1:
            first, last = min(first, block.line), max(last, block.end_line or last)
    return first, last


def _range(block: Block) -> tuple[int, int]:
    return block.content.source_range(0, len(block.content.text))
