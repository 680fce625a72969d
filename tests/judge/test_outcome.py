"""What a whole report amounts to: the exit code, by precedence 2, 3, 1, 0; 4 for nothing at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builders import audit
from linkassay import judge
from linkassay.errors import Exit
from linkassay.model import (
    Citation,
    Confidence,
    Dated,
    Dating,
    Document,
    FailOn,
    Finding,
    Form,
    Level,
    Reading,
    Report,
    Run,
    Span,
    Standing,
    Tool,
    UnreadSource,
)

CITED = Reading(Document("a.txt", "text/plain", "", ""), (Citation("x", Span(1, 1), Form.BARE),))
UNREAD = UnreadSource("b.bin", "it is no text")


def report(
    *levels: Level, standing: Standing = Standing.NEW, read: Reading | None = CITED, **more
) -> Report:
    findings = tuple(
        Finding(
            str(at),
            "a-rule",
            level,
            Confidence.PROBABLE,
            "a.txt",
            None,
            None,
            "So.",
            standing=standing,
        )
        for at, level in enumerate(levels)
    )
    return Report(
        Tool("linkassay", "0"),
        Run("r", datetime(2026, 1, 15, tzinfo=UTC), "", ()),
        documents=(Dated(read, Dating()),) if read else (),
        findings=findings,
        **more,
    )


@pytest.mark.parametrize(
    ("level", "fail_on", "code"),
    [
        (Level.ERROR, FailOn.ERROR, Exit.FINDINGS),
        (Level.WARNING, FailOn.ERROR, Exit.CLEAN),
        (Level.NOTE, FailOn.ERROR, Exit.CLEAN),
        (Level.ERROR, FailOn.WARNING, Exit.FINDINGS),
        (Level.WARNING, FailOn.WARNING, Exit.FINDINGS),
        (Level.NOTE, FailOn.WARNING, Exit.CLEAN),
        (Level.ERROR, FailOn.NOTE, Exit.FINDINGS),
        (Level.WARNING, FailOn.NOTE, Exit.FINDINGS),
        (Level.NOTE, FailOn.NOTE, Exit.FINDINGS),
        (Level.ERROR, FailOn.NEVER, Exit.CLEAN),
        (Level.WARNING, FailOn.NEVER, Exit.CLEAN),
        (Level.NOTE, FailOn.NEVER, Exit.CLEAN),
    ],
)
def test_a_finding_at_or_above_the_threshold_counts(level, fail_on, code):
    assert judge.outcome(report(level), fail_on) is code
    assert judge.outcome(report(level, standing=Standing.KNOWN), fail_on) is code
    assert judge.outcome(report(level, standing=Standing.FIXED), fail_on) is Exit.CLEAN


@pytest.mark.parametrize(
    ("unread", "down", "found", "code"),
    [
        (False, False, False, Exit.CLEAN),
        (False, False, True, Exit.FINDINGS),
        (False, True, False, Exit.UNTRUSTWORTHY),
        (False, True, True, Exit.UNTRUSTWORTHY),
        (True, False, False, Exit.USAGE),
        (True, False, True, Exit.USAGE),
        (True, True, False, Exit.USAGE),
        (True, True, True, Exit.USAGE),
    ],
)
@pytest.mark.parametrize("fail_on", [FailOn.WARNING, FailOn.ERROR])
def test_precedence(unread, down, found, code, fail_on):
    levels = [Level.ERROR] if found else []
    made = report(*levels, unread=(UNREAD,) if unread else (), network_down=down)
    assert judge.outcome(made, fail_on) is code


def test_nothing_found_at_all():
    empty = replace(CITED, citations=())
    assert judge.outcome(report(read=None), FailOn.WARNING) is Exit.NOTHING
    assert judge.outcome(report(read=empty), FailOn.WARNING) is Exit.NOTHING
    assert judge.outcome(report(read=empty, unread=(UNREAD,)), FailOn.WARNING) is Exit.USAGE


def test_of_whole_audits():
    def code(text: str, answers: dict[str, str] | None = None, *, offline: bool = False) -> Exit:
        return judge.outcome(audit(text, answers, offline=offline), FailOn.WARNING)

    see = "See https://example.org/a for more.\n"
    assert code(see, {"https://example.org/a": "200"}) is Exit.CLEAN
    assert code(see, {"https://example.org/a": "404"}) is Exit.FINDINGS
    assert code(see, {}) is Exit.UNTRUSTWORTHY
    assert code(see, offline=True) is Exit.CLEAN
    assert code("") is Exit.NOTHING
    assert code("Nothing is cited here.\n") is Exit.NOTHING


def test_an_article_that_only_our_network_kept_from_us_is_no_misuse():
    unread = (UnreadSource("https://example.org/a", "could not be fetched", unreached=True),)
    told = report(unread=unread, network_down=True)
    assert judge.outcome(told, FailOn.WARNING) is Exit.UNTRUSTWORTHY
