"""The plainest contradiction: a document states its day and cites one clearly later link.

Seven ways to state the day, three gaps, with and without three earlier links, three subjects: 126
documents, in five languages, as Markdown and as a page of news. Each must have a warning about the
link, and a headline that tells the stated day alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product

from score.cases import Case, Outcome, run
from score.halves import Half, in_halves
from score.layouts import Piece, markdown, page
from score.prose import CITING, LANGUAGES, TITLES, paragraph
from score.statement_forms import HTML_FORMS, TEXT_FORMS
from score.tally import Counted, Scored, Tally, scored

GAPS = (45, 400, 1500)
DAYS = (date(2015, 3, 12), date(2012, 11, 6), date(2018, 1, 24))
"""The stated day of each subject."""
EARLIER = (30, 200, 900)
"""By so many days the consistent links are earlier."""
COPIED_AFTER = timedelta(days=2000)
"""A page is a copy of so much later; its furniture carries that day."""


def documents() -> Iterator[Case]:
    """All documents: 126 for each language and kind."""
    for language, kind in product(LANGUAGES, ("markdown", "html")):
        forms = TEXT_FORMS if kind == "markdown" else HTML_FORMS
        for way, gap, subject, earlier in product(forms, GAPS, range(3), (False, True)):
            yield _document(language, kind, way, gap, subject, earlier=earlier)


def _document(language: str, kind: str, way: str, gap: int, subject: int, *, earlier: bool) -> Case:
    day = DAYS[subject]
    name = f"{language} {kind} {way} {gap} {subject} {'earlier' if earlier else 'alone'}"
    dice = random.Random(name)
    before = [_url(day - timedelta(days=days), number) for number, days in enumerate(EARLIER)]
    urls = [*(before if earlier else ()), _url(day + timedelta(days=gap), 9)]
    citing = CITING[language]
    sentences = [citing[at % len(citing)].replace("{at}", f"{{{at}}}") for at in range(len(urls))]
    paragraphs = [f"{paragraph(dice, language)} {text}" for text in sentences]
    paragraphs = [paragraph(dice, language), *paragraphs, paragraph(dice, language)]
    forms = TEXT_FORMS if kind == "markdown" else HTML_FORMS
    piece = Piece(
        TITLES[language][subject], language, forms[way](day, language), tuple(paragraphs),
        tuple(urls),
    )  # fmt: skip
    source = (
        markdown(piece, "document")
        if kind == "markdown"
        else page(piece, "document", day + COPIED_AFTER, tiles=subject == 2)
    )
    return Case(name, kind, way, language, source, (urls[-1],), day, gap)


def _url(day: date, number: int) -> str:
    return f"https://lantern{number}.example/{day:%Y/%m/%d}/the-harbour-and-its-town"


def score(wanted: Sequence[Half] = tuple(Half)) -> Scored:
    """Warnings and headlines."""
    cases = in_halves(documents(), lambda case: case.name)
    halves = {half: run(cases[half]) for half in wanted}
    return scored(NAME, ABOUT, halves, _rows, GOALS)


def _rows(outcomes: Sequence[Outcome]) -> Counted:
    groups = [(language, kind) for kind in ("markdown", "html") for language in LANGUAGES]
    rows: list[tuple[str, Tally]] = []
    for language, kind in groups:
        those = [
            item for item in outcomes if (item.case.language, item.case.kind) == (language, kind)
        ]
        rows += [
            (f"{language} {kind}, warned", Tally.that([item.warned for item in those])),
            (f"{language} {kind}, headline", Tally.that([item.says_day for item in those])),
        ]
    ways = list(dict.fromkeys(item.case.form for item in outcomes))
    for way in ways:
        those = [item for item in outcomes if item.case.form == way]
        rows += [
            (f"by {way}, warned", Tally.that([item.warned for item in those])),
            (f"by {way}, headline", Tally.that([item.says_day for item in those])),
        ]
    rows.append(
        ("other links warned of, documents", Tally.that([item.elsewhere > 0 for item in outcomes]))
    )
    return rows


NAME = "Documents that state their day"
ABOUT = (
    "Generated: 126 documents a language and kind (7 ways to state the day, gaps of 45, 400 and "
    "1,500 days, with and without three earlier links, three subjects); pages have the furniture "
    "of a copy made 2,000 days later. Prose of our own (tools/score/stated_days.py)."
)
GOALS: Mapping[str, str] = {
    **{
        f"{language} {kind}, warned": "≥ 95 %"
        for language, kind in product(LANGUAGES, ("markdown", "html"))
    },
    **{
        f"{language} {kind}, headline": "all"
        for language, kind in product(LANGUAGES, ("markdown", "html"))
    },
    "other links warned of, documents": "0",
}


if __name__ == "__main__":
    print(score())
