"""A ledger as audits make it, on disk: two documents, a web of literals, one run after the other.

The first run finds a date that disagrees, an address that moved and a credit without a link. In
the second a page is gone, one leads to the front page, and the credit has its link. In the third
no host answers. Later runs find the same page gone again, until it counts as dead.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import builders
from linkassay import pipeline
from linkassay.ledger import open_ledger
from linkassay.model import Run, Source, UnreadSource

GONE = "https://news.example/2017/05/04/harbour-plan"
MOVED = "http://library.example/catalogue?id=77412"
TARGET = "https://library.example/records/77412"
TWIN = "http://archive.example/a/tide-tables"
OTHER_TWIN = "http://archive.example/b/tide-tables"
SHELF = "https://archive.example/all/tide-tables"
HOME = "https://council.example/minutes/2018"
LEAK = "https://daily.example/2025/10/29/why-the-harbour-silts"
FINE = "https://museum.example/ships"
WALLED = "https://agency.example/wire/9"
BROKEN = "http://[broken"
MARKED = "turn\u202eeht"
HARBOUR = "letters/harbour.md"
MUSEUM = "letters/museum.txt"

_HARBOUR = f"""# The harbour silts

By Rosa Tide

This article was first published by The Coast Review.

Within the hour Secretary of State Mike Pompeo was asked about it, and within the day the cabinets
of Chancellor Angela Merkel and Prime Minister Theresa May had been asked as well, as
[why the harbour silts]({LEAK}) tells.

Read [the harbour plan]({GONE}), [the catalogue]({MOVED}) and [council minutes]({HOME}).

The old pages are [one]({TWIN}) and [two]({OTHER_TWIN}) {MARKED}, or [none]({BROKEN}).
"""
_CREDITED = _HARBOUR.replace(
    "The Coast Review.", "[The Coast Review](https://coastreview.example/harbour)."
)
_MUSEUM = f"""Ships in bottles

The ships are at {FINE} and the plan of their harbour at {GONE} today.

The wire is at {WALLED} still.

This article was first published by Northern Press.
"""
_WELL = {
    GONE: "200",
    MOVED: f"301 {TARGET}",
    TARGET: "200",
    TWIN: f"301 {SHELF}",
    OTHER_TWIN: f"301 {SHELF}",
    SHELF: "200",
    HOME: "200",
    LEAK: "302 https://daily.example/a-77",
    "https://daily.example/a-77": "200",
    FINE: "200",
    WALLED: "403",
    "https://coastreview.example/harbour": "200",
}
_LATER = _WELL | {
    GONE: "404",
    HOME: "301 https://council.example/",
    "https://council.example/": "200",
}
_NOWHERE = dict.fromkeys(_WELL, "dns-temporary")
_WEBS = (_WELL, _LATER, _NOWHERE, _LATER, _LATER, _LATER)
_DAYS = ("2026-11-10", "2026-11-17", "2026-11-18", "2026-11-24", "2026-12-01", "2026-12-08")


def make(path: Path, *, runs: int) -> Path:
    """Write a ledger of so many runs (at most six) to `path`."""
    for number in range(runs):
        run(path, number)
    return path


def run(path: Path, number: int) -> None:
    """The run of that number, counted from 0, into the ledger at `path`."""
    harbour = _HARBOUR if number == 0 else _CREDITED
    sources = [
        Source(HARBOUR, harbour.encode()),
        Source(MUSEUM, _MUSEUM.encode()),
        UnreadSource("letters/plan.bin", "is not a text", "convert it first"),
    ]
    with open_ledger(path) as ledger:
        pipeline.audit(builders.work(sources, _WEBS[number], now=_DAYS[number]), ledger)


def begin(path: Path, name: str) -> None:
    """A run that is begun and goes no further."""
    with open_ledger(path) as ledger:
        ledger.begin(Run(name, datetime(2027, 1, 1, tzinfo=UTC), "5" * 64, ("dead-link",)))
