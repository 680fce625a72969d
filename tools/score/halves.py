"""Two halves of every set: *tune* is looked at while a reading is shaped, *report* never is."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from urllib.parse import urlsplit


class Half(StrEnum):
    """Which half something belongs to."""

    TUNE = "tune"
    REPORT = "report"


def half_of(name: str) -> Half:
    """The half of a name: of a page's host, so that no site stands in both."""
    return Half.REPORT if sha256(name.encode()).digest()[0] % 2 else Half.TUNE


def half_of_page(url: str) -> Half:
    """The half of a page, by its host."""
    return half_of((urlsplit(url).hostname or url).removeprefix("www."))
