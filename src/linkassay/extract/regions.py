"""What a template put around the author's words, and the author's words without it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from linkassay.model import Block, BlockKind, MappedText, Region

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]*_]*$")
_STARTS_LOW = re.compile(r"[a-zß-ÿ]")


def classify(
    blocks: Sequence[Block], related: Collection[int], matched: Collection[int]
) -> tuple[Block, ...]:
    """The blocks with their places.

    Boilerplate is: what the document kind says is; a block that opens with a related label
    (`related`); a block of nothing but addresses that interrupts a sentence, or whose every address
    belongs to a related title (`matched`).
    """
    placed = [
        replace(block, region=Region.RELATED) if index in related else block
        for index, block in enumerate(blocks)
    ]
    for index, block in enumerate(placed):
        if block.kind is BlockKind.ADDRESSES and _interrupts(placed, index):
            placed[index] = replace(block, region=Region.RELATED, interrupts=True)
        elif block.kind is BlockKind.ADDRESSES and index in matched:
            placed[index] = replace(block, region=Region.RELATED)
    return tuple(placed)


def passages(blocks: Sequence[Block]) -> tuple[MappedText, ...]:
    """The body as a reader takes it: a sentence that boilerplate interrupts is made whole again."""
    whole: list[MappedText] = []
    broken = False
    for block in blocks:
        if block.region.is_boilerplate:
            broken = broken or block.interrupts
            continue
        if block.kind is BlockKind.ADDRESSES:
            continue
        if broken and whole:
            whole[-1] = _joined(whole[-1], block.content)
        else:
            whole.append(block.content)
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
        if (
            block.kind is not BlockKind.ADDRESSES
            and not block.region.is_boilerplate
            and block.content.text
        ):
            yield block.content.text


def _joined(first: MappedText, second: MappedText) -> MappedText:
    shift = len(first.text) + 1
    pieces = (*first.pieces, *((at + shift, there) for at, there in second.pieces))
    return MappedText(f"{first.text} {second.text}", pieces)
