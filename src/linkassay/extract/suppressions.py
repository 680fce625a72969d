"""Comments that suppress a rule beside a citation.

`<!-- linkassay: suppress dead-link until 2027-01-31: moved to the intranet -->` anywhere; in plain
text a line that begins with `#`, `//`, `..`, `;` or `%` does, too. What is shown as code is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from linkassay.model import Block, BlockKind, Lines, Suppression

_TAG = re.compile(r"<!--\s{0,20}linkassay:", re.IGNORECASE)
_LINE = re.compile(
    r"^[ \t]{0,20}(?:#|//|\.\.|;|%)[ \t]{0,20}linkassay:", re.IGNORECASE | re.MULTILINE
)
_WORDS = re.compile(r"suppress\s+(.*)", re.IGNORECASE | re.DOTALL)
_UNTIL = re.compile(r"\buntil\s+([0-9-]+)\s*:?", re.IGNORECASE)

MOST = 200
"""So many comments of one document count (our own choice)."""
_LONGEST = 1_000
_PLAIN = "text/plain"
_SHAPE = "write it like: suppress dead-link until 2027-01-31: why"


def find_suppressions(
    text: str, media_type: str, blocks: Sequence[Block], lines: Lines, place: str
) -> Iterator[Suppression]:
    """Each rule that a comment of a document suppresses, in order."""
    ranges = [_range(block) for block in blocks if block.content.pieces]
    code = [_range(block) for block in blocks if block.kind is BlockKind.CODE]
    found = 0
    for start, end, body in _comments(text, media_type):
        if any(first <= start < last for first, last in code) or text[max(start - 1, 0)] == "`":
            continue
        found += 1
        if found > MOST:
            return
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
    yield from sorted(found)


def _said(body: str) -> Iterator[tuple[str, str, date | None, str]]:
    """Rule, reason, last day and error of each rule that a comment names."""
    words = _WORDS.match(body.strip())
    if words is None:
        yield "", "", None, f"it does not say what to do; {_SHAPE}"
        return
    until = _UNTIL.search(words[1])
    if until is None:
        yield "", "", None, f"it does not say until when; {_SHAPE}"
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
    around = next((one for one in ranges if one[0] <= comment[0] <= one[1]), None)
    behind = next((one for one in ranges if one[0] >= comment[1]), None)
    for block in (around or behind,):
        if block is None:
            continue
        span = lines.span(*block)
        if span.line is not None and span.line <= last + 1:
            first, last = min(first, span.line), max(last, span.end_line or last)
    return first, last


def _range(block: Block) -> tuple[int, int]:
    return block.content.source_range(0, len(block.content.text))
