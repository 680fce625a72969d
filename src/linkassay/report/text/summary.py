"""The head of the text report: what was found in one sentence, and how sure that is."""

from __future__ import annotations

from linkassay.model import Counts, Level, Outcome, Report, Standing
from linkassay.report.layout import TextLayout
from linkassay.report.text.parts import QUIET
from linkassay.report.words import (
    APART,
    NEVER_ASKED,
    STANDINGS,
    cited,
    confidence,
    count,
    listed,
    problems,
    resting,
)

_SAID = frozenset({Standing.ACCEPTED})
"""Standings that the sentence tells."""
_DOUBT = {Outcome.NETWORK_DOWN: " (no network)", Outcome.SUSPECT: " (suspect network)"}


def tell_summary(page: TextLayout, report: Report) -> None:
    """What was found in one sentence, then one quiet line on confidence and standing."""
    page.add((_sentence(report), f"bold {_style(report)}"), hang=0)
    counts = problems(report.counts)
    page.add((confidence(counts), QUIET), (_standing(counts), QUIET), hang=0)


def _sentence(report: Report) -> str:
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


def _style(report: Report) -> str:
    counts = report.counts
    if counts.levels.get(Level.ERROR) or counts.unread:
        return "red"
    doubtful = report.run.outcome is not Outcome.COMPLETE or counts.standings.get(Standing.CARRIED)
    return "yellow" if doubtful or counts.levels.get(Level.WARNING) else "green"


def _standing(counts: Counts) -> str:
    """How they stand beside the last run; nothing where all are new (there may be no last run)."""
    amounts = {word: counts.standings.get(word, 0) for word in Standing if word not in _SAID}
    if set(filter(amounts.get, amounts)) <= {Standing.NEW}:
        return ""
    told = [f"{number:,} {STANDINGS[word]}" for word, number in amounts.items() if number]
    return f"Compared with the last run: {listed(told)}."
