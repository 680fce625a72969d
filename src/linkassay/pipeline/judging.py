"""The third pass: each document is read back, dated, judged, and let go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from linkassay import judge as rules
from linkassay.conditions import accepted
from linkassay.dates import answer_clues, capture_clue, date_document
from linkassay.model import Dating, HostSettings, Reading, Settings, StoredDocument
from linkassay.pipeline.host_patterns import host_patterns
from linkassay.pipeline.places import Places
from linkassay.ports import Ledger
from linkassay.repair import propose
from linkassay.urls import HostPattern

if TYPE_CHECKING:
    from linkassay.pipeline.audit import Audit


UNKNOWN_USE = ("unused-suppression",)
"""The rule that cannot speak of a document where the use of something in it is not known."""


def judge(ledger: Ledger, work: Audit, now: datetime) -> None:
    """Judge every document of the run, and close what was open on documents that are gone."""
    local, was_read = _local_files(ledger, work), _read_or_gone(ledger, work)
    patterns, levels = host_patterns(ledger), work.settings.rules
    configured = work.settings.suppressions
    silencing = rules.Suppressions(configured, now.date(), levels, whole=work.whole)
    for done, item in enumerate(ledger.stored_documents(), 1):
        reading = _with_fetch(item)
        files = {} if local is None else local.of(reading)
        dating = _dating(reading, item, now, work.settings, patterns)
        found = tuple(
            rules.find(reading, dating, item.checks, now, item.identity, files, item.copies, levels)
        )
        suppressed = silencing.of(reading, found, item.checks)
        uses = silencing.uses(reading.suppressions)
        ledger.add_result(
            dating.published,
            dating.conflicts,
            rules.compare(
                (*found, *rules.find_in_suppressions(reading, uses, now, levels)),
                item.history,
                reading,
                item.checks,
                files,
                was_read,
                _accepted(item, work.settings, now),
                levels,
                suppressed,
                UNKNOWN_USE if any(use.used is None for use in uses) else (),
            ),
        )
        if work.repairs is not None:
            found_repairs = propose(reading, item.checks, files, ledger.leading_to)
            if found_repairs:
                work.repairs(reading.document, found_repairs)
        work.tell("judged", done, 0)
    for findings in ledger.departed():
        ledger.add_closed(rules.gone(findings))


def _accepted(item: StoredDocument, settings: Settings, now: datetime) -> dict[str, HostSettings]:
    """The links whose answer the configuration takes for fine, with the entry that does."""
    found = (
        (url, accepted(check.condition, check.observation, settings.hosts, now.date()))
        for url, check in item.checks.items()
    )
    return {url: entry for url, entry in found if entry is not None}


def _local_files(ledger: Ledger, work: Audit) -> rules.LocalFiles | None:
    """Who looks for files; nobody where a run of earlier days is told."""
    if work.find is None:
        return None
    return rules.LocalFiles(
        work.find, Places(ledger, work.readers, work.open_beside).of, work.site_root
    )


def _read_or_gone(ledger: Ledger, work: Audit) -> Callable[[str], bool]:
    """Whether what the run knows of a document is up to date: it was read, or is not there."""

    def known(locator: str) -> bool:
        try:
            ledger.anchors(locator)
        except KeyError:
            return work.exists is not None and not work.exists(locator)
        return True

    return known


def _with_fetch(item: StoredDocument) -> Reading:
    """The reading with the clue that it was fetched, and so captured, on a day."""
    if item.fetched is None:
        return item.reading
    return replace(item.reading, clues=(*item.reading.clues, capture_clue(item.fetched)))


def _dating(
    reading: Reading,
    item: StoredDocument,
    now: datetime,
    settings: Settings,
    patterns: Callable[[str], HostPattern | None],
) -> Dating:
    answered = {
        url: tuple(answer_clues(check.link, check.observation))
        for url, check in item.checks.items()
        if check.observation is not None
    }
    return date_document(reading, answered, now.date(), settings.tolerance_days, patterns)
