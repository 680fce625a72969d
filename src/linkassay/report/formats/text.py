"""The report for people: what was found in one sentence, then every finding with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from linkassay.model import (
    Counts,
    DocumentResult,
    Evidence,
    Finding,
    Level,
    NotChecked,
    Outcome,
    Report,
    SkipReason,
    Standing,
)
from linkassay.report.layout import Piece, TextLayout
from linkassay.report.words import (
    APART,
    REASONS,
    STANDINGS,
    UNLISTED,
    cited,
    confidence,
    count,
    listed,
    place,
    published,
    resting,
)

LEVEL_STYLE = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.NOTE: "bold cyan"}
QUIET = "dim"
INDENT = 4

SHOWN = 20
"""So many addresses are listed per reason; the rest is counted (all are in the JSON report)."""


@dataclass(slots=True)
class _Told:
    """What the findings leave to be said after them: little, however many they are."""

    rule: str = ""
    document: str | None = None
    documents: Iterator[DocumentResult] | None = None
    closed: bool = False
    carried: list[Finding] = field(default_factory=list)


def write(report: Report, out: Callable[[str], object], *, width: int, colour: bool) -> None:
    """Write the whole report for a terminal of `width` columns, or for a file."""
    page = TextLayout(out, width=width, colour=colour)
    _summary(page, report)
    told = _findings(page, report)
    _carried(page, told.carried, report.counts)
    _unread(page, report)
    _not_checked(page, report)
    _allowed(page, report)
    _next_step(page, report, told.rule)


# -- the summary --


def _summary(page: TextLayout, report: Report) -> None:
    """What was found in one sentence, then one quiet line on confidence and standing."""
    page.add((_sentence(report), f"bold {_style(report)}"), hang=0)
    counts = report.counts
    page.add((confidence(counts), QUIET), (_standing(counts), QUIET), hang=0)


def _sentence(report: Report) -> str:
    counts = report.counts
    malformed = counts.not_checked.get(SkipReason.MALFORMED, 0)
    links = sum(number for reason, number in counts.not_checked.items() if reason not in APART)
    said = [_found(counts, report.run.outcome)]
    if carried := counts.standings.get(Standing.CARRIED, 0):
        said.append(resting(carried))
    if links:
        said.append(f"{count(links, 'link')} not checked{_why(report)}")
    if malformed:
        said.append(f"{count(malformed, 'address', 'addresses')} cannot be asked")
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
    return " (no network)" if report.run.outcome is Outcome.NETWORK_DOWN else ""


def _style(report: Report) -> str:
    counts = report.counts
    if counts.levels.get(Level.ERROR) or counts.unread:
        return "red"
    doubtful = report.run.outcome is not Outcome.COMPLETE or counts.standings.get(Standing.CARRIED)
    return "yellow" if doubtful or counts.levels.get(Level.WARNING) else "green"


def _standing(counts: Counts) -> str:
    """How they stand beside the last run; nothing where all are new (there may be no last run)."""
    amounts = {word: counts.standings.get(word, 0) for word in Standing}
    if set(filter(amounts.get, amounts)) <= {Standing.NEW}:
        return ""
    told = [f"{number:,} {STANDINGS[word]}" for word, number in amounts.items() if number]
    return f"Compared with the last run: {listed(told)}."


# -- the findings, in the report's own order --


def _findings(page: TextLayout, report: Report) -> _Told:
    told = _Told()
    for finding in report.findings():
        if not finding.standing.is_open:
            _closed(page, finding, told)
        elif finding.standing is Standing.CARRIED:
            told.carried += [finding] if len(told.carried) < SHOWN else []
        else:
            _under_heading(page, finding, told, report)
            _finding(page, finding)
            _facts(page, finding, beside_last_run=report.run.remembers)
    return told


def _under_heading(page: TextLayout, finding: Finding, told: _Told, report: Report) -> None:
    """The heading of a finding's document, where it is the document's first finding.

    Findings and documents come in the same order, so that the documents are gone through once.
    """
    told.rule = told.rule or finding.rule
    if finding.document != told.document:
        told.document = finding.document
        page.blank_line()
        page.add((finding.document, "bold underline"))
        told.documents = told.documents or report.documents()
        for item in told.documents:
            if item.locator == finding.document:
                _heading(page, item)
                break
        else:
            told.documents = None
    page.blank_line()


def _heading(page: TextLayout, item: DocumentResult) -> None:
    """A document's title, when it was published, and what was repaired in reading it."""
    if item.title:
        page.add((f"“{item.title}”", "italic"), hang=1)
    page.add((published(item.published), QUIET))
    for note in item.notes:
        page.add((f"{note}.", QUIET))


def _finding(page: TextLayout, finding: Finding) -> None:
    level, where = finding.level.value, f"line {finding.line}:"
    if finding.line is None:
        level, where = f"{level}:", ""
    style = LEVEL_STYLE[finding.level]
    page.add((level, style), (where, "bold"), (finding.message, ""), hang=INDENT)
    if finding.url and finding.url not in finding.message:
        page.add((finding.url, "blue"), indent=INDENT)
    for item in finding.evidence:
        _evidence(page, item)
    if finding.advice:
        page.add(("What to do:", "bold"), (finding.advice, ""), indent=INDENT)


def _evidence(page: TextLayout, item: Evidence) -> None:
    where = f"line {item.line}:" if item.line else ""
    page.add(("-", QUIET), (where, QUIET), (item.text, ""), indent=INDENT)


def _facts(page: TextLayout, finding: Finding, *, beside_last_run: bool) -> None:
    standing = STANDINGS[finding.standing] if beside_last_run else ""
    facts = (finding.rule, f"confidence {finding.confidence.value}", standing, place(finding))
    page.add((", ".join(filter(None, facts)), QUIET), indent=INDENT)


def _closed(page: TextLayout, finding: Finding, told: _Told) -> None:
    if not told.closed:
        told.closed = True
        _title(page, "No longer open since the last run", "green")
    _row(page, finding, (f"{STANDINGS[finding.standing]}:", "green"))


def _row(page: TextLayout, finding: Finding, how: Piece) -> None:
    """A finding that is not of today, in one paragraph."""
    where = f"{finding.document}, line {finding.line}" if finding.line else finding.document
    url = "" if finding.url is None or finding.url in finding.message else finding.url
    says = (finding.message, ""), (url, "blue"), (f"({finding.rule})", QUIET)
    page.add(how, (f"{where}:", ""), *says, indent=2)


# -- the footer: each part only where it has something to say --


def _carried(page: TextLayout, carried: Sequence[Finding], counts: Counts) -> None:
    """What no answer of this run speaks for or against."""
    if not carried:
        return
    _title(page, "Open from earlier answers", "yellow")
    for finding in carried:
        _row(page, finding, ("", ""))
    if more := counts.standings.get(Standing.CARRIED, 0) - len(carried):
        page.add((f"and {more:,} more, all of them in --format json", QUIET), indent=2)


def _unread(page: TextLayout, report: Report) -> None:
    for number, item in enumerate(report.unread()):
        if not number:
            _title(page, "Not read", "red")
        page.add((f"{item.locator}:", ""), (item.problem, ""), indent=2)
        page.add((item.advice, QUIET), indent=4)


def _not_checked(page: TextLayout, report: Report) -> None:
    said = _said_at_once(page, report)
    shown: dict[SkipReason, list[NotChecked]] = {}
    for item in report.not_checked():
        if len(listing := shown.setdefault(item.reason, [])) < SHOWN:
            listing.append(item)
    reasons = [reason for reason in SkipReason if reason in shown and reason is not said]
    if reasons:
        _title(page, "Not checked", "yellow")
    for reason in reasons:
        _reason(page, reason, shown[reason], report.counts.not_checked.get(reason, 0))


def _said_at_once(page: TextLayout, report: Report) -> SkipReason | None:
    """What holds for all links alike is one sentence, without a list; gives its reason."""
    not_checked = report.counts.not_checked
    if report.run.outcome is Outcome.NETWORK_DOWN:
        links = not_checked.get(SkipReason.NETWORK_DOWN, 0)
        unknown = f": {count(links, 'link')} {'stays' if links == 1 else 'stay'} unknown"
        text = "No public host answered, so the network is taken to be down"
        page.blank_line()
        page.add((f"{text}{unknown if links else ''}.", "bold yellow"))
        return SkipReason.NETWORK_DOWN
    if report.run.offline and (links := not_checked.get(SkipReason.OFFLINE, 0)):
        page.blank_line()
        page.add((f"Offline: nothing was asked, {count(links, 'link')} not checked.", ""))
        return SkipReason.OFFLINE
    return None


def _reason(page: TextLayout, reason: SkipReason, shown: list[NotChecked], number: int) -> None:
    one = ("address", "addresses") if reason is SkipReason.MALFORMED else ("link",)
    page.add((f"{count(number, *one)}:", ""), (REASONS[reason], ""), indent=2)
    for item in shown if reason not in UNLISTED else ():
        page.add((item.url, "blue"), (f"({item.detail})" if item.detail else "", QUIET), indent=4)
    if number > len(shown) and reason not in UNLISTED:
        more = f"and {number - len(shown):,} more, all of them in --format json"
        page.add((more, QUIET), indent=4)


def _allowed(page: TextLayout, report: Report) -> None:
    if report.run.allowed_addresses:
        page.blank_line()
        ranges = ", ".join(report.run.allowed_addresses)
        page.add(("Not public, but allowed to be asked:", "bold yellow"), (ranges, ""))


def _next_step(page: TextLayout, report: Report, rule: str) -> None:
    run = report.run
    if run.outcome is Outcome.UNFINISHED:
        page.blank_line()
        page.add((f"The run {run.name} is unfinished: what stands here is not all.", "bold yellow"))
    if rule:
        page.blank_line()
        page.add(("More about a rule:", QUIET), (f"linkassay explain {rule}", ""))


def _title(page: TextLayout, words: str, style: str) -> None:
    page.blank_line()
    page.add((words, f"bold {style}"))
