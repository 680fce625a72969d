"""The years a text names: what it knows of is no later than the text itself, or still ahead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from linkassay.dates.mentions import names_year
from linkassay.model import MappedText

_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?<![\d$€£¥]\d{4})(?!\d|%|[.,]\d)(?:[-/–](?P<until>\d\d)(?![\d/-]))?"
)
"""A year of four digits, with the two digits of the one it lasts to ("2019-20", "2019/20").

Sums ("2,019", "$2019"), shares ("2019%") and versions ("2019.1") are none.
"""
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class YearNamed:
    """A year as written at `text[start:end]` of a passage."""

    year: int
    passage: MappedText
    start: int
    end: int


def latest_year_named(passages: Iterable[MappedText]) -> int | None:
    """The latest year (1900 to 2099) that the prose names, `None` where it names none.

    Years to come count: a text that names them may be of their time. Years inside addresses do
    not: they are those of what is cited.
    """
    latest = latest_naming(passages)
    return latest.year if latest else None


def latest_naming(passages: Iterable[MappedText]) -> YearNamed | None:
    """Where the latest year is named first, `None` where the prose names no year."""
    latest: YearNamed | None = None
    for passage in passages:
        if not names_year(passage.text):
            continue
        for year, start, end in _years(passage.text):
            if latest is None or year > latest.year:
                latest = YearNamed(year, passage, start, end)
    return latest


def _years(text: str) -> Iterator[tuple[int, int, int]]:
    """The years of one passage, with start and end; each word is looked at once."""
    address_until = 0
    for match in _YEAR.finditer(text):
        start, end = match.span()
        if start < address_until:
            continue
        before, after = text.rfind(" ", address_until, start) + 1, text.find(" ", end)
        word_end = after if after >= 0 else len(text)
        if _is_address(text[max(before, address_until) : word_end]):
            address_until = word_end
            continue
        yield _last_year(match), start, end
        address_until = end


def _last_year(match: re.Match[str]) -> int:
    """The year, or the one that "2019-20" lasts to; "2009-12" may be a month and stays 2009."""
    year, until = int(match["year"]), match["until"]
    if until is None:
        return year
    last = year - year % 100 + int(until)
    spans = last == year + 1 or (last > year and int(until) > _MONTHS)
    return last if spans else year


def _is_address(word: str) -> bool:
    """Whether a word is a web or mail address: with a scheme, with www, or a host with a path."""
    host, slash, _ = word.partition("/")
    return (
        "://" in word
        or "www." in word.lower()
        or "@" in word
        or (slash != "" and host.rpartition(".")[2].isalpha() and "." in host)
    )
