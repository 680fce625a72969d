"""Lists of sources: what stands under such a heading, and numbered notes with addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from linkassay.extract.cited import CitedBlock
from linkassay.extract.regions.outline import Outline
from linkassay.model import BlockKind
from linkassay.tables.reference_headings import reference_headings

_HEADINGS = (BlockKind.HEADING, BlockKind.TITLE)
LONGEST_LABEL = 80
"""Characters of a line that may be a heading, marks and numbers around it included."""
_LABEL = re.compile(r"[\W\d_]*(?P<label>[^\W\d_](?:[^:]{0,58}[^\W\d_])?)[\W\d_]*")
"""A heading without the numbers and marks around it."""
_LABELLED = re.compile(r"\W{0,2}(?P<label>[^\W\d_](?:[^:]{0,58}[^\W\d_])?)\s?:")
_LONGEST_OPENING = 64
"""Characters of the longest label with its colon."""
_NOTE = re.compile(r"\[\d{1,3}\]|\^\d{1,3}\b|\d{1,3}\s?↑|[↑^]")
"""How a note begins: `[1]`, or a mark that leads back to the text."""


def listed(blocks: Sequence[CitedBlock], outline: Outline) -> frozenset[int]:
    """The indexes of the blocks that are references by what stands in them or above them.

    A heading holds to the next one, in a page within the element that it stands in; a label
    without a heading's mark holds over what follows as long as addresses stand in it. A note is
    one only where an address stands in it.
    """
    found = set()
    above: CitedBlock | None = None
    for index, cited in enumerate(blocks):
        if cited.block.kind in _HEADINGS or _is_label(cited):
            names = _names_sources(cited.text) and cited.block.kind is not BlockKind.TITLE
            above = cited if names else None
        elif above is not None and _holds(above, cited, outline):
            found.add(index)
        else:
            above = None
            if cited.citations and _is_note(cited.text):
                found.add(index)
    return frozenset(found)


def _holds(heading: CitedBlock, cited: CitedBlock, outline: Outline) -> bool:
    """Whether what a heading says holds for a block below it."""
    if heading.block.kind is BlockKind.PARAGRAPH and not cited.citations:
        return False
    around = heading.place.outer if heading.place is not None else None
    return around is None or outline.holds(around, cited.place)


def _is_label(cited: CitedBlock) -> bool:
    return (
        cited.block.kind is BlockKind.PARAGRAPH
        and not cited.citations
        and _names_sources(cited.text)
    )


def _names_sources(text: str) -> bool:
    """Whether a line is nothing but the heading of a list of sources."""
    label = _LABEL.fullmatch(text) if len(text) <= LONGEST_LABEL else None
    return label is not None and label["label"].lower() in reference_headings()


def _is_note(text: str) -> bool:
    """Whether a block begins as a note does, or with a label such as `Sources:`."""
    if _NOTE.match(text):
        return True
    label = _LABELLED.match(text) if ":" in text[:_LONGEST_OPENING] else None
    return label is not None and label["label"].lower() in reference_headings()
