"""Links that are later than their document's day for a good reason, and must stay without alarm.

Related links are newer; an archive stamped the copy; the reference says when it was read; the page
was updated; a day more or less; the text announces what is to come; the link is earlier after all.
500 of each kind.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from score.cases import Case, Outcome, run
from score.halves import Half, in_halves
from score.layouts import Piece, page, text_of
from score.leak_blocks import newer_related
from score.outlet_paths import OUTLET_PATHS, number, slug_of
from score.prose import CITING, LANGUAGES, TITLES, paragraph, written
from score.statement_forms import HTML_FORMS, TEXT_FORMS, Stated, published, updated
from score.tally import Counted, Scored, Tally, scored

EACH = 500

Made = tuple[Stated, str, str]
"""How the document states its day, the address, and the sentence that cites it (`{0}`)."""

_ACCESSED: Mapping[str, tuple[str, ...]] = {
    "en": ("Accessed {}.", "Retrieved {}."), "de": ("Abgerufen am {}.", "(abgerufen am {})"),
    "fr": ("Consulté le {}.", "(consulté le {})"),
    "es": ("Consultado el {}.", "[Consultado el {}]"),
    "ru": ("Дата обращения: {}.", "(дата обращения: {})"),
}  # fmt: skip
_ANNOUNCED: Mapping[str, tuple[str, ...]] = {
    "en": ("The full report will be published on {}: {{0}}.",
           "The exhibition opens on {}, as the house tells {{0}}."),
    "de": ("Der ganze Bericht wird am {} veröffentlicht: {{0}}.",
           "Die Ausstellung soll am {} eröffnet werden: {{0}}."),
    "fr": ("Le rapport complet sera publié le {} : {{0}}.",
           "L'exposition ouvrira ses portes le {} : {{0}}."),
    "es": ("El informe completo se publicará el {}: {{0}}.",
           "La exposición abrirá sus puertas el {}: {{0}}."),
    "ru": ("Полный доклад будет опубликован {}: {{0}}.",
           "Выставка откроется {}: {{0}}."),
}  # fmt: skip


def documents() -> Iterator[Case]:
    """All documents, `EACH` of each kind."""
    yield from (newer_related(turn) for turn in range(EACH))
    for kind, make in KINDS.items():
        for turn in range(EACH):
            yield _document(kind, make, turn)


def _document(kind: str, make: _Make, turn: int) -> Case:
    name = f"innocent {kind} {turn}"
    dice = random.Random(name)
    language = LANGUAGES[turn % len(LANGUAGES)]
    day = date(2012, 1, 1) + timedelta(days=dice.randint(0, 3000))
    stated, url, citing = make(dice, day, language)
    paragraphs = (
        paragraph(dice, language),
        f"{paragraph(dice, language)} {citing}",
        paragraph(dice, language),
    )
    piece = Piece(dice.choice(TITLES[language]), language, stated, paragraphs, (url,))
    if stated.head.startswith("<"):
        source = page(piece, "text", day + timedelta(days=1500), tiles=dice.random() < 0.5)
    else:
        source = text_of(piece, "text", dice)
    return Case(name, kind, source.locator, language, source, (url,), day)


def _stated(dice: random.Random, day: date, language: str) -> Stated:
    forms = dice.choice((TEXT_FORMS, HTML_FORMS))
    ways = sorted(forms.keys() - {"published and updated"})
    return forms[dice.choice(ways)](day, language)


def _address(dice: random.Random, day: date) -> str:
    outlet = dice.choice(OUTLET_PATHS)
    return outlet.address(day, slug_of(dice.choice(TITLES["en"])), number(dice))


def _citing(dice: random.Random, language: str) -> str:
    return dice.choice(CITING[language]).replace("{at}", "{0}")


def _archived(dice: random.Random, day: date, language: str) -> Made:
    captured = day + timedelta(days=dice.randint(30, 2000))
    inner = _address(dice, day - timedelta(days=dice.randint(5, 900)))
    stamp = f"{captured:%Y%m%d}{dice.randint(0, 23):02}{dice.randint(0, 59):02}07"
    archive = dice.choice(
        ("https://web.archive.org/web/{}/{}", "https://archive.today/{}/{}",
         "https://arquivo.pt/wayback/{}/{}")
    )  # fmt: skip
    return _stated(dice, day, language), archive.format(stamp, inner), _citing(dice, language)


def _accessed(dice: random.Random, day: date, language: str) -> Made:
    """A reference to a page of a later day, with the day on which it was read."""
    later = day + timedelta(days=dice.randint(30, 2000))
    read = written(later + timedelta(days=dice.randint(0, 60)), language)
    how = dice.choice(_ACCESSED[language]).format(read)
    return _stated(dice, day, language), _address(dice, later), f"Bell, A.: Ports. {{0}}. {how}"


def _updated(dice: random.Random, day: date, language: str) -> Made:
    """The page was changed after its day, and says so: in a line, in the next, or in a field."""
    later = day + timedelta(days=dice.randint(30, 2000))
    change = later + timedelta(days=dice.randint(0, 60))
    first, second = published(day, language), updated(change, language)
    meta = (
        f'<meta property="article:published_time" content="{day.isoformat()}">'
        f'<meta property="article:modified_time" content="{change.isoformat()}">'
    )
    stated = dice.choice(
        (
            Stated(lines=(f"{first}. {second}",)),
            Stated(lines=(f"{first}\n{second}",)),
            Stated(lines=(first, second)),
            Stated(head=meta),
            Stated(head=f"---\ndate: {day.isoformat()}\nlastmod: {change.isoformat()}\n---\n\n"),
        )
    )
    return stated, _address(dice, later), _citing(dice, language)


def _a_day_off(dice: random.Random, day: date, language: str) -> Made:
    off = timedelta(days=dice.choice((-1, 0, 1)))
    return _stated(dice, day, language), _address(dice, day + off), _citing(dice, language)


def _announced(dice: random.Random, day: date, language: str) -> Made:
    """A page of the day that the sentence itself announces."""
    coming = day + timedelta(days=dice.randint(10, 200))
    citing = dice.choice(_ANNOUNCED[language]).format(written(coming, language))
    return _stated(dice, day, language), _address(dice, coming), citing


def _earlier(dice: random.Random, day: date, language: str) -> Made:
    before = day - timedelta(days=dice.randint(1, 3000))
    return _stated(dice, day, language), _address(dice, before), _citing(dice, language)


_Make = Callable[[random.Random, date, str], Made]

KINDS: Mapping[str, _Make] = {
    "archive stamp": _archived,
    "access date": _accessed,
    "updated page": _updated,
    "a day more or less": _a_day_off,
    "announced": _announced,
    "earlier link": _earlier,
}
ALL_KINDS = ("newer related links", *KINDS)


def score(wanted: Sequence[Half] = tuple(Half)) -> Scored:
    """Alarms by kind."""
    cases = in_halves(documents(), lambda case: case.name)
    halves = {half: run(cases[half]) for half in wanted}
    return scored(NAME, ABOUT, halves, _rows, GOALS)


def _rows(outcomes: Sequence[Outcome]) -> Counted:
    rows: list[tuple[str, Tally]] = []
    for kind in ALL_KINDS:
        those = [item for item in outcomes if item.case.kind == kind]
        rows += [
            (kind, Tally.that([item.alarmed for item in those])),
            (f"{kind}, a note", Tally.that([item.noted for item in those])),
        ]
    return rows


NAME = "Alarms about innocent links"
ABOUT = (
    f"Generated: {EACH} documents of each kind that state their day and cite one link that only "
    "seems too late (the last kind: an earlier one), in five languages and the address patterns of "
    "16 outlets (tools/score/innocent_links.py)."
)
GOALS: Mapping[str, str] = dict.fromkeys(ALL_KINDS, "0")


if __name__ == "__main__":
    print(score())
