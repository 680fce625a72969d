"""The order of an audit, told once.

Takes: sources, articles to fetch, settings, a `Fetcher`, a `Ledger`, the audit's time and run id.
Gives: a `Report`. Never: prints, opens a file, or decides anything a room below could decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from itertools import chain

from linkassay import __version__, conditions, judge, plan
from linkassay.dates import answer_clues, capture_clue, date_document
from linkassay.errors import LedgerError, UnreadableSourceError
from linkassay.extract import extract
from linkassay.model import (
    Condition,
    Dated,
    Dating,
    Finding,
    History,
    Link,
    LinkCheck,
    NotChecked,
    Observation,
    PastCheck,
    Probe,
    Reading,
    Report,
    Run,
    Settings,
    Source,
    Tool,
    Unread,
)
from linkassay.ports import Fetcher, Ledger
from linkassay.rules import catalogue
from linkassay.urls import MalformedAddress, parse

BATCH = 25
"""So many answers are stored at once; what an interrupted run heard before is kept."""


class NoLedger:
    """Remembers nothing: the ledger of a check that was told of none.

    Its runs have no run before, so their findings are neither new nor known (`Run.remembers`).
    """

    def open_run(self, _run: Run, /) -> None:
        """Nothing to note."""

    def history(self, _locators: Sequence[str], _urls: Sequence[str], /) -> History:
        """Nothing is known."""
        return History()

    def hear(self, _observations: Sequence[Observation], /) -> None:
        """Nothing to store."""

    def close_run(self, _report: Report, /) -> None:
        """Nothing to store."""


class UnstoredError(LedgerError):
    """The audit is done and the ledger did not take (all of) it. `report` is what came of it."""

    def __init__(self, trouble: LedgerError, report: Report) -> None:
        super().__init__(trouble.what, where=trouble.where, advice=trouble.advice)
        self.report = report


def _unwatched(_done: int, _total: int) -> None:
    """Nobody follows the progress."""


def audit(
    sources: Iterable[Source | Unread],
    articles: Sequence[str],
    *,
    settings: Settings,
    fetcher: Fetcher,
    ledger: Ledger,
    now: datetime,
    run_id: str,
    ended: Callable[[], datetime] | None = None,
    progress: Callable[[int, int], None] = _unwatched,
) -> Report:
    """Read, ask, judge, remember; the report is what came of it.

    `ended` is asked the time when all is judged; without it a run ends when it starts. `progress`
    is told how many links of how many have been heard from. Raises `LedgerError` where the ledger
    cannot be begun with, and `UnstoredError` where it fails after that: nothing found is lost.
    """
    run = _run(settings, run_id, now, remembers=not isinstance(ledger, NoLedger))
    ledger.open_run(run)
    desk = _Desk(ledger)
    fetched = (_article(url, fetcher, desk) for url in dict.fromkeys(articles))
    readings, unread = _read(chain(sources, fetched), articles, now)

    urls = tuple(dict.fromkeys(link.url for reading in readings for link in reading.links()))
    history = ledger.history([reading.document.locator for reading in readings], urls)
    planned = plan.make(readings, offline=settings.offline)
    _ask(planned.probes, fetcher, desk, progress)

    down = conditions.without_network(desk.heard.values())
    checks = _checks(readings, desk.heard, history, down)
    dated = tuple(Dated(one, _date(one, desk.heard, now, settings)) for one in readings)
    report = Report(
        tool=Tool("linkassay", __version__),
        run=replace(run, finished=ended() if ended else now),
        documents=dated,
        links=tuple(checks.values()),
        findings=judge.in_order(_findings(dated, checks, history, now)),
        not_checked=(*planned.not_checked, *_unknown(checks)),
        unread=_network_told(unread, desk.heard) if down else unread,
        network_down=down,
    )
    desk.close(report)
    return report


@dataclass
class _Desk:
    """Where answers arrive: they are kept for judging and handed to the ledger in batches.

    A ledger that refuses a batch (locked, the disk full) is left alone until the end, since each
    try may wait for its lock; the audit goes on.
    """

    ledger: Ledger
    heard: dict[str, Observation] = field(default_factory=dict)
    waiting: list[Observation] = field(default_factory=list)
    trouble: LedgerError | None = None

    def receive(self, observation: Observation) -> None:
        self.heard[observation.url] = observation
        self.waiting.append(observation)
        if len(self.waiting) >= BATCH:
            self.hand_over()

    def hand_over(self) -> None:
        """Store what waits, unless the ledger refused before."""
        if self.trouble is not None:
            return
        try:
            self._store()
        except LedgerError as trouble:
            self.trouble = trouble

    def close(self, report: Report) -> None:
        """Store the rest and the report; raises `UnstoredError` where that fails."""
        try:
            self._store()
            self.ledger.close_run(report)
        except LedgerError as trouble:
            raise UnstoredError(trouble, report) from trouble

    def _store(self) -> None:
        if self.waiting:
            self.ledger.hear(self.waiting)
            self.waiting = []


def _run(settings: Settings, run_id: str, now: datetime, *, remembers: bool) -> Run:
    """The digest leaves out where the ledger lies: the same audit elsewhere is the same audit."""
    values = sorted((key, repr(value)) for key, value in asdict(settings).items())
    told = repr([pair for pair in values if pair[0] != "ledger"])
    return Run(
        id=run_id,
        started=now,
        settings_digest=sha256(told.encode()).hexdigest(),
        rules=tuple(catalogue()),
        offline=settings.offline,
        allowed_addresses=settings.allow_address,
        remembers=remembers,
    )


def _article(url: str, fetcher: Fetcher, desk: _Desk) -> Source | Unread:
    try:
        parse(url)
    except MalformedAddress as fault:
        return Unread(url, f"is no address of a page: {_as_clause(fault.reason)}", "Correct it.")
    observation, source = fetcher.read(Probe(url, reason="article"))
    desk.receive(observation)
    desk.hand_over()
    if source is not None:
        return source
    said = conditions.read(observation)
    advice = "Check the address, or audit a saved copy."
    if said.name == "address-refused":
        advice = "If that is meant, name its range with --allow-address (it lifts the port, too)."
    return Unread(url, f"the article {said.reason}", advice)


def _as_clause(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _network_told(unread: Iterable[Unread], heard: Mapping[str, Observation]) -> tuple[Unread, ...]:
    """Articles that nobody answered for while nobody answered at all: the network is to blame."""
    return tuple(
        replace(
            item,
            problem="could not be fetched: no host answered",
            advice="Check the network.",
        )
        if item.locator in heard and conditions.unreached(heard[item.locator])
        else item
        for item in unread
    )


def _read(
    sources: Iterable[Source | Unread], articles: Sequence[str], now: datetime
) -> tuple[tuple[Reading, ...], tuple[Unread, ...]]:
    """Read every source once; one that cannot be read is told of and costs no other."""
    readings: dict[str, Reading] = {}
    unread = []
    for source in sources:
        if isinstance(source, Unread):
            unread.append(source)
            continue
        try:
            reading = extract(source)
        except UnreadableSourceError as problem:
            unread.append(Unread(source.locator, problem.what, problem.advice))
            continue
        if source.locator in articles:
            reading = replace(reading, clues=(*reading.clues, capture_clue(now.date())))
        readings.setdefault(source.locator, reading)
    return tuple(readings.values()), tuple(unread)


def _ask(
    probes: Sequence[Probe], fetcher: Fetcher, desk: _Desk, progress: Callable[[int, int], None]
) -> None:
    if not probes:
        return
    done = 0

    def heard(observation: Observation) -> None:
        nonlocal done
        done += 1
        desk.receive(observation)
        progress(done, len(probes))

    progress(0, len(probes))
    try:
        fetcher.ask(probes, heard)
    finally:
        desk.hand_over()


def _checks(
    readings: Iterable[Reading],
    heard: Mapping[str, Observation],
    history: History,
    down: bool,
) -> dict[str, LinkCheck]:
    links = {link.url: link for reading in readings for link in reading.links()}
    return {
        url: _check(link, heard.get(url), history.checks.get(url, ()), down)
        for url, link in links.items()
    }


def _check(
    link: Link, observation: Observation | None, past: Sequence[PastCheck], down: bool
) -> LinkCheck:
    if observation is None:
        return LinkCheck(link, None, None, conditions.state(past))
    condition: Condition = conditions.read(observation, without_network=down)
    checks = (*past, PastCheck(observation.when, condition))
    return LinkCheck(link, observation, condition, conditions.state(checks))


def _date(
    reading: Reading, heard: Mapping[str, Observation], now: datetime, settings: Settings
) -> Dating:
    answered = {
        link.url: tuple(answer_clues(link, heard[link.url]))
        for link in reading.links()
        if link.url in heard
    }
    return date_document(reading, answered, now.date(), settings.tolerance_days)


def _findings(
    dated: Iterable[Dated], checks: Mapping[str, LinkCheck], history: History, now: datetime
) -> Iterator[Finding]:
    for item in dated:
        found = judge.find(item.reading, item.dating, checks, now)
        past = history.findings.get(item.reading.document.locator, ())
        yield from judge.compare(found, past, item.reading, checks)


def _unknown(checks: Mapping[str, LinkCheck]) -> Iterator[NotChecked]:
    """The links that were asked and of which the trouble was ours."""
    for url, check in checks.items():
        if check.condition is not None and check.condition.name == "unknown":
            yield NotChecked(url, check.condition.reason)
