"""Addresses whose scheme is mistyped: no reader can follow them, and no reader is in doubt.

They are cited with an error. So they must be plain: the spelling stands in a table, a host with a
known top-level domain follows (or none can, after three slashes), and nothing stands before that
code would have there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkassay.extract.addresses.ends import address_end, cut_back, run_end
from linkassay.extract.addresses.found import Found
from linkassay.tables.schemes import misspelt_schemes
from linkassay.urls import known_suffix

_MARK = re.compile("://")
_STEM = re.compile(r"ttps?(?=[:;./])")
_AFTER_STEM = re.compile(r"(?:[;.]//|::+//|//:?|:/(?!/)|:\\\\)")
_WORD = re.compile(r"[A-Za-z]{3,6}\Z")
_NO_HOST = re.compile(r"https?:///+(?=[0-9A-Za-z])", re.IGNORECASE)
_BEHEADED = "ttps"
_KANA = re.compile("[\u3041-\u30ff]")
_NEAR = 200
"""Characters around an address in which Japanese letters say that its scheme is cut on purpose."""
_BEFORE = re.compile(r"[\s(\[<\"'“„«‘:,;]")
_TWICE = re.compile(r"(?:https?://){2,4}", re.IGNORECASE)
_HOST = re.compile(r"[^/?#:\s]*")
_LONGEST = 2000
"""Characters of such an address that are looked at."""


def find_misspelt(text: str, start: int, end: int) -> list[Found]:
    """The addresses of `text[start:end]` with a mistyped or a second scheme, in order."""
    places = {
        place
        for mark in _MARK.finditer(text, start, end)
        if (place := _of_word(text, start, mark.start(), mark.end())) is not None
    }
    for stem in _STEM.finditer(text, start, end):
        after = _AFTER_STEM.match(text, stem.end(), end)
        if after is not None and stem.start() > start and text[stem.start() - 1] in "hH":
            places.add((stem.start() - 1, after.end()))
    named = (_found(text, at, host, start, end) for at, host in places)
    nameless = (_without_host(text, slashes, start, end) for slashes in _no_hosts(text, start, end))
    found = [item for item in (*named, *nameless) if item is not None]
    return sorted(found, key=lambda item: item.start)


def _no_hosts(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Schemes with three slashes or more, which leave no host."""
    return _NO_HOST.finditer(text, start, end) if text.find(":///", start, end) >= 0 else iter(())


def _without_host(text: str, slashes: re.Match[str], start: int, end: int) -> Found | None:
    """The address after such a scheme; what is wrong with it the parser says."""
    at, path = slashes.span()
    if at > start and not _BEFORE.match(text[at - 1]):
        return None
    limit = run_end(text, path, min(end, path + _LONGEST))
    written_to = cut_back(text, at, path, limit)
    return Found(text[at:written_to], at, written_to)


def _of_word(text: str, start: int, colon: int, host: int) -> tuple[int, int] | None:
    """Where the mistyped word before a `://` begins, or the first of several schemes."""
    word = _WORD.search(text, max(start, colon - 6), colon)
    if word is None:
        return None
    if word[0].lower() in ("http", "https"):
        twice = _TWICE.match(text, word.start())
        return (word.start(), twice.end()) if twice and twice.end() > host else None
    if word[0].lower() == _BEHEADED and _KANA.search(text, max(start, colon - _NEAR), host + _NEAR):
        return None
    return (word.start(), host) if word[0].lower() + "://" in misspelt_schemes() else None


def _found(text: str, at: int, host: int, start: int, end: int) -> Found | None:
    if at > start and not _BEFORE.match(text[at - 1]):
        return None
    limit = run_end(text, host, min(end, host + _LONGEST))
    written_to = address_end(text, at, host, limit)
    name = _HOST.match(text, host, written_to) if written_to else None
    if written_to is None or name is None or not _is_site(name[0]):
        return None
    beginning = text[at:host]
    meant = misspelt_schemes().get(beginning.lower())
    if meant is None and not _TWICE.fullmatch(beginning):
        return None
    error = (
        "It begins with two schemes."
        if meant is None
        else f"It begins with “{beginning}” where “{meant}” was meant."
    )
    return Found(text[at:written_to], at, written_to, error=error)


def _is_site(name: str) -> bool:
    return "." in name and known_suffix(name.rpartition(".")[2])
