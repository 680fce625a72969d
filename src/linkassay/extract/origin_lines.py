"""Of which text a credit line speaks: of the document, or of another that its prose names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from linkassay.model import Attribution, CreditClass
from linkassay.tables.origin_lines import Pointer, pointers

LONGEST_LEAD = 160
"""What stands before a line and is longer than this is prose (our own choice)."""

MOST_LABEL_WORDS = 4
"""A clause of more words before a colon tells what to write: `At the top of your page, write:`
(our own choice)."""

_QUOTES = '"“„«‘'
_SIGNS = " *_([—–-•|"
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"\[?https?://\S+")
_CLAUSE = re.compile(r"[^.!?]*:\s*\Z")


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A line of a block's text, from one offset to another, and the credits that it gives."""

    start: int
    end: int
    credits: tuple[Attribution, ...]

    @property
    def credit(self) -> CreditClass:
        return self.credits[0].credit


def goes_on_telling(rest: str, language: str) -> bool:
    """Whether a sentence goes on after its outlet as a story does: `…, and the minister denied it`.

    Such a sentence tells of a text; it is no credit line.
    """
    return pointers(Pointer.TELLING, language).match(rest) is not None


def own_lines(lines: Iterable[CreditLine], text: str, *, cites: bool) -> Iterator[CreditLine]:
    """The credit lines of a block's text that speak of the document itself, in order.

    A line about an origin that does not point at the text in hand speaks of what stands before it:
    it counts where nothing does, or another credit. One whose subject may be a text named before
    must also be the last. In a block that `cites` other texts only what begins it and points at the
    text in hand counts. What is quoted within a block is somebody's words.
    """
    ordered = sorted(lines, key=lambda line: line.start)
    ends = [*(line.start for line in ordered[1:]), len(text)]
    reached = 0
    for line, following in zip(ordered, ends, strict=False):
        before, after = text[reached : line.start], text[line.end : following]
        if _is_own(line, text, before, after, cites=cites):
            reached = max(reached, line.end)
            yield line


def _is_own(line: CreditLine, text: str, before: str, after: str, *, cites: bool) -> bool:
    if line.credit not in (CreditClass.ORIGIN, CreditClass.DISCLAIMER):
        return True
    if _is_quoted(line, text):
        return False
    if line.credit is CreditClass.DISCLAIMER:
        return True
    words = text[line.start : line.end]
    here = pointers(Pointer.HERE).search(words) is not None
    if cites:
        return here and not _LETTER.search(text[: line.start])
    if here:
        return not _is_prescribed(before)
    if len(before) > LONGEST_LEAD or not pointers(Pointer.LEAD).fullmatch(before.strip()):
        return False
    open_subject = pointers(Pointer.SUBJECT).match(words.lstrip(_SIGNS)) is not None
    return not (open_subject and _LETTER.search(_ADDRESS.sub("", after)))


def _is_quoted(line: CreditLine, text: str) -> bool:
    """Whether a line begins with the quotation mark of somebody else's words, amid a block."""
    opens = line.start > 0 and text[line.start - 1] in _QUOTES
    return opens and _LETTER.search(text, 0, line.start) is not None


def _is_prescribed(before: str) -> bool:
    """Whether a clause with a colon leads to a line, as a rule for those who quote it does."""
    clause = _CLAUSE.search(before[-LONGEST_LEAD:])
    if clause is None or pointers(Pointer.LEAD).fullmatch(clause[0].strip()):
        return False
    return len(clause[0].split()) > MOST_LABEL_WORDS
