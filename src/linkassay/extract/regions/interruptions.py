"""Addresses that a converter put into the middle of somebody else's sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from linkassay.extract.cited import CitedBlock
from linkassay.model import BlockKind

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]*_]*$")
_STARTS_LOW = re.compile(r"[a-zß-ÿ]")


def interrupting(blocks: Sequence[CitedBlock]) -> set[int]:
    """The blocks of addresses where the text before breaks off and goes on in lower case after."""
    found = set()
    waiting: list[int] = []
    above: str | None = None
    for index, cited in enumerate(blocks):
        if cited.block.kind is BlockKind.ADDRESSES:
            waiting.append(index)
        elif cited.block.kind is BlockKind.CODE:
            continue
        elif not cited.block.region.is_boilerplate and cited.text:
            if waiting and above is not None and _goes_on(above, cited.text):
                found.update(waiting)
            waiting = []
            above = cited.text
    return found


def _goes_on(above: str, below: str) -> bool:
    """Whether a text that breaks off goes on in the next."""
    return _STARTS_LOW.match(below) is not None and _SENTENCE_END.search(above) is None
