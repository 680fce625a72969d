"""What a SARIF log says of the run itself (invocation, section 3.20)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from linkassay.model import Outcome, Report, UnreadSource
from linkassay.model.fields import plain
from linkassay.report.escape import line
from linkassay.report.file_places import is_file
from linkassay.report.sarif.messages import message
from linkassay.report.sarif.results import artifact
from linkassay.report.verdict import verdict

MOST_UNREAD = 100
"""So many sources that were not read are named; the verdict counts them all."""


def invocation(report: Report) -> dict[str, Any]:
    """When it ran, whether it came to its end, and what it could not read."""
    run = report.run
    times = {"startTimeUtc": plain(run.started)}
    times |= {} if run.finished is None else {"endTimeUtc": plain(run.finished)}
    return {
        "executionSuccessful": run.outcome is Outcome.COMPLETE,
        **times,
        "toolExecutionNotifications": [
            {"level": "note", "message": message(verdict(report))},
            *_unread(report),
        ],
    }


def _unread(report: Report) -> Iterator[dict[str, Any]]:
    for source in islice(report.unread(), MOST_UNREAD):
        words = line(f"{source.locator}: {source.problem} {source.advice}")
        yield {"level": "warning", "message": message(words)} | _where(source)


def _where(source: UnreadSource) -> dict[str, Any]:
    if not is_file(source.locator):
        return {}
    return {"locations": [{"physicalLocation": {"artifactLocation": artifact(source.locator)}}]}
