"""What can be mended in a document without anybody's judgement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from linkassay.model.span import Span


class RepairKind(StrEnum):
    """Why a stretch of a document is written anew."""

    MOVED = "moved"
    """The page has moved for good, and is certainly the cited one."""
    SECURE = "secure"
    """The same page answers over https."""
    WRAPPED = "wrapped"
    """The address runs over the end of a line, and answers in one."""
    DUPLICATE = "duplicate"
    """The line holds an address that the line above holds, too."""
    FRAGMENT = "fragment"
    """The place that it names is spelled otherwise there."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One stretch of a document's source, and what is to stand there instead.

    `span` has offsets into the decoded source. `was` is the address as the document writes it,
    `becomes` what it is to be (empty: the line is taken out); neither is escaped for the place it
    stands in. `because` completes "line 12: …".
    """

    kind: RepairKind
    span: Span
    was: str
    becomes: str
    because: str
