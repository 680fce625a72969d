"""Titles of office: what stands before a holder's name, in five languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class Title:
    """One title: `words` are its forms, as written."""

    id: str
    words: tuple[str, ...]


@cache
def titles() -> tuple[Title, ...]:
    """All rows, in the table's order."""
    return rows("titles", "title", Title)


@cache
def titles_by_last_word() -> Mapping[str, tuple[tuple[str, frozenset[str]], ...]]:
    """For the last word of each form, in lower case, the forms that end so, the longest first.

    Each form comes with the titles (`Title.id`) that it may stand for. A text that has none of
    these words has no title.
    """
    meant: dict[str, set[str]] = {}
    for title in titles():
        for form in title.words:
            meant.setdefault(form.lower(), set()).add(title.id)
    by_last: dict[str, list[str]] = {}
    for form in sorted(meant, key=len, reverse=True):
        by_last.setdefault(re.split("[ -]", form)[-1], []).append(form)
    return {
        last: tuple((form, frozenset(meant[form])) for form in forms)
        for last, forms in by_last.items()
    }
