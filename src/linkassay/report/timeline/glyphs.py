"""The signs of the drawing, for terminals with and without Unicode."""

from __future__ import annotations

from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One sign for each thing that is drawn; all are one column wide.

    Those for ASCII begin nothing that a CI runner would obey (`report.escape`).
    """

    day: str
    start: str
    end: str
    run: str
    narrow: str
    """A run of days that is no wider than a column."""
    earlier: str
    """An open end: it began before the axis does."""
    later: str
    allowed: str
    question: str
    """The day in question."""
    gap: str
    guide: str
    """The edge of what is allowed, in rows below."""
    cut: str
    """The axis leaves something out here."""
    rule: str
    tick: str

    @property
    def signs(self) -> str:
        return "".join(astuple(self))


UNICODE = Glyphs(
    day="●",
    start="├",
    end="┤",
    run="─",
    narrow="◆",
    earlier="◄",
    later="►",
    allowed="█",
    question="╳",
    gap="┄",
    guide="┊",
    cut="╱",
    rule="─",
    tick="┬",
)

ASCII = Glyphs(
    day="*",
    start="|",
    end="|",
    run="-",
    narrow="o",
    earlier="<",
    later=">",
    allowed="=",
    question="X",
    gap="~",
    guide=".",
    cut="/",
    rule="-",
    tick="+",
)
