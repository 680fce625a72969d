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
    broken_off = False
    for index, cited in enumerate(blocks):
        if cited.block.kind is BlockKind.ADDRESSES:
            waiting.append(index)
        elif cited.block.kind is BlockKind.CODE:
            continue
        elif not cited.block.region.is_boilerplate and cited.text:
            if broken_off and _STARTS_LOW.match(cited.text):
                found.update(waiting)
            waiting = []
            broken_off = _SENTENCE_END.search(cited.text) is None
    return found
