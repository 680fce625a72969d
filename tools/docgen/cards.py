"""Each room's card, cut from its docstring."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

_CARD = re.compile(
    r"\A(?P<title>.+?)\n\s*\n(?:.*?\n\s*\n)?"
    r"Takes:\s+(?P<takes>.+?)\s+Gives:\s+(?P<gives>.+?)\s+Never:\s+(?P<never>.+?)\s*(?:\n\s*\n|\Z)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Card:
    """A room in its own words: one line of title, what it takes, gives and never does."""

    title: str
    takes: str
    gives: str
    never: str


class CardError(ValueError):
    """A room's docstring lacks the card, or a part of it."""


def read_card(docstring: str, room: str) -> Card:
    """The card in a room's docstring; raises `CardError` naming the room where there is none."""
    found = _CARD.match(docstring.strip())
    if found is None:
        raise CardError(
            f"the docstring of room '{room}' has no card: a title, a blank line, "
            "then 'Takes: ... Gives: ...' and 'Never: ...'"
        )
    return Card(**{part: " ".join(text.split()) for part, text in found.groupdict().items()})


def docstring_of(package: Path, room: str) -> str | None:
    """The docstring of a room's module or package, unexecuted; `None` where the room is absent."""
    for file in (package / room / "__init__.py", package / f"{room}.py"):
        if file.is_file():
            return ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return None


def cards(package: Path, rooms: tuple[str, ...]) -> dict[str, Card]:
    """The cards of those rooms that exist below `package`, in the order given."""
    found = ((room, docstring_of(package, room)) for room in rooms)
    return {room: read_card(text, room) for room, text in found if text is not None}
