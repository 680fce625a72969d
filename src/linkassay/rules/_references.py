"""The dates that a reference gives in its own words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from linkassay.dates import Mention, Precision, find_mentions
from linkassay.model import Citation

BEFORE = 30
"""So many characters before a date can say that it is a day of access (our own choice)."""

_OTHER_DAY = re.compile(
    r"\b(?:access|retriev|visited|viewed|consult|archiv|updat|modifi|revis|checked|abgeruf|abruf"
    r"|zugriff|stand\b|aktualisier|obtenu|accès|acceso|recuperad|обращени|просмотр|проверен)",
    re.IGNORECASE,
)
"""Words before the day on which an address was looked up, kept or changed (en, de, fr, es, ru)."""

_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_NUMBER = re.compile(r"(?:^|\s)(?:\[\d{1,3}\]|\d{1,3}[.)])\s")


def reference_days(citation: Citation, others: Sequence[Citation]) -> list[date]:
    """The full dates that a reference gives, without those that it marks as other days.

    `others` are all citations of the document, in the order of the source.
    """
    words = _own_words(citation, others)
    mentions = [item for item in find_mentions(words) if item.precision is Precision.DAY]
    own = (item for item in mentions if not _OTHER_DAY.search(words[_before(item) : item.start]))
    return [item.days.earliest for item in own if item.days.earliest is not None]


def _own_words(citation: Citation, others: Sequence[Citation]) -> str:
    """The reference's words without those of its neighbours; empty where they cannot be told apart.

    The date of a reference whose address is written out stands before it. Where the address of
    another stands before that, a number between the two parts them.
    """
    at = citation.context.find(citation.written)
    if at < 0:
        shared = any(_is_in(item, citation.context) for item in _neighbours(citation, others))
        return "" if shared else citation.context
    before = citation.context[:at]
    numbers = list(_NUMBER.finditer(before))
    if numbers:
        return before[numbers[-1].end() :]
    return "" if _ADDRESS.search(before) else before


def _neighbours(citation: Citation, others: Sequence[Citation]) -> Iterator[Citation]:
    """The citations before and after one, which stand in the order of the source."""
    at = bisect_left(others, citation.span.start or 0, key=lambda item: item.span.start or 0)
    yield from (item for item in others[max(0, at - 1) : at + 2] if item is not citation)


def _is_in(item: Citation, context: str) -> bool:
    return item.written in context or bool(item.anchor and item.anchor in context)


def _before(mention: Mention) -> int:
    return max(0, mention.start - BEFORE)
