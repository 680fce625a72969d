"""Recall on real pages: links of the article that were moved past the page's day.

"Found" is a warning. A page that states its day in a field or in its text, told without our reader,
can show the contradiction; a page that itself says it was changed later is innocent and is counted
apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from score.halves import Half
from score.moved_links import CLASSES
from score.moved_page_links import How, MovedLink
from score.pages import Page
from score.tally import Counted, Scored, Tally, scored


def score(halves: Mapping[Half, Sequence[Page]]) -> Scored:
    """Found by what the page states, and by gap."""
    return scored(NAME, ABOUT, halves, _rows, GOALS)


def _rows(pages: Sequence[Page]) -> Counted:
    moved = [item for page in pages for item in page.moved]
    guilty = [item for item in moved if not item.changed]
    stating = [item for item in guilty if item.states_day]
    missed = [item for item in stating if not item.warned]
    reasons = sorted({_reason(item) for item in missed})
    return [
        ("page states its day", _found(stating)),
        *(
            (
                f"{low:,} to {high:,} days",
                _found([item for item in stating if low <= item.gap <= high]),
            )
            for low, high in CLASSES
        ),
        *(
            (f"{how}, page states its day", _found([i for i in stating if i.how is how]))
            for how in How
        ),
        ("page says any earlier date", _found([item for item in guilty if item.any_date])),
        ("all pages", _found(guilty)),
        ("a note only, page states its day", Tally.that([item.noted for item in stating])),
        *(
            (f"missed: {reason}", Tally.that([_reason(item) == reason for item in missed]))
            for reason in reasons
        ),
        (
            "page says it was changed later, warned",
            _found([item for item in moved if item.changed]),
        ),
    ]


def _reason(item: MovedLink) -> str:
    return "no conflict seen" if item.explanation is None else f"explained, {item.explanation}"


def _found(moved: Sequence[MovedLink]) -> Tally:
    return Tally.that([item.warned for item in moved])


NAME = "Moved links on real pages, found as a warning"
ABOUT = (
    "At most two dated links of the article of each real page, moved once for every class of gap, "
    "and one without a day that was led to a later article of an outlet; article, address and what "
    "the page states are told without our reader."
)
GOALS: Mapping[str, str] = {
    "page states its day": "≥ 98 %",
    **{f"{low:,} to {high:,} days": "≥ 98 %" for low, high in CLASSES},
    "page says any earlier date": "≥ 88 %",
    "page says it was changed later, warned": "0",
}
