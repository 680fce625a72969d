"""The third pass: each document is read back, dated, judged, and let go."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from linkassay import judge as rules
from linkassay.model import LinkCheck, LocalFile, LocalTarget, Reading
from linkassay.pipeline.document_judge import DocumentJudge, Mend
from linkassay.pipeline.many_hands import judged as judged_by_all
from linkassay.pipeline.same_again import judge_of
from linkassay.ports import Ledger

if TYPE_CHECKING:
    from linkassay.pipeline.audit import Audit


def judge(ledger: Ledger, work: Audit, now: datetime) -> None:
    """Judge every document of the run, and close what was open on documents that are gone."""
    judge = judge_of(work) if ledger.remembers else None
    kept = 0 if judge is None else ledger.keep_judgements(now.date(), judge)
    if kept:
        work.tell("judged", kept, 0)
    here = DocumentJudge(ledger, work, now, judge, _mend(ledger, work))
    with closing(judged_by_all(ledger, work, now, judge, here)) as each:
        for done, (item, judged) in enumerate(each, kept + 1):
            ledger.add_judged(item, judged)
            work.tell("judged", done, 0)
    for closed in ledger.departed():
        ledger.add_closed(rules.gone(closed))


def _mend(ledger: Ledger, work: Audit) -> Mend | None:
    """Hands over what can be mended in a document, if anybody wants to know."""
    take = work.repairs
    if take is None:
        return None
    from linkassay.repair import propose

    def mend(
        reading: Reading,
        checks: Mapping[str, LinkCheck],
        files: Mapping[LocalTarget, LocalFile],
    ) -> None:
        mendable = propose(reading, checks, files, ledger.leading_to)
        if mendable:
            take(reading.document, mendable)

    return mend
