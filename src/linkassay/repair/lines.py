"""Addresses that run over a line's end, and lines that hold the address of the line above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from linkassay.conditions import is_recognised
from linkassay.model import Citation, Form, LinkCheck, Reading, Repair, RepairKind
from linkassay.repair.addresses import is_plainly_written, repair


def wrapped(reading: Reading, checks: Mapping[str, LinkCheck]) -> Iterator[Repair]:
    """A repair for each bare address over several lines that was certainly read rightly."""
    for citation in reading.citations:
        check = checks.get(citation.url)
        if citation.form is not Form.BARE or citation.span.lines < 2:
            continue
        if _is_recognised(check) and is_plainly_written(citation):
            yield repair(citation, citation.written, RepairKind.WRAPPED,
                             "the address runs over the end of a line")  # fmt: skip


def _is_recognised(check: LinkCheck | None) -> bool:
    return check is not None and check.condition is not None and is_recognised(check.condition)


def duplicates(reading: Reading) -> Iterator[Repair]:
    """A repair for each line that holds the address of the line above and nothing else."""
    bare = [one for one in reading.citations if one.form is Form.BARE and one.alone]
    for above, below in pairwise(bare):
        if _is_same_again(above, below) and is_plainly_written(below):
            yield repair(below, "", RepairKind.DUPLICATE, "the line above has the same address")


def _is_same_again(above: Citation, below: Citation) -> bool:
    lines = above.span.end_line or above.span.line, below.span.line
    follows = None not in lines and lines[1] == (lines[0] or 0) + 1
    return follows and above.written == below.written and below.span.lines == 1
