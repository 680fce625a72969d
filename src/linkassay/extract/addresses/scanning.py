"""Where addresses may begin in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from linkassay.extract.addresses.characters import INVISIBLE, TYPOGRAPHIC, WIDE_MARKS, is_unspaced

_SCHEME_MARK = re.compile("://")
_WWW_MARKS = (re.compile(r"ww\."), re.compile(r"WW\."), re.compile(r"wW\."), re.compile(r"Ww\."))
"""Single literals: the regular expression engine looks for them ten times as fast as for `(?i)`."""
_SCHEMES = ("https", "http", "ftp")
_SIGILS = "@#$＠＃＄"
"""Before a word they make it a name, a subject or a variable (`@www.example.org`)."""
_ESCAPED_BLANK = re.compile(r"\\[nrt]\Z")
_BEFORE_WWW = re.compile(rf"[\s\"'`(\[{{<>|*,;:=!)\]}}«»•→–{TYPOGRAPHIC}{WIDE_MARKS}{INVISIBLE}]")
"""Marks before a host without a scheme; after `.`, `/`, `-`, `@` and the like it is a part."""


@dataclass(frozen=True, slots=True)
class Start:
    """An address may begin at `at`; its host (or user) begins at `host`, the same for `www.`."""

    at: int
    host: int


def starts(text: str, start: int, end: int) -> list[Start]:
    """All places in order, found by their `://` and `www.`, whatever stands before them."""
    found = [*_of_schemes(text, start, end), *_of_www(text, start, end)]
    return sorted(found, key=lambda item: item.at)


def may_begin(text: str, item: Start, after: int) -> bool:
    """Whether what stands before lets an address begin; `after` is the end of the one before.

    A letter or digit does not, but one of a script without blanks does.
    """
    if item.at in (0, after):
        return True
    before = text[item.at - 1]
    if before.isalnum():
        return is_unspaced(before) or (
            before in "nrt"
            and _ESCAPED_BLANK.search(text, max(0, item.at - 2), item.at) is not None
        )
    if item.at == item.host:
        return _BEFORE_WWW.match(before) is not None
    return before not in _SIGILS or (item.at > 1 and not text[item.at - 2].isspace())


def _of_schemes(text: str, start: int, end: int) -> Iterator[Start]:
    for mark in _SCHEME_MARK.finditer(text, start, end):
        colon = mark.start()
        word = text[max(start, colon - 5) : colon].lower()
        for scheme in _SCHEMES:
            if word.endswith(scheme):
                yield Start(colon - len(scheme), mark.end())
                break


def _of_www(text: str, start: int, end: int) -> Iterator[Start]:
    for mark in _WWW_MARKS:
        for match in mark.finditer(text, start + 1, end):
            at = match.start() - 1
            if text[at] in "wW":
                yield Start(at, at)
