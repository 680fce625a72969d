"""What htmldate says of a page that states no day of its own, where it is installed.

It is the weakest witness: it never sees an address, and its day counts only where the page writes
that day outside menus, teasers and comments (of a month alone it makes a day) and nothing in the
page speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any

from linkassay.dates import read_statement
from linkassay.extract.formats.html_marks import MOST_ATTRIBUTES
from linkassay.extract.formats.html_tokens import ATTRIBUTE, TOKEN
from linkassay.extract.metadata import clock_of, meta_statements
from linkassay.model import DOCUMENT, Clock, Clue, DaySet, Document, Group, Lines
from linkassay.tables.clues import clue_rule

NAME = "htmldate"

MOST_READ = 256 * 1024
"""Characters of a page that are handed over (our own choice: 25 pages took 6 ms each, the dearest
hostile one of this size 0.6 s)."""

MOST_TRIED = 50
"""Of so many places that look like the day one must be it (our own choice)."""

TOLERANCE = timedelta(days=1)
"""Of time zones."""

_NO_CLOCK = datetime(2100, 1, 1, tzinfo=UTC)
"""Later days are refused; without a limit htmldate would ask for today."""
_ADDRESSES = ("action", "cite", "href", "poster", "src", "srcset")
_ELSEWHERE = frozenset(
    ("al:web:url", "copyrightyear", "og:url", "parsely-link", "sailthru.url", "twitter:url")
)
"""Fields that htmldate might take a day from and that state none."""
_LONG_TAG = 2 * MOST_ATTRIBUTES
_TAGS = frozenset(("text", "start", "end", "open"))
_MONTH, _WORDS = r"(?:[^\W0-9_]{3,12}\.? )?", "[^0-9<>]{1,24}"
_NO_SCRIPT = re.compile(r"<noscript", re.IGNORECASE)


def witnessed_day(
    page: Document, lines: Lines, clues: Sequence[Clue], cited: Collection[str]
) -> Iterator[Clue]:
    """The clue to the day of a page; none where the page states its day.

    `clues` are all those that were read in it, `cited` the subjects of the links that its own words
    cite.
    """
    if any(_states_its_day(clue) for clue in clues):
        return
    markup = page.text[:MOST_READ]
    day = _asked(markup)
    if day is None or any(_denies(clue, day, cited) for clue in clues):
        return
    others = _of_others(page)
    own = (found for found in _where(day, markup) if not _within(found, others))
    if (written := next(own, None)) is not None:
        span = lines.span(written.start(), written.end())
        yield clue_rule(NAME).clue(DOCUMENT, DaySet.on(day), NAME, span=span, text=written[0])


def _states_its_day(clue: Clue) -> bool:
    return clue.subject == DOCUMENT and clue_rule(clue.rule).statement is not None


def _denies(clue: Clue, day: date, cited: Collection[str]) -> bool:
    """Whether a page that this clue was read in was not published on the day.

    It was published before its last change, and after all that its words tell or cite.
    """
    first = clue.days.earliest
    if first is None:
        return False
    if clue.subject == DOCUMENT and clue.clock is Clock.MODIFIED:
        return first <= day
    told = clue.subject == DOCUMENT or (clue.group is Group.URL and clue.subject in cited)
    return told and clue.clock is Clock.PUBLISHED and first - day > TOLERANCE


def _asked(page: str) -> date | None:
    finder = _finder()
    return None if finder is None or _is_slow(page) else finder(page)


@cache
def _finder() -> Callable[[str], date | None] | None:
    """How htmldate is asked; `None` where it is not installed."""
    try:
        from htmldate import find_date
        from lxml.etree import LxmlError
    except ImportError:
        return None

    def find(page: str) -> date | None:
        try:
            told = find_date(  # a tree: a text that begins with an address would be downloaded
                _tree(page), extensive_search=False, original_date=True, url="", max_date=_NO_CLOCK
            )
        except (LxmlError, OverflowError, ValueError):
            return None
        return date.fromisoformat(told) if told else None

    return find


def _tree(page: str) -> Any:
    """The page without addresses, and without fields that state another day than its own."""
    from lxml.etree import strip_attributes
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_pis=True, collect_ids=False)
    tree = document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    for meta in list(tree.iter("meta")):
        if meta.getparent() is not None and any(
            name in _ELSEWHERE or clock_of(name) is Clock.MODIFIED
            for name, _ in meta_statements(meta.attrib)
        ):
            meta.drop_tree()
    strip_attributes(tree, *_ADDRESSES)
    return tree


def _is_slow(page: str) -> bool:
    """Whether a tag has so many attributes that libxml2 takes long, in the square of their number.

    What stands in `noscript` is raw text to us and markup to libxml2.
    """
    for token in TOKEN.finditer(_NO_SCRIPT.sub("<no-script", page)):
        tag = token[0]
        if token.lastgroup == "text":
            tag = tag[: token.start("text") - token.start()]
        long = token.lastgroup in _TAGS and len(tag) > _LONG_TAG
        if long and sum(1 for _ in ATTRIBUTE.finditer(tag)) > MOST_ATTRIBUTES:
            return True
    return False


def _of_others(page: Document) -> list[tuple[int, int]]:
    """Where a page shows what is not its own: comments, teasers, menus."""
    return [
        block.content.source_range(0, len(block.content.text))
        for block in page.blocks
        if block.region.is_boilerplate and block.content.text
    ]


def _within(found: re.Match[str], places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= found.start() < end for start, end in places)


def _where(day: date, page: str) -> Iterator[re.Match[str]]:
    """Where a page writes a day so that we read it as that day, too: 03/05/2019 may be another."""
    number, month, sign = f"0?{day.day}", f"0?{day.month}", "[^0-9<>]{1,3}"
    for way in (
        f"{day.year}{sign}{month}{sign}{number}",
        f"(?:{number}{sign}{month}|{month}{sign}{number}){sign}{day.year}",
        f"{_MONTH}{number}{_WORDS}{day.year}",
        f"{day.year}{_WORDS}{number}",
        f"{day:%Y%m%d}",
    ):
        written = re.finditer(f"(?<![0-9]){way}(?![0-9])", page)
        for found in islice(written, MOST_TRIED):
            if read_statement(found[0]) == DaySet.on(day):
                yield found
