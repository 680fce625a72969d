"""`python -m score`: how good the readings are, in figures. Nothing here passes or fails."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from linkassay.tables.rule_quality import rule_rates as kept_rates
from score import (
    authors,
    credit_lines,
    false_positives,
    findings_per_page,
    gfm,
    innocent_links,
    leak_blocks,
    moved_links,
    moved_on_pages,
    own_day,
    page_facts,
    plain_text,
    regions,
    rule_rates,
    rule_table,
    scores_page,
    stated_days,
    text_bounds,
    web,
    wrapped,
)
from score.data import Absent, absent, pages
from score.halves import Half, in_halves
from score.pages import Page, read_all, site
from score.tally import Scored
from score.text_readings import TextReading, read_texts, texts_below

GENERATED = (stated_days, moved_links, leak_blocks, innocent_links, credit_lines)
OF_PAGES = (false_positives, moved_on_pages, own_day, text_bounds, rule_rates)
SCORES = (*GENERATED, *OF_PAGES)
"""What the page of scores tells, in its order."""

PAGE = Path(__file__).parents[2] / "docs/scores.md"

Texts = Mapping[Half, Sequence[TextReading]]


def main() -> None:
    """Print what is missing, then all scores that can be had."""
    given = _options()
    wanted = (Half.TUNE,) if given.tune else tuple(Half)
    began = time.monotonic()
    for missing in absent():
        print(f"missing: {missing}")
    if not given.dates:
        _tell("addresses in plain text", plain_text.score)
        _tell("addresses in Markdown", gfm.score)
        _tell("facts of fetched pages", page_facts.score)
        _tell("wrapped addresses", lambda: wrapped.score(wanted))
    if not (given.dates or given.no_web):
        _tell("the labelled web", lambda: web.score(wanted))
    scores = [_printed(one.score(wanted)) for one in GENERATED]
    texts = _texts(given.texts, wanted)
    read = _read_pages(wanted, with_authors=not given.dates)
    if read is not None:
        scores += _scores_of_pages(*read, texts)
        if given.write:
            _write(scores, read[0], texts)
    print(f"({time.monotonic() - began:.0f} s)")


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="score", description=__doc__)
    options.add_argument("--tune", action="store_true", help="leave out the half that only counts")
    options.add_argument("--dates", action="store_true", help="dates and credits alone")
    options.add_argument("--no-web", action="store_true", help="leave out the labelled web")
    options.add_argument("--texts", type=Path, help="a folder of dated texts (*.jsonl) to add")
    options.add_argument(
        "--write",
        action="store_true",
        help="write docs/scores.md and the rates of the clue rules (then: make docs)",
    )
    given = options.parse_args()
    if given.write and given.tune:
        options.error("--write needs both halves")
    return given


def _tell(name: str, score: Callable[[], str]) -> None:
    """Print a score, or the one line that says why there is none."""
    try:
        print(score())
    except Absent as why:
        print(f"{name}: not scored, {why}")
    print()


def _printed(one: Scored) -> Scored:
    print(one, end="\n\n", flush=True)
    return one


def _texts(folder: Path | None, wanted: Sequence[Half]) -> Texts:
    """The texts of a folder, read; none where no folder is given."""
    if folder is None:
        return {half: [] for half in wanted}
    halves = in_halves(texts_below(folder), lambda text: text.name)
    return {half: read_texts(halves[half]) for half in wanted}


def _read_pages(
    wanted: Sequence[Half], *, with_authors: bool
) -> tuple[Mapping[Half, Sequence[Page]], Mapping[Half, Sequence[own_day.PeerDays | None]]] | None:
    """All pages read once, and what the peer finds on them; `None` where the pages are absent."""
    try:
        gold = in_halves(pages(), site)
    except Absent as why:
        print(f"pages: not scored, {why}\n")
        return None
    read = {half: read_all(gold[half]) for half in wanted}
    for score in (regions.score, findings_per_page.score) if with_authors else ():
        print(score(read), end="\n\n")
    if with_authors:
        signed = {half: authors.read_signed(gold[half]) for half in wanted}
        print(authors.score(signed), end="\n\n")
    return read, {half: own_day.peer_days(gold[half]) for half in wanted}


def _scores_of_pages(
    read: Mapping[Half, Sequence[Page]],
    peer: Mapping[Half, Sequence[own_day.PeerDays | None]],
    texts: Texts,
) -> list[Scored]:
    scores = [_printed(false_positives.score(read))]
    print(false_positives.examples(read.get(Half.TUNE, ())), end="\n\n")
    all_texts = {half: _article_texts(pages) + list(texts[half]) for half, pages in read.items()}
    both = {half: (pages, all_texts[half]) for half, pages in read.items()}
    return [
        *scores,
        _printed(moved_on_pages.score(read)),
        _printed(own_day.score(read, peer)),
        _printed(text_bounds.score(all_texts)),
        _printed(rule_rates.score(both)),
    ]


def _article_texts(pages: Sequence[Page]) -> list[TextReading]:
    return [page.text for page in pages if page.text is not None]


def _write(scores: Sequence[Scored], read: Mapping[Half, Sequence[Page]], texts: Texts) -> None:
    """Write the page, and the rates that the half *report* gives."""
    today = datetime.now(UTC).date()
    pages = read[Half.REPORT]
    found = rule_rates.rates(pages, [*_article_texts(pages), *texts[Half.REPORT]])
    rates = rule_table.merged(kept_rates(), rule_rates.rows_of(found, today))
    rule_table.FILE.write_text(rule_table.text_of(rates), encoding="utf-8", newline="\n")
    PAGE.write_text(scores_page.page(scores, today), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.name} and {rule_table.FILE.name}; now: make docs")


if __name__ == "__main__":
    main()
