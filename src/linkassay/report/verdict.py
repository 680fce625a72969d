"""What a run amounts to, in one sentence: the head of every report for people."""

from __future__ import annotations

from linkassay.model import Counts, Level, Outcome, Report, Standing
from linkassay.report.words import (
    APART,
    NEVER_ASKED,
    STANDINGS,
    cited,
    count,
    listed,
    problems,
    resting,
)

_DOUBT = {Outcome.NETWORK_DOWN: " (no network)", Outcome.SUSPECT: " (suspect network)"}


def verdict(report: Report) -> str:
    """`3 warnings in 7 documents with 13 links; 2 links not checked (offline).`"""
    counts = problems(report.counts)
    never = sum(counts.not_checked.get(reason, 0) for reason in NEVER_ASKED)
    links = sum(number for reason, number in counts.not_checked.items() if reason not in APART)
    said = [_found(counts, report.run.outcome)]
    if carried := counts.standings.get(Standing.CARRIED, 0):
        said.append(resting(carried))
    if accepted := counts.standings.get(Standing.ACCEPTED, 0):
        said.append(f"{accepted:,} {STANDINGS[Standing.ACCEPTED]}")
    if links:
        said.append(f"{count(links, 'link')} not checked{_why(report)}")
    if never:
        said.append(f"{count(never, 'address', 'addresses')} cannot be asked")
    if counts.unread:
        said.append(f"{count(counts.unread, 'source')} not read")
    begun = "Unfinished: " if report.run.outcome is Outcome.UNFINISHED else ""
    return f"{begun}{'; '.join(said)}."


def _found(counts: Counts, outcome: Outcome) -> str:
    levels = [(counts.levels.get(level, 0), level.value) for level in reversed(Level)]
    amounts = [count(number, level) for number, level in levels if number]
    if not counts.documents and not amounts:
        return "No document was read"
    where = f"in {count(counts.documents, 'document')}"
    if not (counts.links or counts.local or amounts):
        return f"No link was found {where}"
    nothing = "Nothing new" if counts.standings.get(Standing.CARRIED) else "Nothing to report"
    if outcome is Outcome.UNFINISHED:
        nothing = "Nothing found so far"
    return f"{listed(amounts) or nothing} {where} with {cited(counts.links, counts.local)}"


def _why(report: Report) -> str:
    if report.run.offline:
        return " (offline)"
    return _DOUBT.get(report.run.outcome, "")
