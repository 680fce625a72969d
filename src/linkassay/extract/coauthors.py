"""Who write together: the names near a title that are one byline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linkassay.extract.cited import CitedBlock
from linkassay.extract.name_shapes import folded
from linkassay.model import Attribution, BlockKind

APART = 5
"""So many blocks lie at most between two who write together (our own choice): pictures, buttons."""


@dataclass(frozen=True, slots=True)
class Named:
    """A credit, the block it stands in, and whether words or strong markup say that it is one."""

    credit: Attribution
    block: int
    strong: bool


def together(persons: Sequence[Named], blocks: Sequence[CitedBlock]) -> list[Named]:
    """Those who stand by the first that is surely a byline (else by the first of all).

    Who write together are named together, and no heading stands between them; further on stand
    teasers and biographies.
    """
    begin = next((item for item in persons if item.strong), persons[0]).block
    places = sorted({item.block for item in persons})
    low = high = begin
    for block in places:
        if block > high and _is_beside(high, block, blocks):
            high = block
    for block in reversed(places):
        if block < low and _is_beside(block, low, blocks):
            low = block
    return [item for item in persons if low <= item.block <= high]


def _is_beside(one: int, other: int, blocks: Sequence[CitedBlock]) -> bool:
    between = blocks[one + 1 : other]
    return other - one <= APART and not any(
        item.block.kind is BlockKind.HEADING for item in between
    )


def once(found: Sequence[Named]) -> Iterator[Attribution]:
    """The credits, each name once."""
    told: list[Attribution] = []
    for item in found:
        if not any(_says(other, item.credit) for other in told):
            told.append(item.credit)
    yield from told


def merged(marked: list[Named], led: list[Named]) -> list[Named]:
    """What the markup names, then what lines name; lines alone where they name all of it."""
    names = {folded(_name(item.credit)) for item in led}
    if all(folded(_name(item.credit)) in names for item in marked):
        return led
    return [*marked, *led]


def _says(told: Attribution, item: Attribution) -> bool:
    """Whether a name is one that was told, alone or with other words glued to it."""
    one, other = folded(_name(told)), folded(_name(item))
    return one == other or (" " in _name(told) and one in other)


def _name(item: Attribution) -> str:
    return item.person or item.outlet or ""
