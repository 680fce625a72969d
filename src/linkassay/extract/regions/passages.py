"""The author's prose as a reader takes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linkassay.model import Block, BlockKind, MappedText, Region


def passages(blocks: Iterable[Block]) -> tuple[MappedText, ...]:
    """The prose alone; a sentence that boilerplate interrupts is made whole again."""
    whole: list[list[MappedText]] = []
    broken = False
    for block in blocks:
        if block.region is not Region.PROSE:
            broken = broken or block.interrupts
            continue
        if block.kind in (BlockKind.ADDRESSES, BlockKind.CODE):
            continue
        if broken and whole:
            whole[-1].append(block.content)
        else:
            whole.append([block.content])
        broken = False
    return tuple(_joined(parts) for parts in whole)


def _joined(parts: Sequence[MappedText]) -> MappedText:
    """Passages as one, a blank between two."""
    if len(parts) == 1:
        return parts[0]
    pieces: list[tuple[int, int]] = []
    shift = 0
    for part in parts:
        pieces += [(at + shift, there) for at, there in part.pieces]
        shift += len(part.text) + 1
    return MappedText(" ".join(part.text for part in parts), tuple(pieces))
