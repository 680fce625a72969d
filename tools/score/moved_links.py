"""Texts with one link in prose moved past the stated day, in the address patterns of outlets.

The gap is drawn from 30 to 3,000 days and told by class, so that one sees whether recall falls with
it. A fourth of the texts states no day, but has a date of an event in its prose: what can be
found there is told, not promised.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import product

from score.cases import Case, Outcome, run
from score.data import NOW
from score.halves import Half, in_halves
from score.layouts import Piece, markdown, page, plain
from score.outlet_paths import OUTLET_PATHS, OutletPath, number, slug_of
from score.prose import CITING, LANGUAGES, TITLES, paragraph, written
from score.statement_forms import HTML_FORMS, TEXT_FORMS, Form, Stated
from score.tally import Counted, Scored, Tally, scored

LEAST, MOST = 30, 3000
CLASSES = ((30, 364), (365, 1094), (1095, MOST))
ROUNDS = 7
"""So many texts for each outlet, language and class of gap: 1,680 in all."""

_EVENT: Mapping[str, str] = {
    "en": "The old pier was closed on {}, and nobody has used it since.",
    "de": "Die alte Mole wurde am {} gesperrt, und niemand hat sie seither benutzt.",
    "fr": "La vieille jetée a été fermée le {}, et personne ne s'en est servi depuis.",
    "es": "El viejo muelle fue cerrado el {}, y nadie lo ha usado desde entonces.",
    "ru": "Старый причал закрыли {}, и с тех пор им никто не пользовался.",
}

LAYOUTS = ("markdown", "plain", "html")


def documents() -> Iterator[Case]:
    """All texts."""
    for outlet, language, span, turn in product(OUTLET_PATHS, LANGUAGES, CLASSES, range(ROUNDS)):
        yield _document(outlet, language, span, turn)


def _document(outlet: OutletPath, language: str, span: tuple[int, int], turn: int) -> Case:
    name = f"moved {outlet.outlet} {language} {span[0]} {turn}"
    dice = random.Random(name)
    gap = dice.randint(*span)
    newest = NOW.date() - timedelta(days=gap + 30)
    day = newest - timedelta(days=dice.randint(0, 2000))
    layout = dice.choice(LAYOUTS)
    forms: Mapping[str, Form] = HTML_FORMS if layout == "html" else TEXT_FORMS
    way = dice.choice(sorted(forms))
    states = turn % 4 != 3
    title = dice.choice(TITLES[language])
    url = outlet.address(day + timedelta(days=gap), slug_of(title), number(dice))
    before = outlet.address(
        day - timedelta(days=dice.randint(20, 900)), slug_of(title), number(dice)
    )
    event = _EVENT[language].format(written(day - timedelta(days=dice.randint(1, 20)), language))
    citing = [text.replace("{at}", f"{{{at}}}") for at, text in enumerate(
        dice.sample(CITING[language], 2)
    )]  # fmt: skip
    paragraphs = (
        paragraph(dice, language),
        f"{paragraph(dice, language)} {citing[0]}",
        *(() if states else (f"{event} {paragraph(dice, language, 2)}",)),
        f"{citing[1]} {paragraph(dice, language)}",
    )
    stated = forms[way](day, language) if states else Stated()
    piece = Piece(title, language, stated, paragraphs, (before, url))
    if layout == "html":
        source = page(piece, "text", day + timedelta(days=gap + 20), tiles=dice.random() < 0.5)
    else:
        as_markdown = layout == "markdown" or piece.stated.head
        source = (markdown if as_markdown else plain)(piece, "text")
    kind = "states its day" if states else "states no day"
    return Case(name, kind, way if states else "none", language, source, (url,), day, gap)


def score(wanted: Sequence[Half] = tuple(Half)) -> Scored:
    """Found as a warning."""
    cases = in_halves(documents(), lambda case: case.name)
    halves = {half: run(cases[half]) for half in wanted}
    return scored(NAME, ABOUT, halves, _rows, GOALS)


def _rows(outcomes: Sequence[Outcome]) -> Counted:
    stating = [item for item in outcomes if item.case.kind == "states its day"]
    silent = [item for item in outcomes if item.case.kind == "states no day"]
    outlets = [outlet.outlet for outlet in OUTLET_PATHS]
    return [
        ("states its day", _warned(stating)),
        *(
            (f"{low:,} to {high:,} days", _warned(
                [item for item in stating if low <= item.case.gap <= high]
            ))
            for low, high in CLASSES
        ),
        *(
            (f"in {language}", _warned([i for i in stating if i.case.language == language]))
            for language in LANGUAGES
        ),
        *(
            (outlet, _warned([i for i in stating if i.case.name.startswith(f"moved {outlet} ")]))
            for outlet in outlets
        ),
        ("states no day, tells of an event", _warned(silent)),
        ("a note only, states its day", Tally.that([i.noted and not i.warned for i in stating])),
        ("other links warned of, texts", Tally.that([item.elsewhere > 0 for item in outcomes])),
    ]  # fmt: skip


def _warned(outcomes: Sequence[Outcome]) -> Tally:
    return Tally.that([item.warned for item in outcomes])


NAME = "Moved links in generated texts, found as a warning"
ABOUT = (
    "Generated: 16 address patterns of outlets, five languages, three classes of gap, as Markdown, "
    "plain text and pages; one link in prose is moved, an earlier one stands beside it. Prose of "
    "our own (tools/score/moved_links.py)."
)
GOALS: Mapping[str, str] = {
    "states its day": "≥ 98 %",
    **{f"{low:,} to {high:,} days": "≥ 98 %" for low, high in CLASSES},
    "other links warned of, texts": "0",
}


if __name__ == "__main__":
    print(score())
