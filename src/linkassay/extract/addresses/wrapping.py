"""Addresses that go on in the next line: the likeliest reading first, the others as candidates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from linkassay.extract.addresses.continuing import Break, Going, going, is_another
from linkassay.extract.addresses.ends import address_end, run_end, unescaped
from linkassay.extract.addresses.found import Found
from linkassay.extract.addresses.scanning import starts

MOST_LINES = 10
"""Lines over which an address is followed."""
MOST_CANDIDATES = 6
MOST_INDENT = 200
"""Blanks before an address that is still taken to begin its line."""

_TO_LINE_END = re.compile(r"[&=_%#/.?-]*[ \t]*(?=[\r\n])")
_COMMENT = re.compile(r"\s*(#|//|/?\*|--|%|;|>)[#/:!*]*\s")
_ASSIGNMENT = re.compile(r"[ \t]+[-+*/|&:]?=[ \t]")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+[ \t]*")
"""What stands before each line of a mail that is quoted (RFC 3676, 4.5)."""
_LINE_END = re.compile(r"\r\n|\n|\r")
_LINE = re.compile(r"[^\r\n]*")
_INDENT = re.compile(r"[ \t]*")
_WORD = re.compile(r"\S*")
_ONE_WORD = re.compile(r"[ \t]*(\S+)[ \t]*(?=[\r\n]|\Z)")


@dataclass(frozen=True, slots=True)
class _Reading:
    """An address as far as it was followed: `text` without line ends, `end` in the source, the end
    of the line it stops in.
    """

    text: str
    end: int
    line_end: int


def ends_line(text: str, end: int) -> bool:
    """Whether nothing but marks that an address can have follows up to the line's end."""
    return _TO_LINE_END.match(text, end) is not None


def wrapped_over(text: str, item: Found, limit: int) -> Found:
    """The address with what the following lines add to it, and its other readings.

    What was joined has each shorter reading as a candidate, the longest first; what was not has the
    longer one that is possible.
    """
    column = _column(text, item.start)
    reached = _Reading(item.written, item.end, _line_end(text, item.end, limit))
    shorter: list[_Reading] = []
    how, further = _step(text, item, reached, limit, column)
    while how is Going.ON and further is not None and len(shorter) < MOST_LINES:
        shorter.insert(0, reached)
        reached = further
        how, further = _step(text, item, reached, limit, column)
    longer = [further] if how is Going.PERHAPS and further is not None else []
    others = [reading.text for reading in (*longer, *shorter)][:MOST_CANDIDATES]
    if not others:
        return item
    return replace(
        item,
        written=reached.text,
        end=reached.end,
        candidates=tuple(others),
        resolved=unescaped(reached.text),
    )


def _step(
    text: str, item: Found, reached: _Reading, limit: int, column: int | None
) -> tuple[Going, _Reading | None]:
    """How an address goes on after the line it stops in, and the reading with the next line."""
    line_end = _LINE_END.match(text, reached.line_end, limit)
    if line_end is None or not ends_line(text, reached.end):
        return Going.NOT, None
    at = _after_indent(text, item.start, line_end.end(), limit)
    word = _WORD.match(text, at, limit)
    if word is None or not word[0] or is_another(word[0]):
        return Going.NOT, None
    head = reached.text + text[reached.end : reached.line_end].rstrip()
    next_end = _line_end(text, at, limit)
    if _is_code(text, item.start, line_end.end(), word.end()):
        return Going.NOT, None
    whole = not text[word.end() : next_end].strip()
    aligned = whole and column == at - line_end.end()
    listed = whole and _is_listed(text, next_end, limit, len(word[0]), len(head))
    joined = reached.end != item.end
    how = going(Break(head, word[0], whole, aligned, listed, joined))
    return how, _grown(head, word, next_end) if how is not Going.NOT else None


def _after_indent(text: str, start: int, at: int, limit: int) -> int:
    """Where the words of the line at `at` begin.

    Marks of quotation are indentation where the address's line has as many.
    """
    indent = _INDENT.match(text, at, limit)
    plain = indent.end() if indent else at
    marks = _QUOTED.match(text, at, limit)
    line = _line_start(text, start)
    own = _QUOTED.match(text, line, start) if marks is not None and line is not None else None
    same = marks is not None and own is not None and own[0].count(">") == marks[0].count(">")
    return marks.end() if marks is not None and same else plain


def _line_start(text: str, start: int) -> int | None:
    """Where the line of an address begins; `None` where that is far before it."""
    begin = max(0, start - MOST_INDENT)
    line = max(text.rfind("\n", begin, start), text.rfind("\r", begin, start))
    return line + 1 if line >= 0 else (0 if begin == 0 else None)


def _is_code(text: str, start: int, next_line: int, word_end: int) -> bool:
    """Whether the next line is code: an assignment, or no comment where the address is in one."""
    line = _line_start(text, start)
    mark = _COMMENT.match(text, line, start) if line is not None else None
    indent = _INDENT.match(text, next_line)
    at = indent.end() if indent else next_line
    return _ASSIGNMENT.match(text, word_end) is not None or (
        mark is not None and not text.startswith(mark[1], at)
    )


def _grown(head: str, word: re.Match[str], line_end: int) -> _Reading | None:
    """The address with the word of the next line; `None` where it takes nothing of it."""
    grown = head + word[0]
    places = starts(grown, 0, len(grown))
    if not places or places[0].at != 0:
        return None
    end = address_end(grown, 0, places[0].host, run_end(grown, places[0].host, len(grown)))
    if end is None or end <= len(head):
        return None
    return _Reading(grown[:end], word.start() + end - len(head), line_end)


def _is_listed(text: str, line_end: int, limit: int, length: int, head: int) -> bool:
    """Whether a short word alone on its line is followed by another: a list, no address in pieces.

    The inner pieces of one address fill their lines alike.
    """
    following = _LINE_END.match(text, line_end, limit)
    if following is None or length * 2 > head:
        return False
    word = _ONE_WORD.match(text, following.end(), limit)
    return word is not None and "://" not in word[1]


def _column(text: str, start: int) -> int | None:
    """The column of an address that begins its line; `None` for one that does not."""
    before = text[max(0, start - MOST_INDENT) : start]
    left = before.rstrip(" \t")
    return len(before) - len(left) if not left or left[-1] in "\r\n" else None


def _line_end(text: str, position: int, limit: int) -> int:
    match = _LINE.match(text, position, limit)
    return match.end() if match else limit
