"""Identifiers that stand in running text: DOIs, arXiv ids, ISBNs and RFC numbers.

Each is looked for by a literal, since most texts hold none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from linkassay.extract.addresses.characters import ENDS, is_unspaced
from linkassay.extract.addresses.ends import cut_back
from linkassay.extract.addresses.found import Found
from linkassay.model import Form

_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/")
"""Prefix and slash of a DOI; registrants have four digits or more (DOI Handbook, 2.2.2)."""
_DOI_SUFFIX = re.compile(rf"(?:[^{ENDS}\"]|<(?=[0-9]+:)[^\s<>]*>){{1,300}}")
"""`<page:title>` stands in the DOIs that were made of SICIs (ANSI/NISO Z39.56)."""
_DOI_NAME = re.compile(
    r"(?:doi\.org/|\bdoi(?:[ \t]{0,3}[:=][ \t]{0,3}|[ \t]{1,3}|/))\Z", re.IGNORECASE
)
_LONGEST_NAME = 16
_INSIDE_WORD = re.compile(r"[\w.,/%#&=@+-]")
_ARXIV = (re.compile("rXiv"), re.compile("rxiv"), re.compile("RXIV"))
_ARXIV_ID = re.compile(
    r"(?::[ \t]?|[ \t]{1,2})"
    r"(?P<id>[0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,2})?|[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/[0-9]{7}(?:v[0-9]{1,2})?)"
    r"(?![\w/])"
)
"""Ids since April 2007 and before (arXiv, "Understanding the arXiv identifier")."""
_RFC = (re.compile("RFC"), re.compile("rfc"))
_RFC_NUMBER = re.compile(r"[ \t\u00a0-]?0{0,4}(?P<number>[1-9][0-9]{0,4})(?![\w/\\#_])(?!\.\w)")
_ISBN = (re.compile("ISBN"), re.compile("isbn"))
_ISBN_LEAD = re.compile(r"(?:[ -]?1[03])?(?:[ \t\u00a0]?[:=#]?[ \t\u00a0]{0,2})(?=[0-9])")
_ISBN_SIGN = re.compile(r"[ \u2010-\u2013-]?([0-9Xx])")


def find_identifiers(text: str, start: int, end: int) -> list[Found]:
    """The identifiers of `text[start:end]`."""
    return [
        *_dois(text, start, end),
        *_arxiv_ids(text, start, end),
        *_rfcs(text, start, end),
        *_isbns(text, start, end),
    ]


def _dois(text: str, start: int, end: int) -> Iterator[Found]:
    for match in _DOI.finditer(text, start, end):
        at = match.start()
        name = _DOI_NAME.search(text, max(start, at - _LONGEST_NAME), at)
        suffix = _DOI_SUFFIX.match(text, match.end(), end)
        if suffix is None or (name is None and _inside_word(text, start, at)):
            continue
        last = cut_back(text, at, match.end() - 1, suffix.end())
        doi = text[at:last]
        if last > match.end() and (name or re.search(r"[A-Za-z]", doi)):
            first = name.start() if name else at
            yield _found(text, first, last, f"https://doi.org/{quote(doi, safe=_DOI_SAFE)}")


_DOI_SAFE = "/:;()@!$&'*+,=~"
"""What needs no escape in the path of an address (RFC 3986, 3.3)."""


def _arxiv_ids(text: str, start: int, end: int) -> Iterator[Found]:
    for mark in _hits(_ARXIV, text, start + 1, end):
        at = mark.start() - 1
        match = _ARXIV_ID.match(text, mark.end(), end)
        if match and text[at] in "aA" and not _inside_word(text, start, at):
            yield _found(text, at, match.end(), f"https://arxiv.org/abs/{match['id']}")


def _rfcs(text: str, start: int, end: int) -> Iterator[Found]:
    for mark in _hits(_RFC, text, start, end):
        match = _RFC_NUMBER.match(text, mark.end(), end)
        if match and not _inside_word(text, start, mark.start()):
            address = f"https://www.rfc-editor.org/rfc/rfc{match['number']}"
            yield _found(text, mark.start(), match.end(), address)


def _isbns(text: str, start: int, end: int) -> Iterator[Found]:
    """No address: no neutral resolver knows all books, and one that lacks a book proves nothing."""
    for mark in _hits(_ISBN, text, start, end):
        lead = _ISBN_LEAD.match(text, mark.end(), end)
        named = text[max(start, mark.start() - 4) : mark.start()].lower() == "urn:"
        if lead and not named and not _inside_word(text, start, mark.start()):
            number = _isbn(text, lead.end(), end)
            if number is not None:
                digits, last = number
                yield _found(text, mark.start(), last, f"urn:isbn:{digits}")


def _isbn(text: str, at: int, end: int) -> tuple[str, int] | None:
    """The signs of a book number whose check digit is right, and where it ends."""
    signs: list[str] = []
    for length in (10, 13):
        while len(signs) < length:
            sign = _ISBN_SIGN.match(text, at, end)
            if sign is None:
                return None
            signs.append(sign[1].upper())
            at = sign.end()
        if not text[at : at + 1].isalnum() and _is_isbn(signs):
            return "".join(signs), at
    return None


def _is_isbn(signs: list[str]) -> bool:
    """Whether the check digit of 10 or 13 signs is right (ISO 2108:2017, annex C)."""
    if "X" in signs[:-1]:
        return False
    values = [10 if sign == "X" else int(sign) for sign in signs]
    if len(values) == 10:
        return sum(value * (10 - at) for at, value in enumerate(values)) % 11 == 0
    known = "".join(signs[:3]) in ("978", "979") and signs[-1] != "X"
    return known and sum(value * (1 + 2 * (at % 2)) for at, value in enumerate(values)) % 10 == 0


def _hits(
    literals: tuple[re.Pattern[str], ...], text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    for literal in literals:
        yield from literal.finditer(text, start, end)


def _inside_word(text: str, start: int, at: int) -> bool:
    """Whether what stands before belongs to the same word, where words are set apart by blanks."""
    before = text[at - 1] if at > start else " "
    return _INSIDE_WORD.match(before) is not None and not is_unspaced(before)


def _found(text: str, start: int, end: int, address: str) -> Found:
    return Found(text[start:end], start, end, Form.IDENTIFIER, resolved=address)
