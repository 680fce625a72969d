"""The first lines of the report for people: what was found, in one sentence, and how sure."""

from __future__ import annotations

from collections import Counter

from linkassay.model import Confidence, Finding, Level, Report, Standing
from linkassay.report.page import Page
from linkassay.report.words import WORST_FIRST, count, listed, parted


def verdict(page: Page, report: Report) -> None:
    """The verdict in one sentence, then one quiet line on confidence and standing."""
    found = [item for item in report.findings if item.standing is not Standing.FIXED]
    page.say((_sentence(report, found), f"bold {_style(report, found)}".strip()), hang=0)
    if found:
        page.say((_sureness(report, found), "dim"), hang=0)


def _sentence(report: Report, found: list[Finding]) -> str:
    doubts = [_found(report, found)]
    links, malformed = parted(report.not_checked)
    if links:
        doubts.append(f"{count(len(links), 'link')} not checked{_why(report)}")
    if malformed:
        doubts.append(f"{count(len(malformed), 'address', 'addresses')} cannot be asked")
    if report.unread:
        doubts.append(f"{count(len(report.unread), 'source')} not read")
    return "; ".join(doubts) + "."


def _found(report: Report, found: list[Finding]) -> str:
    documents, links = len(report.documents), len(report.links)
    tally = Counter(item.level for item in found)
    amounts = [count(tally[level], level.value) for level in WORST_FIRST if tally[level]]
    if not documents and not amounts:
        return "No document was read"
    where = f"in {count(documents, 'document')}"
    if not links and not amounts:
        return f"No link was found {where}"
    return f"{listed(amounts) or 'Nothing to report'} {where} with {count(links, 'link')}"


def _why(report: Report) -> str:
    if report.run.offline:
        return " (offline)"
    return " (no network)" if report.network_down else ""


def _style(report: Report, found: list[Finding]) -> str:
    levels = {item.level for item in found}
    if Level.ERROR in levels or report.unread:
        return "red"
    return "yellow" if Level.WARNING in levels or report.network_down else "green"


def _sureness(report: Report, found: list[Finding]) -> str:
    """`How sure: 6 strong (B) and 2 hints (C). Beside the last run: 7 new and 1 known.`"""
    sure = Counter(item.confidence for item in found)
    amounts = (
        (f"{sure[Confidence.CERTAIN]:,} proof-like (A)", sure[Confidence.CERTAIN]),
        (f"{sure[Confidence.PROBABLE]:,} strong (B)", sure[Confidence.PROBABLE]),
        (f"{count(sure[Confidence.SUSPECTED], 'hint')} (C)", sure[Confidence.SUSPECTED]),
    )
    words = f"How sure: {listed([text for text, number in amounts if number])}."
    standing = _standing(report, found)
    return f"{words} Beside the last run: {standing}." if standing else words


def _standing(report: Report, found: list[Finding]) -> str:
    """New, known and mended ones; nothing where all are new (there may be no last run)."""
    new = sum(item.standing is Standing.NEW for item in found)
    amounts = {
        "new": new,
        "known": len(found) - new,
        "mended": len(report.findings) - len(found),
    }
    if new == len(report.findings):
        return ""
    return listed([f"{number:,} {word}" for word, number in amounts.items() if number])
