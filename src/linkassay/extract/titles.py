"""A document's title and dek, chosen among what it says and what a reader sees."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from html import unescape

from linkassay.extract.metadata import by_field
from linkassay.extract.name_shapes import folded, is_date_line, is_full_name
from linkassay.extract.names import split_names
from linkassay.model import Meta
from linkassay.tables.bylines import byline_lead
from linkassay.tables.metadata import Fact
from linkassay.urls import slugify

LONGEST_DEK = 600
"""A longer description is the text itself (our own choice)."""

SHORTEST_DEK = 25
"""A shorter description is a word or two about the page (our own choice)."""

LONGEST_TITLE = 1000
"""A longer title is taken as it is: no outlet puts its name behind so much (our own choice)."""

MOST_OUTLET_WORDS = 5
"""A piece of a title that holds the outlet's name and more words than this is the title's own."""

_SEPARATOR = re.compile(r"\s+(?:[-–—|·•:/»«>‹›~]|::|\|\|)\s+|\s*\|\s*|:\s+(?=[^:]*$)")
_CUT_OFF = re.compile(r"(?:…|\.\.\.)[\]\s]*$")
_LONGEST_BYLINE = 60
_BEFORE_DAY = re.compile(r"(\D*[^\W\d])[\s,;|·•–—-]+(?=\d)")
_VERSION = re.compile(r"@v?[0-9]+(?:\.[0-9A-Za-z-]+)*")
_TEMPLATE = re.compile(r"\{\{|\{%|<%")


def choose_title(
    headings: Sequence[str], page_title: str | None, metadata: Sequence[Meta], own: Sequence[str]
) -> str | None:
    """The main heading that the page's other titles confirm, else the stated title, else `title`.

    `headings` are the page's h1, `own` the names of its outlet, which are cut off at both ends. A
    heading that only names the outlet, a date or a byline is none, nor is one that `title` has
    after another heading: the name of the book or the site in the bar above the page.
    """
    own = (*own, *_site_names(headings, page_title))
    stated = [
        title
        for field in by_field(metadata, Fact.TITLE)
        for item in field
        if (title := without_outlet(unescape(item.value), own))
    ]
    if page_title and (title := without_outlet(page_title, own)):
        stated.append(title)
    shown = [
        title
        for heading in headings
        if not _is_own(heading, own)
        and not is_no_title(heading)
        and (title := without_outlet(heading, own))
    ]
    for agrees in (_same, _holds, _shares_a_word):
        for heading in shown:
            for title in stated:
                if agrees(heading, title):
                    return title if _has_more(heading, title) else heading
    if stated:
        return stated[0]
    return shown[0] if shown else (page_title or next(iter(headings), None))


def _site_names(headings: Sequence[str], page_title: str | None) -> tuple[str, ...]:
    """The end of a page's title that is one of its headings, where the beginning is another."""
    if page_title is None or len(headings) < 2 or len(page_title) > LONGEST_TITLE:
        return ()
    shapes = {slugify(heading) for heading in headings} - {""}
    words = " ".join(page_title.split())
    pieces = ((words[: at.start()], words[at.end() :]) for at in _SEPARATOR.finditer(words))
    return tuple(
        rest for head, rest in pieces if slugify(head) in shapes and slugify(rest) in shapes
    )


def choose_dek(
    metadata: Iterable[Meta], shown: str | None, title: str | None, own: Collection[str] = ()
) -> str | None:
    """What the page states as its description, else the line that it shows below its title.

    The shown line goes first where the description is a beginning that was cut off.
    """
    stated = [
        words
        for field in by_field(metadata, Fact.DESCRIPTION)
        for item in field
        if (words := " ".join(unescape(item.value).split())) and _is_dek(words, title, own)
    ]
    shown = None if shown is None or is_no_title(shown) else shown
    whole = next((words for words in stated if not _CUT_OFF.search(words)), None)
    return whole or shown or next(iter(stated), None)


def without_outlet(title: str, own: Collection[str]) -> str:
    """A title without the outlet's name before or after it, and without a byline after it."""
    words = " ".join(title.split())
    if len(words) > LONGEST_TITLE:
        return words
    names = {folded(name) for name in own}
    for _ in range(_MOST_PIECES):
        pieces = [
            (words[: sign.start()].strip(), words[sign.end() :].strip())
            for sign in _SEPARATOR.finditer(words)
        ]
        if not pieces:
            break
        whole = next((head for head, rest in pieces if head and folded(rest) in names), None)
        (first, after), (before, last) = pieces[0], pieces[-1]
        if whole is not None:
            words = whole
        elif before and (_is_own(last, own) or _is_byline(last)):
            words = before
        elif after and _is_own(first, own):
            words = after
        else:
            break
    return words


_MOST_PIECES = 3
"""So many pieces are taken off a title: a section, an outlet, its group."""


def is_no_title(line: str) -> bool:
    """Whether a line is a date with its label, or names its author: no title of anything.

    A day may follow the author.
    """
    if _is_byline(line) or is_date_line(line):
        return True
    author = _BEFORE_DAY.match(line) if len(line) <= _LONGEST_BYLINE else None
    return author is not None and _is_byline(author[1]) and is_date_line(line[author.end() :])


def _is_byline(line: str) -> bool:
    if len(line) > _LONGEST_BYLINE or not byline_lead().match(line):
        return False
    persons = split_names(line).persons
    return bool(persons) and all(is_full_name(name) for name in persons)


def _is_dek(words: str, title: str | None, own: Collection[str]) -> bool:
    if not SHORTEST_DEK <= len(words) <= LONGEST_DEK or _TEMPLATE.search(words):
        return False
    if is_no_title(words):
        return False
    return not _is_own(words, own) and slugify(words) != slugify(title or "")


def _is_own(words: str, own: Collection[str]) -> bool:
    """Whether words are a name of the outlet, or hold it and little else."""
    shape = folded(words)
    known = {folded(name) for name in own} - {""}
    if shape in known:
        return True
    few = bool(shape) and len(words.split()) <= MOST_OUTLET_WORDS
    return few and any(
        (len(name) >= _TELLING and name in shape) or (len(shape) >= _TELLING and shape in name)
        for name in known
    )


_TELLING = 4
"""So many letters of an outlet's name tell it (our own choice: BBC does not, `bbcnews` does)."""


def _same(one: str, other: str) -> bool:
    return slugify(one) == slugify(other)


def _holds(one: str, other: str) -> bool:
    first, second = slugify(one), slugify(other)
    return bool(first) and bool(second) and (first in second or second in first)


def _shares_a_word(one: str, other: str) -> bool:
    """Whether two titles have a long word in common: two wordings of one headline."""
    return not _long_words(one).isdisjoint(_long_words(other))


def _long_words(title: str) -> set[str]:
    return {word for word in slugify(title).split("-") if len(word) >= 5}


def _has_more(heading: str, title: str) -> bool:
    """Whether a heading is the stated title with a kicker before it or a version after it."""
    rest = heading.removeprefix(title).strip() if heading.startswith(title) else ""
    return _has_kicker(heading, title) or _VERSION.fullmatch(rest) is not None


def _has_kicker(heading: str, title: str) -> bool:
    """Whether a heading is the stated title with a kicker before it."""
    whole, part = slugify(heading), slugify(title)
    return len(part) > len(whole) / 2 and whole != part and whole.endswith(f"-{part}")
