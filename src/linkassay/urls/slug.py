"""The readable last part of an address, and a title put in the same shape."""

from __future__ import annotations

import re
import unicodedata

from linkassay.tables.romanization import latin_letters
from linkassay.urls.article_id import without_article_id, without_file_ending
from linkassay.urls.path import path_of

_ID = re.compile(r"\d+|[a-z]{1,3}\d{4,}|(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,}", re.IGNORECASE)
_PLACEHOLDERS = frozenset({"index", "default", "home", "amp", "print"})
_APOSTROPHES = re.compile("['’‘ʼ`´′＇]")
_ACRONYM = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_NOT_WORD = re.compile(r"[\W_]+")


def slug(url: str) -> str | None:
    """The last segment that means something, decoded, without file ending and id suffix.

    `None` where the path has none: a front page, or numbers only.
    """
    segments = [without_file_ending(part) for part in path_of(url).split("/")]
    named = [part for part in segments if part and part.lower() not in _PLACEHOLDERS]
    for place, segment in enumerate(reversed(named)):
        if _ID.fullmatch(segment) or not any(letter.isalpha() for letter in segment):
            continue
        if place and "-" not in segment and "_" not in segment:
            return None
        return without_article_id(segment) or None
    return None


def slugify(title: str) -> str:
    """A title the way sites make slugs of it: `Russia’s U.S. Deal` becomes `russias-us-deal`.

    Accents are taken off, apostrophes dropped, the dots of an acronym too; Cyrillic letters become
    Latin ones; every other run of signs becomes one hyphen.
    """
    small = unicodedata.normalize("NFC", _APOSTROPHES.sub("", title)).lower()
    letters = small if small.isascii() else _in_latin(small)
    joined = _ACRONYM.sub(lambda match: match[0].replace(".", ""), letters)
    return _NOT_WORD.sub("-", joined).strip("-")


def _in_latin(text: str) -> str:
    """A text in lower case with Latin letters for Cyrillic ones, and without accents."""
    plain = unicodedata.normalize("NFKD", text.translate(latin_letters()))
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()
