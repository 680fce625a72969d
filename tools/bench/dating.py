"""CPU of clues, credits and dating for 1,000 words. Goal: 3 ms.

The steps of a reading that find clues and credits are timed where the reading calls them, so that
nothing is left out and nothing is done twice. Machines differ and are shared: beside it stands the
time that the standard library takes to find the words of the same text.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from bench.sizes import Size

GOAL = 3.0
"""Milliseconds for 1,000 words."""
RUNS = 30
STEPS = (
    "find_attributions",
    "visible_bylines",
    "stated_credits",
    "stated_days",
    "text_clues",
    "metadata_clues",
    "day_clues",
    "credit_clues",
    "link_clues",
)
"""What `linkassay.extract.reading` calls to find clues and credits."""

_WORD = re.compile(r"\w+")

_PARAGRAPHS = (
    "The harbour council met on Tuesday, and the vote on the new pier took an hour. Prime "
    "Minister David Cameron had written to the port in March, and Chancellor Angela Merkel "
    "answered in the summer of 2012 that the loan would be paid back. Nobody in the room had "
    "expected so large a majority, said Tom Reed, who has led the fishing families for ten "
    "years. The money comes from the fees of the port and from a loan of the savings bank, "
    "which was founded in 1988.",
    "On {day} March 2013 the old quay was closed, and since then the ferry has landed on the "
    "other side. According to the Harbour Courier "
    "(https://www.harbourcourier.example/2013/03/{day:02}/quay) the engineers had warned of "
    "the sand for years. A report by the ministry, out since last year, puts the cost at 40 "
    "million; critics say that it will be more. President Barack Obama is not expected at "
    "the opening, an official said, and the minister would not comment.",
    "By the end of the week both sides had agreed to go on. The contract of {day} November "
    "2010 says that two of the three shipyards may stay, and the third builds only yachts "
    "now. Ana Bell, the mayor, called the decision a relief for everyone who lives by the "
    "water; others spoke of a correction of the course. See https://example.org/2011/06/one "
    "for the survey of the sea bed, which showed more sand than anybody had hoped for, as "
    "The Guardian wrote then.",
)
_HEAD = "A pier for the harbour\n\nBy Ana Bell and Tom Reed\n\nPublished: 14 May 2013"
_TAIL = (
    "Additional reporting by Marta Quill.\n\nThis article was first published in the Harbour "
    "Courier.\n\nThe views expressed here are those of the authors."
)


def main(_size: Size) -> None:
    """Print the table."""
    print(f"Clues, credits and dating of 1,000 words, best of {RUNS} runs (goal: {GOAL:.0f} ms)")
    print(f"  {'':12} {'words':>6} {'CPU ms':>7} {'of reading':>11} {'x finding words':>16}")
    for name, (make, media_type) in _KINDS.items():
        words, ours, whole, peer = _measured(make, media_type)
        print(f"  {name:12} {words:6,} {ours:7.2f} {ours / whole:11.0%} {ours / peer:16.1f}")


def text(turn: int = 0, words: int = 1000) -> str:
    """A plain text of about so many words, with credits, dates, offices, outlets and links.

    Its days differ from turn to turn, so that nothing is remembered from the turn before.
    """
    blocks = [_HEAD]
    while sum(len(block.split()) for block in blocks) < words - len(_TAIL.split()):
        day = (turn * 7 + len(blocks)) % 28 + 1
        blocks.append(_PARAGRAPHS[len(blocks) % len(_PARAGRAPHS)].format(day=day))
    return "\n\n".join([*blocks, _TAIL, ""])


def page(plain: str) -> str:
    """The same as a page of news."""
    paragraphs = "".join(f"<p>{block}</p>" for block in plain.split("\n\n")[1:] if block)
    return (
        "<!DOCTYPE html><html lang=en><head><title>A pier for the harbour</title>"
        '<meta property="article:published_time" content="2013-05-14T08:00:00Z"></head>'
        f"<body><article><h1>A pier for the harbour</h1>{paragraphs}</article></body></html>"
    )


_KINDS: Mapping[str, tuple[Callable[[str], str], str]] = {
    "plain text": (str, "text/plain"),
    "page": (page, "text/html"),
}


def _measured(make: Callable[[str], str], media_type: str) -> tuple[int, float, float, float]:
    """Words; milliseconds for 1,000 of them of our steps, of the whole, and of finding words."""
    from datetime import date

    from linkassay.dates import date_document
    from linkassay.extract import extract
    from linkassay.model import Source

    today, words = date(2026, 1, 5), len(_WORD.findall(text()))
    ours = whole = peer = float("inf")
    with _timed_steps() as spent:
        for turn in range(RUNS):
            plain = text(turn)
            source = Source("document", make(plain).encode(), media_type, "utf-8")
            spent.clear()
            began = time.process_time()
            (reading,) = extract(source)
            read = time.process_time()
            date_document(reading, {}, today)
            ended = time.process_time()
            ours = min(ours, sum(spent) + ended - read)
            whole = min(whole, ended - began)
            begin = time.process_time()
            _WORD.findall(plain)
            peer = min(peer, time.process_time() - begin)
    per = 1e3 * 1000 / words
    return words, ours * per, whole * per, peer * per


@contextmanager
def _timed_steps() -> Iterator[list[float]]:
    """The seconds that each call of a step takes, while this holds; raises where one is missing."""
    from linkassay.extract import reading

    spent: list[float] = []
    kept = {name: getattr(reading, name) for name in STEPS}
    try:
        for name, step in kept.items():
            setattr(reading, name, _timed(step, spent))
        yield spent
    finally:
        for name, step in kept.items():
            setattr(reading, name, step)


def _timed(step: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    def timed(*args: Any, **named: Any) -> Any:
        began = time.process_time()
        found = step(*args, **named)
        if isinstance(found, Iterator):
            found = tuple(found)
        spent.append(time.process_time() - began)
        return found

    return timed
