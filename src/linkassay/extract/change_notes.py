"""Notes of a change: a paragraph of the text that opens with the label and the day of one."""

from __future__ import annotations

import re
from collections.abc import Callable

from linkassay.dates import is_open
from linkassay.extract.day_lines import LineDay, days_in, label_at_end, without_company
from linkassay.model import Clock
from linkassay.tables.date_labels import change_openings
from linkassay.tables.day_orders import DayOrder

LONGEST = 120
"""So many characters of a paragraph may be the head of its note (our own choice)."""

WHOLE_LABEL = 3
"""A label of so many words is a sentence, "this article was updated", and needs no sign after its
day (our own choice)."""

_FIGURES = re.compile(r"\d\d(?!\d)")
_SIGN = re.compile(r"[\s*_]{0,4}\.?(?:[:)\]–—]|[.-](?:\s|$)|$)")
_OPENING = re.compile(r"[\W_]{0,6}")
_FIRST_WORD = re.compile(r"[\W_]{0,6}([^\W\d_]+)")


def read_change_note(text: str, order: Callable[[], DayOrder | None]) -> LineDay | None:
    """The day of the note that a paragraph opens with; `None` where it opens with none.

    `order` gives what the document's days in figures show. "As of 3 May 2015, all" tells of a day
    and is no note: a sign ends its head.
    """
    head = text[:LONGEST]
    if not _opens_with_label(head) or _FIGURES.search(head) is None:
        return None
    found = days_in(head, order() if is_open(head) else None)
    if not found:
        return None
    first = found[0]
    label, start = label_at_end(head[: first.start])
    if label is None or label.clock is not Clock.MODIFIED:
        return None
    if _OPENING.fullmatch(head[:start]) is None:
        return None
    after = without_company(head[first.end :])
    if len(label.words) < WHOLE_LABEL and _SIGN.match(after) is None:
        return None
    return LineDay(first.days, start, first.end, label)


def _opens_with_label(head: str) -> bool:
    """Whether the first word may begin the label of a change: of most paragraphs it does not."""
    word = _FIRST_WORD.match(head)
    return word is not None and word[1].lower() in change_openings()
