"""What a whole report amounts to (design section 8)."""

from __future__ import annotations

from linkassay.errors import Exit
from linkassay.model import FailOn, Level, Report

_COUNTED = {
    FailOn.ERROR: (Level.ERROR,),
    FailOn.WARNING: (Level.ERROR, Level.WARNING),
    FailOn.NOTE: (Level.ERROR, Level.WARNING, Level.NOTE),
    FailOn.NEVER: (),
}


def outcome(report: Report, fail_on: FailOn) -> Exit:
    """The exit code of a report: 2 before 3 before 1 before 0; 4 where nothing was found to audit.

    Fixed findings never count.
    """
    if any(not item.unreached for item in report.unread):
        return Exit.USAGE
    if report.network_down:
        return Exit.UNTRUSTWORTHY
    if not any(document.reading.citations for document in report.documents):
        return Exit.NOTHING
    counts = report.counts()
    if any(counts[level] for level in _COUNTED[fail_on]):
        return Exit.FINDINGS
    return Exit.CLEAN
