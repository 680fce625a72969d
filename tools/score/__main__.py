"""`python -m score`: how good the readings are, in figures. Nothing here passes or fails."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Collection

from score import (
    authors,
    clue_errors,
    false_positives,
    findings_per_page,
    gfm,
    injected_conflicts,
    page_dates,
    plain_text,
    regions,
    wrapped,
)
from score.data import Absent, absent, pages
from score.halves import Half, in_halves
from score.pages import read_all, site

OF_PAGES = (
    regions.score,
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


def _tell_pages(wanted: Collection[Half]) -> None:
    """Print the scores of real pages, all from one reading of them."""
    try:
        gold = in_halves(pages(), site)
    except Absent as why:
        names = "regions, page dates, clues, conflicts, findings, titles, authors"
        print(f"{names}: not scored, {why}\n")
        return
    read = {half: read_all(those) for half, those in gold.items() if half in wanted}
    for score in OF_PAGES:
        print(score(read))
        print()
    chosen = {half: authors.read_signed(those) for half, those in gold.items() if half in wanted}
    print(authors.score(chosen), end="\n\n")


def main() -> None:
    """Print what is missing, then all scores that can be had."""
    options = argparse.ArgumentParser(prog="score", description=__doc__)
    options.add_argument("--tune", action="store_true", help="leave out the half that only counts")
    wanted = (Half.TUNE,) if options.parse_args().tune else tuple(Half)
    began = time.monotonic()
    for missing in absent():
        print(f"missing: {missing}")
    _tell("addresses in plain text", plain_text.score)
    _tell("addresses in Markdown", gfm.score)
    _tell("wrapped addresses", lambda: wrapped.score(wanted))
    _tell_pages(wanted)
    print(f"({time.monotonic() - began:.0f} s)")


if __name__ == "__main__":
    main()
