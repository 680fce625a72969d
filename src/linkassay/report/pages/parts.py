"""The parts of a page for people, the most important first, and what belongs to each."""

from __future__ import annotations

from enum import StrEnum

from linkassay.model import Finding, Level, Standing


class Part(StrEnum):
    """One part of the page, in its order."""

    NEWS = "news"
    """Errors and warnings of which nobody was told yet."""
    NOTES = "notes"
    """The same of notes."""
    KNOWN = "known"
    CARRIED = "carried"
    CLOSED = "closed"


def part_of(finding: Finding) -> Part | None:
    """Where a finding is told; `None` for one that is only counted.

    That is what is accepted or suppressed, and what another finding on its line tells too.
    """
    standing = finding.standing
    if standing.is_silenced or (standing.is_open and finding.told_with is not None):
        return None
    if not standing.is_open:
        return Part.CLOSED
    if standing is Standing.CARRIED:
        return Part.CARRIED
    if not standing.is_news:
        return Part.KNOWN
    return Part.NOTES if finding.level is Level.NOTE else Part.NEWS
