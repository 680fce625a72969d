"""Blocks of related addresses that carry the day of the copy, in the patterns of outlets.

A template that builds an address from a title alone fills in the day on which it runs and has no
number for it. The block breaks into a sentence, closes a text, or stands beside a page's article.
In the last two places newer links are usual, and of an outlet whose addresses carry no number a
leak cannot be told from them; so there only outlets that have one are asked for. Related links
that are newer and whole are no leak.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from linkassay.model import Source
from score.cases import Case, Outcome, run
from score.data import NOW
from score.halves import Half, in_halves
from score.outlet_paths import OUTLET_PATHS, OutletPath, number, slug_of
from score.prose import LANGUAGES, paragraph
from score.statement_forms import published
from score.tally import Counted, Scored, Tally, scored

ROUNDS = 5
"""So many for each outlet and language in the first form, and for those with a number in the other
two: 700 in all."""
FORMS = ("in a sentence", "below a label", "beside the article")

LABELS: Mapping[str, str] = {
    "en": "Related article", "de": "Lesen Sie auch", "fr": "Lire aussi", "es": "Lea también",
    "ru": "Читайте также",
}  # fmt: skip

RELATED: Mapping[str, tuple[str, ...]] = {
    "en": ("Island ferry loses its licence", "Savings bank doubts the loan", "Sand fills the bay"),
    "de": ("Die Fähre verliert ihre Lizenz", "Sparkasse zweifelt am Kredit", "Sand in der Bucht"),
    "fr": ("Le bac perd sa licence", "La caisse doute du prêt", "Le sable remplit la baie"),
    "es": ("El barco pierde su licencia", "La caja duda del préstamo", "La arena llena la bahía"),
    "ru": ("Паром потерял лицензию", "Банк сомневается в кредите", "Песок заносит бухту"),
}
_LATIN = ("parom-poteryal-litsenziyu", "bank-somnevaetsya-v-kredite", "pesok-zanosit-bukhtu")


@dataclass(frozen=True, slots=True)
class _Parts:
    language: str
    day: date
    titles: tuple[str, ...]
    urls: tuple[str, ...]
    cited: str


def documents() -> Iterator[Case]:
    """All documents."""
    for outlet, language, form, turn in product(OUTLET_PATHS, LANGUAGES, FORMS, range(ROUNDS)):
        if outlet.has_id or form == FORMS[0]:
            yield _document(outlet, language, form, turn)


def newer_related(turn: int) -> Case:
    """A document beside which related links are newer than its day, and right: of one day with
    their numbers, or of several days."""
    name = f"innocent newer related links {turn}"
    dice = random.Random(name)
    language, outlet = LANGUAGES[turn % len(LANGUAGES)], dice.choice(OUTLET_PATHS)
    day = date(2012, 1, 1) + timedelta(days=dice.randint(0, 3000))
    later = day + timedelta(days=dice.randint(30, 2000))
    titles = dice.sample(RELATED[language], 2)
    apart = 0 if outlet.has_id else dice.randint(1, 20)
    urls = tuple(
        outlet.address(later - timedelta(days=apart * at), _slug(language, title), number(dice))
        for at, title in enumerate(titles)
    )
    cited = outlet.address(day - timedelta(days=40), "the-port-and-its-debts", number(dice))
    source = dice.choice((_below_label, _beside))(
        _Parts(language, day, tuple(titles), urls, cited), dice
    )
    return Case(name, "newer related links", source.locator, language, source, urls, day)


def _document(outlet: OutletPath, language: str, form: str, turn: int) -> Case:
    name = f"leak {outlet.outlet} {language} {form} {turn}"
    dice = random.Random(name)
    gap = dice.randint(30, 3000)
    copied = NOW.date() - timedelta(days=dice.randint(30, 900))
    day = copied - timedelta(days=gap)
    titles = dice.sample(RELATED[language], 2)
    slugs = [_slug(language, title) for title in titles]
    urls = tuple(outlet.address(copied, slug, None) for slug in slugs)
    cited = outlet.address(
        day - timedelta(days=dice.randint(10, 700)), "the-port-and-its-debts", number(dice)
    )
    parts = _Parts(language, day, tuple(titles), urls, cited)
    source = {FORMS[0]: _in_sentence, FORMS[1]: _below_label, FORMS[2]: _beside}[form](parts, dice)
    return Case(name, outlet.outlet, form, language, source, urls, day, gap)


def _slug(language: str, title: str) -> str:
    return _LATIN[RELATED["ru"].index(title)] if language == "ru" else slug_of(title)


def _in_sentence(parts: _Parts, dice: random.Random) -> Source:
    """As in the text of a PDF: labels among the paragraphs, the addresses where a page ends."""
    label, language = LABELS[parts.language], parts.language
    last = paragraph(dice, language).split(" ")
    first, second = " ".join(last[:9]), " ".join(last[9:])
    blocks = [
        "The harbour and its debts",
        published(parts.day, language),
        paragraph(dice, language),
        f"{label}: {parts.titles[0]}",
        f"{paragraph(dice, language)} ({parts.cited})",
        f"{label}: {parts.titles[1]}",
        first,
        "\n".join(parts.urls),
        second,
        paragraph(dice, language),
    ]
    return Source("leak.txt", "\n\n".join([*blocks, ""]).encode(), "text/plain")


def _below_label(parts: _Parts, dice: random.Random) -> Source:
    language = parts.language
    items = "\n".join(
        f"- [{title}]({url})" for title, url in zip(parts.titles, parts.urls, strict=True)
    )
    blocks = [
        "# The harbour and its debts",
        published(parts.day, language),
        paragraph(dice, language),
        f"{paragraph(dice, language)} ([1]({parts.cited}))",
        paragraph(dice, language),
        f"{LABELS[language]}:",
        items,
    ]
    return Source("leak.md", "\n\n".join([*blocks, ""]).encode(), "text/markdown")


def _beside(parts: _Parts, dice: random.Random) -> Source:
    language = parts.language
    items = "".join(
        f'<li><a href="{url}">{title}</a></li>'
        for title, url in zip(parts.titles, parts.urls, strict=True)
    )
    text = f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">
<title>The harbour and its debts</title>
<meta property="article:published_time" content="{parts.day.isoformat()}"></head>
<body><nav><a href="/">Courier</a></nav><article><h1>The harbour and its debts</h1>
<p>{paragraph(dice, language)}</p>
<p>{paragraph(dice, language)} <a href="{parts.cited}">1</a></p><p>{paragraph(dice, language)}</p>
<div class="related"><h3>{LABELS[language]}</h3><ul>{items}</ul></div></article></body></html>"""
    return Source("leak.html", text.encode(), "text/html", "utf-8")


def score(wanted: Sequence[Half] = tuple(Half)) -> Scored:
    """Named, and at least warned of."""
    cases = in_halves(documents(), lambda case: case.name)
    halves = {half: run(cases[half]) for half in wanted}
    return scored(NAME, ABOUT, halves, _rows, GOALS)


def _rows(outcomes: Sequence[Outcome]) -> Counted:
    return [
        ("named a leak, in a warning", _named(outcomes)),
        ("warned of, by any name", Tally.that([item.warned for item in outcomes])),
        *((form, _named([i for i in outcomes if i.case.form == form])) for form in FORMS),
        *(
            (f"in {language}", _named([i for i in outcomes if i.case.language == language]))
            for language in LANGUAGES
        ),
        *(
            (path.outlet, _named([i for i in outcomes if i.case.kind == path.outlet]))
            for path in OUTLET_PATHS
        ),
        ("other links warned of, texts", Tally.that([item.elsewhere > 0 for item in outcomes])),
    ]


def _named(outcomes: Sequence[Outcome]) -> Tally:
    return Tally.that([item.leak for item in outcomes])


NAME = "Leaks of the day of the copy"
ABOUT = (
    "Generated: two related addresses of one outlet with the day of the copy and without the "
    "outlet's number: in a sentence in 16 outlets' patterns, below a label and beside the article "
    "in those of six that have a number; five languages. The document states its day "
    "(tools/score/leak_blocks.py)."
)
GOALS: Mapping[str, str] = {
    "named a leak, in a warning": "≥ 97 %",
    "other links warned of, texts": "0",
}


if __name__ == "__main__":
    print(score())
