"""One address found in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from linkassay.model import Form

_GAP = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Found:
    """One address in a text: `text[start:end]` is `written` but for line ends and indentation, to
    which the marks of a quoted mail belong.

    `resolved` is what it means where that differs: the address of an identifier, one without the
    backslashes of LaTeX. `error` says why what is written is plainly meant as an address and is
    none. `candidates` are its other readings over line ends, the likeliest first.
    """

    written: str
    start: int
    end: int
    form: Form = Form.BARE
    candidates: tuple[str, ...] = ()
    resolved: str | None = None
    error: str | None = None

    @property
    def address(self) -> str:
        """What is to be parsed."""
        return self.written if self.resolved is None else self.resolved

    @property
    def looks_like_address(self) -> bool:
        """Whether a reader sees an address and not words ("RFC 9110")."""
        return self.form is not Form.IDENTIFIER


def glue_of(text: str, found: list[Found]) -> frozenset[int]:
    """Source offsets where white space stands inside a wrapped address."""
    return frozenset(
        gap.start()
        for item in found
        if len(item.written) != item.end - item.start
        for gap in _GAP.finditer(text, item.start, item.end)
    )
