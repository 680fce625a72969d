"""What a whole run amounts to: its exit code (docs/design.md, Command line)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from linkassay.errors import Exit
from linkassay.model import Counts, FailOn, FailStanding, Level, Outcome, Report, Standing

_COUNTED = {
    FailOn.ERROR: (Level.ERROR,),
    FailOn.WARNING: (Level.ERROR, Level.WARNING),
    FailOn.NOTE: (Level.ERROR, Level.WARNING, Level.NOTE),
    FailOn.NEVER: (),
}


def exit_code(
    report: Report, fail_on: FailOn, standing: Collection[FailStanding] = (FailStanding.ALL,)
) -> Exit:
    """The exit code of a report: 2 before 3 before 1 before 0; 4 where nothing was there to audit.

    Only findings at or above `fail_on` count that stand in one of these ways. Those that were
    closed, or carried over from earlier answers, never count.
    """
    run, counts = report.run, report.counts
    if counts.unread_named:
        return Exit.USAGE
    if run.outcome is not Outcome.COMPLETE:
        return Exit.UNTRUSTWORTHY
    if not counts.documents:
        return Exit.NOTHING
    found = _counted(counts, standing)
    fails = any(levels.get(level) for levels in found for level in _COUNTED[fail_on])
    return Exit.FINDINGS if fails else Exit.CLEAN


def _counted(counts: Counts, standing: Collection[FailStanding]) -> Iterable[Mapping[Level, int]]:
    if FailStanding.ALL in standing:
        return (counts.levels,)
    return (counts.by_standing.get(Standing(word), {}) for word in standing)
