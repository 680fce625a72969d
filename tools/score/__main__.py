"""`python -m score`: how good the readings are, in figures. Nothing here passes or fails."""

from __future__ import annotations

import time
from collections.abc import Callable

from score import (
    clue_errors,
    false_positives,
    findings_per_page,
    gfm,
    injected_conflicts,
    page_dates,
    plain_text,
)
from score.data import Absent, absent, pages
from score.pages import Page, read_all

OF_PAGES = (
    page_dates.score,
    clue_errors.score,
    false_positives.score,
    injected_conflicts.score,
    findings_per_page.score,
)


def _tell(name: str, score: Callable[[], str]) -> None:
    """Print a score, or the one line that says why there is none."""
    try:
        print(score())
    except Absent as why:
        print(f"{name}: not scored, {why}")
    print()


def _tell_pages() -> None:
    """Print the scores of real pages, all from one reading of them."""
    try:
        read: list[Page] = read_all(pages())
    except Absent as why:
        print(f"page dates, clues, false positives, conflicts, findings: not scored, {why}\n")
        return
    for score in OF_PAGES:
        print(score(read))
        print()


def main() -> None:
    """Print what is missing, then all scores that can be had."""
    began = time.monotonic()
    for missing in absent():
        print(f"missing: {missing}")
    _tell("addresses in plain text", plain_text.score)
    _tell("addresses in Markdown", gfm.score)
    _tell_pages()
    print(f"({time.monotonic() - began:.0f} s)")


if __name__ == "__main__":
    main()
