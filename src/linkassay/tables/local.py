"""What is known of addresses that lead to files: generators of sites, templates, named places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Signs (a pattern) of an address that a template fills in later."""

    what: str
    pattern: str
    source: str


@dataclass(frozen=True, slots=True)
class TemplateMark:
    """What a template or a plugin writes; one of `signs` stands in all that the pattern finds."""

    what: str
    signs: tuple[str, ...]
    pattern: str
    source: str
    begins_line: bool = False


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator of sites, known by the `files` in a folder above its documents.

    With `by_source` an address of anything but a page is meant from the document, not from the
    page that is made of it.
    """

    name: str
    files: tuple[str, ...]
    by_source: bool
    source: str


@dataclass(frozen=True, slots=True)
class PageNames:
    """How generators name what becomes a page: endings with their dot, indexes in small letters."""

    endings: tuple[str, ...]
    indexes: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class StandIns:
    """Words that stand for any address where no file is called so."""

    words: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class FileEndings:
    """Endings of files, with their dot, that are top-level domains too."""

    endings: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """A pattern of names of places that are in every page, or are made by a script.

    Those `by_renderer` come with the making of a page: one that is made has them or has not.
    """

    what: str
    pattern: str
    source: str
    by_renderer: bool = False


@cache
def generators() -> tuple[Generator, ...]:
    """All generators we know."""
    return rows("local", "generator", Generator)


@cache
def endings() -> tuple[str, ...]:
    """Endings of files that become pages, the likeliest first."""
    return tuple(ending for row in rows("local", "page", PageNames) for ending in row.endings)


@cache
def indexes() -> tuple[str, ...]:
    """Names, in small letters and without ending, of the file that is the page of its folder."""
    return tuple(name for row in rows("local", "page", PageNames) for name in row.indexes)


def is_placeholder(address: str) -> bool:
    """Whether an address is one that a template fills in, or that stands for any other."""
    return _placeholders().search(address) is not None


@cache
def _stand_ins() -> frozenset[str]:
    return frozenset(word for row in rows("local", "word", StandIns) for word in row.words)


def is_stand_in(word: str) -> bool:
    """Whether a lone word stands for any address where no file is called so."""
    return word in _stand_ins()


@cache
def file_endings() -> frozenset[str]:
    """Endings that say a file's kind, though they are top-level domains too."""
    return frozenset(one for row in rows("local", "ending", FileEndings) for one in row.endings)


def template_marks(text: str) -> Iterator[int]:
    """Where in a text a template or a plugin puts something in when its page is made.

    One kind of mark after the other, each in order.
    """
    for row, pattern in _template_marks():
        if not any(_stands_in(text, sign) for sign in row.signs):
            continue
        if row.begins_line:  # found by the line end before it, which is faster than `^`
            yield from (mark.start() for mark in pattern.finditer(f"\n{text}"))
        else:
            yield from (mark.start() for mark in pattern.finditer(text))


def _stands_in(text: str, sign: str) -> bool:
    """Whether a sign stands in a long text: one character is found a hundred times as fast as two,
    and most often one of them is nowhere."""
    return all(one in text for one in sign) and sign in text


def is_everywhere(fragment: str, *, made: bool) -> bool:
    """Whether a place needs no name in the document: every page has it, or a script makes it.

    `made` is whether the document is a page already, to which no renderer adds.
    """
    return _everywhere(made).match(fragment) is not None


@cache
def _placeholders() -> re.Pattern[str]:
    patterns = (f"(?:{row.pattern})" for row in rows("local", "address", Placeholder))
    return re.compile("|".join(patterns), re.MULTILINE)


@cache
def _template_marks() -> tuple[tuple[TemplateMark, re.Pattern[str]], ...]:
    return tuple(
        (row, re.compile(rf"\n{row.pattern}" if row.begins_line else row.pattern))
        for row in rows("local", "text", TemplateMark)
    )


@cache
def _everywhere(made: bool) -> re.Pattern[str]:
    places = rows("local", "place", Place)
    kept = (row.pattern for row in places if not (made and row.by_renderer))
    return re.compile("|".join(rf"(?:{pattern})\Z" for pattern in kept))
