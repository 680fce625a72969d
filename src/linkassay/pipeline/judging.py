"""The third pass: each document is read back, dated, judged, and let go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from linkassay import judge as rules
from linkassay.dates import answer_clues, capture_clue, date_document, published
from linkassay.model import Dating, Reading, Settings, StoredDocument
from linkassay.ports import Ledger


def judge(
    ledger: Ledger, settings: Settings, now: datetime, tell: Callable[[str, int, int], None]
) -> None:
    """Judge every document of the run, and close what was open on documents that are gone."""
    for done, item in enumerate(ledger.stored_documents(), 1):
        reading = _with_fetch(item)
        dating = _dating(reading, item, now, settings)
        found = rules.find(reading, dating, item.checks, now, item.identity)
        ledger.add_result(
            published(reading, dating, now.date()),
            dating.conflicts,
            rules.compare(found, item.history, reading, item.checks),
        )
        tell("judged", done, 0)
    for findings in ledger.departed():
        ledger.add_closed(rules.gone(findings))


def _with_fetch(item: StoredDocument) -> Reading:
    """The reading with the clue that it was fetched, and so captured, on a day."""
    if item.fetched is None:
        return item.reading
    return replace(item.reading, clues=(*item.reading.clues, capture_clue(item.fetched)))


def _dating(reading: Reading, item: StoredDocument, now: datetime, settings: Settings) -> Dating:
    answered = {
        url: tuple(answer_clues(check.link, check.observation))
        for url, check in item.checks.items()
        if check.observation is not None
    }
    return date_document(reading, answered, now.date(), settings.tolerance_days)
