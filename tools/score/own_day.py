"""A page's own day: is the one day that the headline tells the day a person read?

An interval is not a day: what is open or wide is counted apart. Once more without all dates that
only machines read (fields, scripts, attributes), so that the visible ones must be read. htmldate
gets the same pages, its reader's own address hidden. As the extra it is a witness of ours, asked
where a page states nothing; where it is not installed, those lines are missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from score.audited import Said
from score.data import GoldPage
from score.halves import Half
from score.htmldate_peer import found_days, is_here
from score.page_statements import without_address, without_machine_dates
from score.pages import Page
from score.tally import Counted, Scored, Tally, scored


@dataclass(frozen=True, slots=True)
class PeerDays:
    """What htmldate finds on a page, whole and without machine-readable dates."""

    whole: date | None
    bare: date | None


Pair = tuple[Page, PeerDays | None]


def peer_days(pages: Sequence[GoldPage]) -> list[PeerDays | None]:
    """The peer's answer for each page; `None` where it is not installed."""
    if not is_here():
        return [None] * len(pages)
    hidden = [without_address(page.html) for page in pages]
    texts = [*hidden, *map(without_machine_dates, hidden)]
    days = found_days([text.decode("utf-8", "replace") for text in texts])
    return [PeerDays(*both) for both in zip(days, days[len(pages) :], strict=False)]


def score(
    halves: Mapping[Half, Sequence[Page]], peer: Mapping[Half, Sequence[PeerDays | None]]
) -> Scored:
    """Ours and the peer's, side by side."""
    pairs = {half: list(zip(pages, peer[half], strict=True)) for half, pages in halves.items()}
    return scored(NAME, ABOUT, pairs, _rows, GOALS)


def _rows(pairs: Sequence[Pair]) -> Counted:
    pages = [page for page, _ in pairs]
    both = [(page, days) for page, days in pairs if days is not None]
    whole = [_only(page.said) for page in pages]
    bare = [_only(page.said_bare) for page in pages]
    rows = [
        ("right, of all pages", _right(pages, whole)),
        ("right, of pages with a day told", _right_told(pages, whole)),
        ("right without machine-readable dates, of all", _right(pages, bare)),
        ("right without them, of pages with a day told", _right_told(pages, bare)),
        ("day in a closed interval that is told", _inside(pages)),
        ("open above", Tally.that([_is_open(page.said) for page in pages])),
        ("two readings, undecided", Tally.that([len(page.said) > 1 for page in pages])),
    ]
    rows += _helped(pages)
    if both:
        rows += [
            ("htmldate: right, of all", _right([p for p, _ in both], [d.whole for _, d in both])),
            (
                "htmldate: right without them",
                _right([p for p, _ in both], [d.bare for _, d in both]),
            ),
        ]
    return rows


def _helped(pages: Sequence[Page]) -> Counted:
    """The same with the extra htmldate; nothing where it is not installed."""
    whole = [(page, _only(page.helped)) for page in pages if page.helped is not None]
    bare = [(page, _only(page.helped_bare)) for page in pages if page.helped_bare is not None]
    if not whole:
        return []
    return [
        ("right with the extra htmldate, of all", _right(*zip(*whole, strict=True))),
        ("right with it, of pages with a day told", _right_told(*zip(*whole, strict=True))),
        ("right with it, without machine-readable dates, of all", _right(*zip(*bare, strict=True))),
        ("right with it, without them, of told", _right_told(*zip(*bare, strict=True))),
    ]


def _only(said: Sequence[Said]) -> date | None:
    """The one day that is told, if it is one."""
    return said[0][0] if len(said) == 1 and said[0][0] == said[0][1] else None


def _right(pages: Sequence[Page], days: Sequence[date | None]) -> Tally:
    return Tally.that([page.day == day for page, day in zip(pages, days, strict=True)])


def _right_told(pages: Sequence[Page], days: Sequence[date | None]) -> Tally:
    return Tally.that(
        [page.day == day for page, day in zip(pages, days, strict=True) if day is not None]
    )


def _inside(pages: Sequence[Page]) -> Tally:
    closed = [
        (page.day, first, last)
        for page in pages
        for first, last in page.said[:1]
        if first is not None and last is not None and len(page.said) == 1
    ]
    return Tally.that([first <= day <= last for day, first, last in closed])


def _is_open(said: Sequence[Said]) -> bool:
    return not said or any(last is None for _, last in said)


NAME = "A page's own day"
ABOUT = (
    "Real pages (htmldate's own evaluation set) with their day as a person read it; halves by "
    "host. htmldate 1.11 with its extensive search on the same pages, address hidden."
)
GOALS: Mapping[str, str] = {
    "right, of all pages": "≥ 92 %",
    "right without machine-readable dates, of all": "≥ 70 %",
}
