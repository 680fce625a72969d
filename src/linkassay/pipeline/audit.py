"""One audit from its sources to its report: three passes over the ledger, then the seal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from linkassay import __version__
from linkassay.errors import Exit, LedgerError, LinkassayError
from linkassay.model import (
    ControlPage,
    Document,
    LocalFile,
    Outcome,
    Repair,
    Report,
    RuleLevel,
    Run,
    Settings,
    Source,
    UnreadSource,
    Walked,
)
from linkassay.pipeline import asking, judging, reading, settling
from linkassay.pipeline.same_again import settings_digest
from linkassay.pipeline.secrets import Secrets
from linkassay.ports import Fetcher, Hands, Ledger, Readers
from linkassay.rules import catalogue
from linkassay.urls.secrets import shown

SOON_JUDGED = 100
"""So many documents, with ten times as many links, are judged within a second: whoever stops an
audit waits so long and no longer."""

Progress = Callable[[str, int, int], None]
"""Told what is done (`read`, `asked`, `judged`), how many, and of how many (0: not known)."""


def _without_waiting(_seconds: float) -> None:
    """For audits of a web that is not one."""


@dataclass(frozen=True, slots=True)
class Audit:
    """All that one audit is given.

    `articles` are addresses to fetch and read. `reopen` opens the source of a locator again, where
    a link needs the secret that its document holds; `secret_key` tells secrets apart. `exists` says
    whether there is a file of a locator that no walk came upon. `find` looks for the files that
    relative addresses name, and `open_beside` opens one; `site_root` is the locator of the folder
    that is the root of a site, where one is named. `ended` is asked the time when all is judged;
    without it a run ends when it starts. `base` gives what the document of a locator was in the
    version that a change starts from, which is called `base_name`: findings are compared with that,
    and not with earlier runs; `base_had` tells the files that the change took away. `reading` is
    told which document is taken up. `repairs` is given what can be mended in each document that has
    something to mend. `controls` are pages whose answers are known, `wait` lets so many seconds
    pass. `whole` tells that it is an audit of all that there is, by which it can be known that a
    suppression is of no use. `code` gives what stands for the program that reads and judges; by it
    what was read before is known to be read alike. Without it all is read anew. `hands` do what all
    cores can do at once; without them one core does it.
    """

    sources: Iterable[Source | UnreadSource | Walked]
    articles: Sequence[str]
    settings: Settings
    readers: Readers
    fetcher: Fetcher
    now: datetime
    run_id: str
    arguments: Sequence[str] = ()
    reopen: Callable[[str], Source | None] | None = None
    exists: Callable[[str], bool] | None = None
    find: Callable[[str], LocalFile] | None = None
    open_beside: Callable[[str], Source | None] | None = None
    site_root: str | None = None
    secret_key: bytes | None = field(default=None, repr=False)
    ended: Callable[[], datetime] | None = None
    progress: Progress | None = None
    reading: Callable[[str], None] | None = None
    base: Callable[[str], Source | None] | None = None
    base_had: Callable[[str], bool] | None = None
    base_name: str | None = None
    repairs: Callable[[Document, Sequence[Repair]], None] | None = None
    controls: Sequence[ControlPage] = ()
    wait: Callable[[float], None] = _without_waiting
    whole: bool = False
    code: Callable[[], bytes | None] | None = None
    hands: Hands | None = None

    def tell(self, what: str, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress(what, done, total)


class Interrupted(LinkassayError):
    """The audit was stopped. What was heard is stored; `report` is what is judged of it."""

    exit = Exit.UNTRUSTWORTHY

    def __init__(self, report: Report, *, remembers: bool) -> None:
        name = report.run.name
        super().__init__(
            "stopped before the audit was done",
            advice=f"run the same again to go on with {name}, or: linkassay report {name}"
            if remembers
            else "nothing is kept without a ledger; name one with --ledger FILE",
        )
        self.report = report


class UnstoredError(LinkassayError):
    """The audit is done and the ledger did not take all of it. `report` is what came of it."""

    exit = Exit.UNTRUSTWORTHY

    def __init__(self, failure: LedgerError, report: Report) -> None:
        super().__init__(failure.what, where=failure.where, advice=failure.advice)
        self.report = report


class AbandonedError(LinkassayError):
    """The ledger failed, and what it has of this run cannot be read: all is to be done anew."""

    exit = Exit.UNTRUSTWORTHY

    def __init__(self, failure: LedgerError) -> None:
        super().__init__(failure.what, where=failure.where, advice=failure.advice)


def audit(work: Audit, ledger: Ledger) -> Report:
    """Read, ask, judge, remember; the report is what came of it.

    Raises `LedgerError` where the ledger cannot be begun with, `UnstoredError` where it fails after
    that (the audit goes on in a private one, and nothing found is lost), `AbandonedError` where
    that cannot read what the ledger holds of it, and `Interrupted` where somebody stops it.
    """
    run = ledger.begin(run_of(work), work.settings.resume_days)
    steps = _Steps(work)
    try:
        return steps.take(ledger, run)
    except LedgerError as failure:
        if not ledger.remembers:
            raise
        raise UnstoredError(failure, steps.take(_elsewhere(ledger, failure), run)) from failure


def _elsewhere(ledger: Ledger, failure: LedgerError) -> Ledger:
    try:
        return ledger.elsewhere()
    except LedgerError as unreadable:
        raise AbandonedError(failure) from unreadable


def report(name: str, ledger: Ledger, work: Audit) -> Report:
    """A run as it is told; of an unsealed one the rest of what is stored is judged first."""
    told = ledger.report(name)
    if told.run.outcome is not Outcome.UNFINISHED:
        return told
    _judge_rest(ledger, name, work)
    return ledger.report(name)


def _judge_rest(ledger: Ledger, name: str, work: Audit) -> None:
    run = ledger.take_up(name)
    asking.note_interrupted(ledger, offline=run.offline)
    settling.settle(ledger, run.started.date(), work.controls)
    judging.judge(ledger, work, run.started)
    ledger.commit()


def _broken_off(ledger: Ledger, name: str, work: Audit) -> Report:
    """What an interrupted run came to; what is soon judged is judged before it ends."""
    with suppress(LedgerError, KeyboardInterrupt):
        ledger.commit()
        told = ledger.report(name)
        counts = told.counts
        if told.run.outcome is not Outcome.UNFINISHED:
            return told
        if counts.documents <= SOON_JUDGED and counts.links <= SOON_JUDGED * 10:
            _judge_rest(ledger, name, work)
    return ledger.report(name)


class _Steps:
    """The steps of one audit; a step that was done is not done again in another ledger."""

    def __init__(self, work: Audit) -> None:
        self._work = work
        secrets = Secrets(work)
        self._reader = reading.Reader(work, secrets)
        self._asker = asking.Asker(work, secrets)

    def take(self, ledger: Ledger, run: Run) -> Report:
        """Take the steps that are left, and give the report. Raises `Interrupted`."""
        work = self._work
        try:
            self._reader.read_into(ledger)
            outcome = self._asker.ask_into(ledger)
            self._reader.tell_failed(ledger, outcome)
            work.fetcher.rest()
            judging.judge(ledger, work, work.now)
            ledger.seal(work.ended() if work.ended else work.now, outcome)
        except KeyboardInterrupt:
            with suppress(LedgerError, KeyboardInterrupt):
                ledger.hurry()
                self._asker.hand_over(ledger)
            told = _broken_off(ledger, run.name, work)
            raise Interrupted(told, remembers=ledger.remembers) from None
        return ledger.report(run.name)


def run_of(work: Audit) -> Run:
    """The run that an audit is.

    Its digest leaves out what changes nothing that is found: where the ledger lies, how politely
    hosts are asked, when a build fails (`NO_MATTER`).
    """
    return Run(
        name=work.run_id,
        started=work.now,
        settings_digest=settings_digest(work.settings),
        rules=tuple(
            slug for slug in catalogue() if work.settings.rules.get(slug) is not RuleLevel.OFF
        ),
        tool=f"linkassay {__version__}",
        arguments=tuple(shown(item, work.secret_key) for item in work.arguments),
        offline=work.settings.offline,
        allowed_addresses=work.settings.allow_address,
        base=work.base_name,
    )
