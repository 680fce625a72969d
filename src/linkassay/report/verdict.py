"""What a run amounts to, in one sentence: the head of every report for people."""

from __future__ import annotations

from collections.abc import Mapping

from linkassay.model import Counts, Level, Outcome, Report, Run, Standing, format_date
from linkassay.report.words import (
    APART,
    LEVELS,
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
    said = [_found(report, counts)]
    if carried := counts.standings.get(Standing.CARRIED, 0):
        said.append(resting(carried))
    silenced = ((one, counts.standings.get(one, 0)) for one in Standing if one.is_silenced)
    said += [f"{number:,} {STANDINGS[one]}" for one, number in silenced if number]
    if links:
        said.append(f"{count(links, 'link')} not checked{_why(report)}")
    if never:
        said.append(f"{count(never, 'address', 'addresses')} cannot be asked")
    if counts.unread:
        said.append(f"{count(counts.unread, 'source')} not read")
    begun = "Unfinished: " if report.run.outcome is Outcome.UNFINISHED else ""
    return f"{begun}{'; '.join(said)}."


def _found(report: Report, counts: Counts) -> str:
    amounts = _amounts(counts.levels)
    if not counts.documents and not amounts:
        return "No document was read"
    where = f"in {count(counts.documents, 'document')}"
    if not (counts.links or counts.local or amounts):
        return f"No link was found {where}"
    found = _news(report, counts) if amounts else _nothing(report, counts)
    return f"{found} {where} with {cited(counts.links, counts.local)}"


def _nothing(report: Report, counts: Counts) -> str:
    if report.run.outcome is Outcome.UNFINISHED:
        return "Nothing found so far"
    return "Nothing new" if counts.standings.get(Standing.CARRIED) else "Nothing to report"


def _news(report: Report, counts: Counts) -> str:
    """`1 error and 2 warnings new since 21 November 2026, 3 notes known`."""
    known = {level: number - counts.news.get(level, 0) for level, number in counts.levels.items()}
    news, before = _amounts(counts.news), _amounts(known)
    since = _since(report)
    if not news:
        return f"Nothing new{since}, {listed(before)} known"
    if not before:
        every = "all new" if sum(counts.news.values()) > 1 else "new"
        return f"{listed(news)}{since and f', {every}{since}'}"
    return f"{listed(news)} {_how(counts)}{since}, {listed(before)} known"


def _since(report: Report) -> str:
    """` since 21 November 2026`, ` since origin/main (1a2b3c4d5e6f)`; empty where all is new."""
    if report.run.base is not None:
        return f" since {report.run.base}"
    return "" if report.before is None else f" since {_when(report.before, report.run)}"


def _how(counts: Counts) -> str:
    """`new`, `new or worse`: how the news stand."""
    words = [word.value for word in Standing if word.is_news and counts.standings.get(word)]
    return " or ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} or {words[-1]}"


def _amounts(levels: Mapping[Level, int]) -> list[str]:
    """`1 error`, `2 warnings`: the gravest first."""
    return [count(levels[one], one.value) for one in LEVELS if levels.get(one)]


def _when(before: Run, run: Run) -> str:
    """The day of the run before, with the time where that is the day of this run."""
    day = format_date(before.started.date())
    if before.started.date() != run.started.date():
        return day
    return f"{day}, {before.started:%H:%M} UTC"


def _why(report: Report) -> str:
    if report.run.offline:
        return " (offline)"
    return _DOUBT.get(report.run.outcome, "")
