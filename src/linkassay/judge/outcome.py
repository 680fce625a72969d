"""What a whole run amounts to: its exit code (docs/design.md, Command line)."""

from __future__ import annotations

from linkassay.errors import Exit
from linkassay.model import Counts, FailOn, Level, Outcome, Report

_COUNTED = {
    FailOn.ERROR: (Level.ERROR,),
    FailOn.WARNING: (Level.ERROR, Level.WARNING),
    FailOn.NOTE: (Level.ERROR, Level.WARNING, Level.NOTE),
    FailOn.NEVER: (),
}


def exit_code(report: Report, fail_on: FailOn) -> Exit:
    """The exit code of a report: 2 before 3 before 1 before 0; 4 where nothing was there to audit.

    Findings that were closed, or carried over from earlier answers, never count.
    """
    run, counts = report.run, report.counts
    if counts.unread > counts.unread_of_network:
        return Exit.USAGE
    if run.outcome is not Outcome.COMPLETE:
        return Exit.UNTRUSTWORTHY
    if not counts.citations:
        return Exit.NOTHING
    return Exit.FINDINGS if _fails(counts, fail_on) else Exit.CLEAN


def _fails(counts: Counts, fail_on: FailOn) -> bool:
    return any(counts.levels.get(level) for level in _COUNTED[fail_on])
