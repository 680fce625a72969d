"""From sources to the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from hashlib import sha256
from itertools import chain

from linkassay import __version__, conditions, judge, plan
from linkassay.dates import answer_clues, capture_clue, date_document
from linkassay.errors import UnreadableSourceError
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
    UnreadSource,
)
from linkassay.pipeline.articles import blame_network, fetch_article
from linkassay.pipeline.desk import Desk, NoLedger
from linkassay.ports import Fetcher, Ledger
from linkassay.rules import catalogue


def _unwatched(_done: int, _total: int) -> None:
    """Nobody follows the progress."""


def audit(
    sources: Iterable[Source | UnreadSource],
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
    desk = Desk(ledger)
    fetched = (fetch_article(url, fetcher, desk) for url in dict.fromkeys(articles))
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
        unread=blame_network(unread, desk.heard) if down else unread,
        network_down=down,
    )
    desk.close(report)
    return report


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


def _read(
    sources: Iterable[Source | UnreadSource], articles: Sequence[str], now: datetime
) -> tuple[tuple[Reading, ...], tuple[UnreadSource, ...]]:
    """Read every source once; one that cannot be read is told of and costs no other."""
    readings: dict[str, Reading] = {}
    unread = []
    for source in sources:
        if isinstance(source, UnreadSource):
            unread.append(source)
            continue
        try:
            reading = extract(source)
        except UnreadableSourceError as problem:
            unread.append(UnreadSource(source.locator, problem.what, problem.advice))
            continue
        if source.locator in articles:
            reading = replace(reading, clues=(*reading.clues, capture_clue(now.date())))
        readings.setdefault(source.locator, reading)
    return tuple(readings.values()), tuple(unread)


def _ask(
    probes: Sequence[Probe], fetcher: Fetcher, desk: Desk, progress: Callable[[int, int], None]
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
    condition: Condition = conditions.classify(observation, without_network=down)
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
