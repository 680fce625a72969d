"""What a template put around the author's words, and the author's words without it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from linkassay.model import Block, BlockKind, Place, Prose

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]*_]*$")
_STARTS_LOW = re.compile(r"[a-zß-ÿ]")


def classify(
    blocks: Sequence[Block], related: Collection[int], matched: Collection[int]
) -> tuple[Block, ...]:
    """The blocks with their places.

    Furniture is: what the document kind says is; a block that opens with a related label
    (`related`); a block of nothing but addresses that interrupts a sentence, or whose every address
    belongs to a related title (`matched`).
    """
    placed = [
        replace(block, place=Place.FURNITURE) if index in related else block
        for index, block in enumerate(blocks)
    ]
    for index, block in enumerate(placed):
        if block.kind is BlockKind.ADDRESSES and _interrupts(placed, index):
            placed[index] = replace(block, place=Place.FURNITURE, interrupts=True)
        elif block.kind is BlockKind.ADDRESSES and index in matched:
            placed[index] = replace(block, place=Place.FURNITURE)
    return tuple(placed)


def passages(blocks: Sequence[Block]) -> tuple[Prose, ...]:
    """The body as a reader takes it: a sentence that furniture interrupts is made whole again."""
    whole: list[Prose] = []
    broken = False
    for block in blocks:
        if block.place is Place.FURNITURE:
            broken = broken or block.interrupts
            continue
        if block.kind is BlockKind.ADDRESSES:
            continue
        if broken and whole:
            whole[-1] = _joined(whole[-1], block.prose)
        else:
            whole.append(block.prose)
        broken = False
    return tuple(whole)


def _interrupts(blocks: Sequence[Block], index: int) -> bool:
    """Whether the text before breaks off and the text after goes on in lower case."""
    before = next(_texts(blocks[index - 1 :: -1] if index else ()), "")
    after = next(_texts(blocks[index + 1 :]), "")
    return (
        bool(before) and not _SENTENCE_END.search(before) and _STARTS_LOW.match(after) is not None
    )


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind is not BlockKind.ADDRESSES and block.place is Place.BODY and block.prose.text:
            yield block.prose.text


def _joined(first: Prose, second: Prose) -> Prose:
    shift = len(first.text) + 1
    pieces = (*first.pieces, *((at + shift, there) for at, there in second.pieces))
    return Prose(f"{first.text} {second.text}", pieces)
