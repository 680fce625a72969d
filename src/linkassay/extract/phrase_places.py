"""Where the wording of a credit line fits a text, and how far the line goes around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from linkassay.model import CreditClass
from linkassay.tables.phrases import Phrase, Where

LONGEST_LINE = 120
"""A block longer than this is text that happens to start like a label."""

MOST_REST = 200
"""So many characters of a sentence are taken into a credit line after its wording (our choice)."""

_START = r"(?:[–—-] )?(?=[\"'“‘„«(\[*_]?[\w©])"
_FIRST_START = re.compile(_START)
_LATER_START = re.compile(rf"[.!?…:][\"'”’»)*_\]]? {_START}")
_END = re.compile(r"(?:(?<!\b\d)(?<!\b\d\d)\.|[!?)\]])(?=[\"'”’»)\]]*(?:\s|$))")
_ORNAMENT = "*_ \"'“”‘’«»„—–-|•"


def matches_of(phrase: Phrase, text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """Where a wording fits; `starts` are the beginnings of the text's sentences."""
    match phrase.where:
        case Where.SENTENCE:
            pattern = phrase.pattern
            for at in starts:
                if (match := pattern.match(text, at)) is not None:
                    yield match
        case Where.ANYWHERE | Where.CAPTION:
            yield from phrase.pattern.finditer(text)
        case Where.BLOCK | Where.WHOLE | Where.OPENING:
            yield from _of_block(phrase, text)


def _of_block(phrase: Phrase, text: str) -> Iterator[re.Match[str]]:
    """The block without the signs around it, as it is, or its beginning, as the wording wants."""
    if phrase.where is Where.OPENING:
        found = phrase.pattern.match(text, len(text) - len(text.lstrip(_ORNAMENT)))
    elif len(text) > LONGEST_LINE:
        return
    elif phrase.where is Where.WHOLE:
        found = phrase.pattern.fullmatch(text, *_inner(text, " "))
    else:
        found = phrase.pattern.fullmatch(text, *_inner(text, _ORNAMENT))
    if found is not None:
        yield found


def _inner(text: str, signs: str) -> tuple[int, int]:
    """Where a block without these signs begins and ends; of brackets both go, or none."""
    first = len(text) - len(text.lstrip(signs))
    last = max(first, len(text.rstrip(signs)))
    if signs != " " and text[first:last].startswith(("(", "[")) and text[last - 1] in ")]":
        return first + 1, last - 1
    return first, last


def sentence_starts(text: str) -> Iterator[int]:
    """Where the first word of each sentence begins."""
    first = _FIRST_START.match(text)
    for start in chain((first,) if first else (), _LATER_START.finditer(text)):
        at = start.end()
        while at < len(text) and text[at] in "\"'“‘„*_[(":
            at += 1
        yield at


def line_around(phrase: Phrase, match: re.Match[str]) -> tuple[int, int]:
    """The whole line: what its sentence goes on with, closing marks, the bracket before it."""
    text, start, end = match.string, match.start(), match.end()
    if phrase.where is Where.SENTENCE and phrase.credit is not CreditClass.DATELINE:
        end = _clause_end(text, end)
    end = _with_closing_marks(text, end)
    if text[max(0, start - 1) : start] in ("(", "[") and text[end - 1] in ")]":
        start -= 1
    return start, end


def _clause_end(text: str, at: int) -> int:
    """Where the sentence ends that goes on here; as it is, where it goes on for long."""
    found = _END.search(text, at, at + MOST_REST)
    if found is not None:
        return found.start()
    return len(text) if len(text) <= at + MOST_REST else at


def _with_closing_marks(text: str, at: int) -> int:
    """Take in the full stop and closing marks that belong to the sentence."""
    while at < len(text) and text[at] in '.)”’"!»]':
        at += 1
    return at
