"""Wordings of credit lines and labels of related titles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from linkassay.model import CreditClass
from linkassay.tables import load


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording. `whole` asks that it is all of its block, `anywhere` lets it start anywhere."""

    credit: CreditClass
    pattern: re.Pattern[str]
    whole: bool
    anywhere: bool
    example: str


@cache
def phrases() -> tuple[Phrase, ...]:
    """All wordings, in the order in which they are tried."""
    return tuple(
        Phrase(
            credit=CreditClass(row["credit"]),
            pattern=re.compile(row["pattern"]),
            whole=row["where"] == "block",
            anywhere=row.get("anywhere", False),
            example=row["example"],
        )
        for row in load("phrases")["phrase"]
    )


@cache
def related_label() -> re.Pattern[str]:
    """A label such as `Related article:` at the start of a block; group `title` is what follows."""
    return re.compile(rf"{_LABEL}{_any_label()}{_LABEL} ?{_MARK} ?(?P<title>.*)", re.IGNORECASE)


@cache
def bare_label() -> re.Pattern[str]:
    """A label that is all of its block, with or without a mark: `READ MORE`, `Related:`."""
    return re.compile(rf"{_LABEL}{_any_label()}{_LABEL} ?{_MARK}?", re.IGNORECASE)


_LABEL = r"[\"“”*_]{0,2}"
_MARK = "[:–—|»→-]"


def _any_label() -> str:
    labels = [label for row in load("phrases")["related"] for label in row["labels"]]
    either = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    return f"(?:{either})".replace("'", "['’]")
