"""`python score`: how good the readings are, in figures. Nothing here passes or fails."""

from __future__ import annotations

import time
from collections.abc import Callable

import alarms
import gfm
import noise
import page_dates
import plain_text
import shifted
import witnesses
from data import Absent, pages
from reading import Page, read_all


def _told(name: str, score: Callable[[], str]) -> None:
    """Print a score, or the one line that says why there is none."""
    try:
        print(score())
    except Absent as why:
        print(f"{name} skipped: {why}")
    print()


def main() -> None:
    """Print all scores, those of the pages from one reading of them."""
    began = time.monotonic()
    _told("plain text", plain_text.score)
    _told("Markdown", gfm.score)
    try:
        read: list[Page] = read_all(pages())
    except Absent as why:
        print(f"page dates, false alarms, recall and noise skipped: {why}")
        return
    for score in (page_dates.score, witnesses.score, alarms.score, shifted.score, noise.score):
        print(score(read))
        print()
    print(f"({time.monotonic() - began:.0f} s)")


if __name__ == "__main__":
    main()
