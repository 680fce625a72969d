"""Credit lines in five languages: what is one, and what only looks like one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from linkassay.extract import extract
from linkassay.model import CreditClass, Source

ROWS = tomllib.loads(Path(__file__).with_name("credit_lines.toml").read_text("utf-8"))["lines"]
TEXT = "The council met in the old town hall, and the vote on the harbour took an hour."


def lines() -> Iterator[tuple[CreditClass | None, str]]:
    for row in ROWS:
        credit = CreditClass(row["credit"]) if "credit" in row else None
        yield from ((credit, line) for line in row["lines"])


def credited(line: str, *, top: bool = False) -> set[CreditClass]:
    """The classes that are told of a line below the title, or after the text."""
    parts = [line, TEXT, TEXT] if top else [TEXT, TEXT, line]
    text = "\n\n".join(["The harbour budget", *parts, ""])
    (reading,) = extract(Source("a.txt", text.encode()))
    days = {CreditClass.PUBLISHED, CreditClass.UPDATED}
    return {item.credit for item in reading.attributions} - days


@pytest.mark.parametrize(("credit", "line"), [item for item in lines() if item[0] is not None])
def test_a_credit_line_has_its_class(credit, line):
    assert credited(line, top=credit is CreditClass.DATELINE) == {credit}


@pytest.mark.parametrize("line", [line for credit, line in lines() if credit is None])
def test_what_only_looks_like_a_credit_line(line):
    assert credited(line) == set()


BY_A_NOUN = (
    "By Default, By land and by sea, By Popular Demand, Von Haus zu Haus, Von Tag zu Tag, "
    "Von Hand gemacht, Par la mer, Par temps de pluie, Por la mañana, Por tierra y por mar, "
    "By Invitation Only, By Tuesday Evening, Par Ici La Sortie, Par Amour Du Goût, "
    "Por Amor al Arte, Por Correo Electrónico, Por País y Año"
)


@pytest.mark.parametrize("line", BY_A_NOUN.split(", "))
def test_by_before_a_noun_is_no_byline(line):
    assert credited(line, top=True) == set()
