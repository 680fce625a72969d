"""What a block itself is: how many words stand outside its links, and whether sentences do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from linkassay.extract.parsed import ParsedBlock, RawLink
from linkassay.model import BlockKind

FEWEST_WORDS = 10
"""So many words outside links, and a sentence mark, make a sentence (our own choice: most lines of
a template are shorter)."""

_SENTENCE_MARK = re.compile(r"[.!?…:。！？：](?:(?<=[。！？：])|[\"'”’»)\]]*(?:\s|$))")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ASCII_WORD = re.compile(r"[A-Za-z]{2,}")
"""The same, found several times faster, of a text in ASCII."""
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Measure:
    """Words outside links and in them; `letters` is whether a letter stands outside links."""

    words: int = 0
    linked: int = 0
    letters: bool = False
    marked: bool = False

    @property
    def is_sentence(self) -> bool:
        """Whether an author speaks in it: enough words outside links, more than inside."""
        return self.marked and self.words >= FEWEST_WORDS and self.words > self.linked


EMPTY = Measure()
"""The measure of a block whose words do not count."""
_LETTERS = Measure(letters=True)
"""Of code, and of all whose words are not counted."""


def measure(parsed: ParsedBlock) -> Measure:
    """Count a block, in one pass over its text. Code has no words, a caption no sentence.

    Without links and outside all elements nothing is counted: no region depends on it there.
    """
    text = parsed.block.content.text
    if parsed.block.kind is BlockKind.CODE:
        return _LETTERS
    if parsed.place is None and not parsed.links:
        return EMPTY
    if not parsed.links:
        return Measure(_count(text), 0, _LETTER.search(text) is not None, _is_marked(parsed))
    words = linked = 0
    letters = False
    done = 0
    for start, end in sorted(_shown(parsed)):
        outside = text[done : max(done, start)]
        words += _count(outside)
        letters = letters or _LETTER.search(outside) is not None
        linked += _count(text[max(done, start) : end])
        done = max(done, end)
    outside = text[done:]
    words += _count(outside)
    letters = letters or _LETTER.search(outside) is not None
    return Measure(words, linked, letters, _is_marked(parsed))


def letters_of(parsed: ParsedBlock) -> Measure:
    """A block's measure without its words: only whether a letter stands outside its links."""
    if parsed.block.kind is BlockKind.CODE:
        return _LETTERS
    text = parsed.block.content.text
    done = 0
    first = min([raw.offset for raw in parsed.links if raw.offset is not None], default=0)
    if first and _LETTER.search(text, 0, first):
        return _LETTERS
    for start, end in sorted(_shown(parsed)) if parsed.links else ():
        if _LETTER.search(text, done, start):
            return _LETTERS
        done = max(done, end)
    return _LETTERS if parsed.links and _LETTER.search(text, done) else EMPTY


def _is_marked(parsed: ParsedBlock) -> bool:
    block = parsed.block
    return (
        block.kind is not BlockKind.CAPTION
        and _SENTENCE_MARK.search(block.content.text) is not None
    )


def _count(text: str) -> int:
    if text.isascii():
        return len(_ASCII_WORD.findall(text))
    unspaced = len(_unspaced().findall(text))
    return len(_WORD.findall(text)) if not unspaced else max(len(text.split()), unspaced // 2)


@cache
def _unspaced() -> re.Pattern[str]:
    """Letters of scripts that write no blanks between words; two count as one word."""
    return re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")


def _shown(parsed: ParsedBlock) -> list[tuple[int, int]]:
    """Where in its text a block shows the words of its links."""
    text = parsed.block.content.text
    return [shown for raw in parsed.links if (shown := _words_of(raw, text)) is not None]


def _words_of(raw: RawLink, text: str) -> tuple[int, int] | None:
    if raw.offset is None:
        return None
    for words in (raw.anchor, raw.written, raw.address):
        if words and text.startswith(words, raw.offset):
            return raw.offset, raw.offset + len(words)
    return None
