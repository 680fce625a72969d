"""Credit lines: which class is told of each line of the frozen set, and whom it names.

Each line stands in a small document of its own, below the title or after the text; a caption stands
below a picture. Recall is over the lines of a class; precision is over what was told of any line,
near misses included. Days of publication and of change, and metadata, are not counted here.
"""

from __future__ import annotations

import html
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from linkassay.extract import extract
from linkassay.model import VISIBLE, Attribution, CreditClass, Source
from score.halves import Half
from score.stated_gold import folded
from score.tally import Counted, Scored, Tally, scored

FOLDER = Path(__file__).parent / "credit_lines"

LANGUAGES = ("en", "de", "fr", "es", "ru")

NOT_COUNTED = frozenset({CreditClass.PUBLISHED, CreditClass.UPDATED, CreditClass.RELATED})
"""Labels of days are scored as dates, related titles with their links."""

TEXT = {
    "en": "The council met in the old town hall, and the vote on the harbour took an hour.",
    "de": "Der Rat tagte im alten Rathaus, und die Abstimmung über den Hafen dauerte eine Stunde.",
    "fr": "Le conseil a siégé dans la vieille mairie, et le vote sur le port a duré une heure.",
    "es": "El consejo se reunió en el viejo ayuntamiento, y la votación duró una hora.",
    "ru": "Совет собрался в старой ратуше, и голосование о гавани заняло час.",
}
TITLE = {
    "en": "The harbour budget", "de": "Der Haushalt des Hafens", "fr": "Le budget du port",
    "es": "El presupuesto del puerto", "ru": "Бюджет гавани",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A line of the set; one without `credit` is a near miss."""

    text: str
    language: str
    credit: str | None = None
    outlet: str | None = None
    persons: tuple[str, ...] = ()
    licence: str | None = None
    also: tuple[str, ...] = ()
    caption: bool = False
    top: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A line, and the credits that were told of it."""

    line: CreditLine
    credits: tuple[Attribution, ...]

    @property
    def is_found(self) -> bool:
        return any(item.credit == self.line.credit for item in self.credits)

    @property
    def false(self) -> set[str]:
        """The classes that were told of it and are not its own."""
        own = {self.line.credit, *self.line.also}
        return {str(item.credit) for item in self.credits} - own

    @property
    def names_all(self) -> bool:
        """Whether the credit names exactly the persons, the outlet and the licence of the line."""
        those = [item for item in self.credits if item.credit == self.line.credit]
        persons = {folded(item.person) for item in those if item.person}
        outlets = [item.outlet or "" for item in those]
        licences = [item.licence or "" for item in those]
        return (
            persons == {folded(name) for name in self.line.persons}
            and _named(self.line.outlet, outlets)
            and _named(self.line.licence, licences)
        )


def lines_of(half: Half) -> list[CreditLine]:
    """The lines of one half, in the order of its file."""
    rows = tomllib.loads((FOLDER / f"{half}.toml").read_text(encoding="utf-8"))["line"]
    return [
        CreditLine(**{**row, **{key: tuple(row.get(key, ())) for key in ("persons", "also")}})
        for row in rows
    ]


def read_lines(lines: Sequence[CreditLine]) -> list[Told]:
    """What the reader tells of each line."""
    return [Told(line, _told(line)) for line in lines]


def score(wanted: Sequence[Half] = tuple(Half)) -> Scored:
    """Recall and precision by language and by class."""
    halves = {half: read_lines(lines_of(half)) for half in wanted}
    return scored(NAME, ABOUT, halves, _rows, GOALS)


def source_of(line: CreditLine) -> Source:
    """The document that a line stands in."""
    text, title = TEXT[line.language], TITLE[line.language]
    if line.caption:
        page = (
            f'<html lang="{line.language}"><title>{title}</title>'
            f"<article><h1>{title}</h1><p>{text}</p>"
            f"<figure><img src=a.jpg><figcaption>{html.escape(line.text)}</figcaption></figure>"
            f"<p>{text}</p></article></html>"
        )
        return Source("line.html", page.encode(), "text/html", "utf-8")
    parts = [title, line.text, text, text] if line.top else [title, text, text, line.text]
    return Source("line.txt", "\n\n".join([*parts, ""]).encode(), "text/plain", "utf-8")


def _told(line: CreditLine) -> tuple[Attribution, ...]:
    (reading,) = extract(source_of(line))
    return tuple(
        item
        for item in reading.attributions
        if item.source == VISIBLE and item.credit not in NOT_COUNTED
    )


def _named(name: str | None, told: Sequence[str]) -> bool:
    """Whether a name was told: as written, or without an article or the words around it."""
    if name is None:
        return not any(told)
    return any(one and _bare(one) == _bare(name) for one in told)


def _bare(name: str) -> str:
    return folded(name.removeprefix("The ").removeprefix("the "))


def _rows(told: Sequence[Told]) -> Counted:
    found = [item for item in told if item.line.credit is not None and item.is_found]
    near = [item for item in told if item.line.credit is None]
    return [
        *(row for name in LANGUAGES for row in _language(name, told)),
        *(row for name in CreditClass for row in _class(name, told)),
        ("near misses left alone", Tally.that([not item.credits for item in near])),
        ("all it names is right, of those found", Tally.that([item.names_all for item in found])),
    ]


def _language(name: str, told: Sequence[Told]) -> Counted:
    those = [item for item in told if item.line.language == name]
    return [
        (f"{name}, recall", Tally.that([item.is_found for item in those if item.line.credit])),
        (f"{name}, precision", precision(those)),
    ]


def _class(name: CreditClass, told: Sequence[Told]) -> Counted:
    own = [item for item in told if item.line.credit == name]
    right = sum(item.is_found for item in own)
    false = sum(name in item.false for item in told)
    if not own and not false:
        return []
    return [
        (f"{name}, recall", Tally(right, len(own))),
        (f"{name}, precision", Tally(right, right + false)),
    ]


def precision(told: Sequence[Told]) -> Tally:
    """Of the classes that were told, those that are right."""
    right = sum(item.is_found for item in told)
    return Tally(right, right + sum(len(item.false) for item in told))


NAME = "Credit lines"
ABOUT = (
    "Our own lines in five languages, near misses among them, written and frozen before the "
    "wordings (tools/score/credit_lines)."
)
GOALS: Mapping[str, str] = {
    "en, recall": "≥ 90 %",
    "en, precision": "≥ 97 %",
    **{f"{name}, recall": "≥ 75 %" for name in LANGUAGES[1:]},
    **{f"{name}, precision": "≥ 95 %" for name in LANGUAGES[1:]},
}


if __name__ == "__main__":
    print(score())
