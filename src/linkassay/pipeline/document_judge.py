"""One document of a run: read back, dated, judged by the rules, compared with what was known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from linkassay import judge as rules
from linkassay.conditions import accepted
from linkassay.dates import answer_clues, capture_clue, date_document, page_clue
from linkassay.model import (
    Clue,
    Dating,
    Finding,
    History,
    HostSettings,
    Judged,
    Judgement,
    LinkCheck,
    LocalFile,
    LocalTarget,
    Presence,
    Reading,
    Settings,
    StoredDocument,
    Unjudged,
    UnreadSource,
    telling,
    well,
)
from linkassay.pipeline.host_patterns import host_patterns
from linkassay.pipeline.places import Places
from linkassay.pipeline.reading import CONFIGURATIONS
from linkassay.ports import Stored
from linkassay.urls import HostPattern

if TYPE_CHECKING:
    from linkassay.pipeline.audit import Audit

Mend = Callable[[Reading, Mapping[str, LinkCheck], Mapping[LocalTarget, LocalFile]], None]
"""Takes a document with the checks of its links and the files that it names."""


@dataclass(frozen=True, slots=True)
class _Found:
    dating: Dating
    files: Mapping[LocalTarget, LocalFile]
    findings: Sequence[Finding]


class DocumentJudge:
    """What all documents of a run are judged with.

    `judge` names who judges; without it nothing is told by which a judgement could stand. What can
    be mended in a document is given to `mend`.
    """

    def __init__(
        self,
        stored: Stored,
        work: Audit,
        now: datetime,
        judge: bytes | None,
        mend: Mend | None = None,
    ) -> None:
        self._stored = stored
        self._work = work
        self._now = now
        self._judge = judge
        self._mend = mend
        self._local = _local_files(stored, work, work.find)
        self._local_before = _local_files(stored, work, _found_before(work))
        self._patterns = host_patterns(stored)
        self._suppressions = rules.Suppressions(
            work.settings.suppressions, now.date(), work.settings.rules, whole=work.whole
        )
        self._was_read = _read_or_gone(stored, work)

    def judged(self, item: Unjudged) -> Judged:
        """All that is found in a document."""
        document = self._stored.document(item)
        reading = _with_fetch(document)
        found = self._found(reading, document)
        silent = self._suppressions.of(reading, found.findings, document.checks)
        findings = rules.compare(
            (*found.findings, *self._of_suppressions(reading)),
            document.history if self._work.base is None else self._history_by_base(document),
            reading,
            document.checks,
            found.files,
            self._was_read,
            _accepted(found.findings, document, self._work.settings, self._now),
            self._work.settings.rules,
            silent,
            self._not_told(reading),
        )
        if self._mend is not None:
            self._mend(reading, document.checks, found.files)
        dating = found.dating
        judgement = self._judgement(document, dating, findings)
        return Judged(dating.published, tuple(dating.conflicts), tuple(findings), judgement)

    def _judgement(
        self, item: StoredDocument, dating: Dating, findings: Sequence[Finding]
    ) -> Judgement | None:
        """By what it can be told later whether a document must be judged again."""
        if self._judge is None:
            return None
        still_open = sum(finding.standing.is_open for finding in findings)
        lasting = rules.lasting(item, dating, findings)
        return Judgement(self._now.date(), self._judge, lasting, still_open)

    def _found(self, reading: Reading, item: StoredDocument, *, before: bool = False) -> _Found:
        """What the rules find in a reading, with the answers that the run has for the document.

        `before` is with the files that a change took away.
        """
        local = self._local_before if before else self._local
        files = {} if local is None else local.of(reading)
        dating = _dating(reading, item, self._now, self._work.settings, self._patterns)
        found = rules.find(
            reading,
            dating,
            item.checks,
            self._now,
            item.identity,
            files,
            item.copies,
            self._work.settings.rules,
        )
        return _Found(dating, files, tuple(found))

    def _of_suppressions(self, reading: Reading) -> Iterator[Finding]:
        """What the rules find in what a document, or the configuration, suppresses."""
        uses = self._suppressions.uses(reading.suppressions)
        return rules.find_in_suppressions(reading, uses, self._now, self._work.settings.rules)

    def _not_told(self, reading: Reading) -> Collection[str]:
        """The rule that cannot speak of a document where it is not known what was of use in it."""
        uses = self._suppressions.uses(reading.suppressions)
        return ("unused-suppression",) if any(use.used is None for use in uses) else ()

    def _history_by_base(self, item: StoredDocument) -> History:
        """What was found in the document before the change, had it been given the same answers.

        So a link that rotted since is known, and only what the change brings is new.
        """
        base = self._work.base
        if item.reading.document.locator in CONFIGURATIONS:
            return History(open=tuple(self._of_suppressions(item.reading)))
        source = None if base is None else base(item.reading.document.locator)
        told = () if source is None else next(iter(self._work.readers.read([source])))
        if isinstance(told, UnreadSource):
            return History()
        return History(
            open=tuple(
                one
                for reading in told
                for one in (
                    *self._found(reading, item, before=True).findings,
                    *self._of_suppressions(reading),
                )
            )
        )


def _accepted(
    found: Sequence[Finding], item: StoredDocument, settings: Settings, now: datetime
) -> dict[str, HostSettings]:
    """The links of findings whose answer the configuration takes for fine, with its entry."""
    if not settings.hosts:
        return {}
    entries = {}
    for url in {finding.url for finding in found if finding.url is not None}:
        check = item.checks.get(url)
        entry = check and accepted(check.condition, check.observation, settings.hosts, now.date())
        if entry:
            entries[url] = entry
    return entries


def _found_before(work: Audit) -> Callable[[str], LocalFile] | None:
    """Looks for files where those that a change took away are still there."""
    find, had = work.find, work.base_had
    if find is None or had is None:
        return find
    return lambda locator: LocalFile(Presence.PRESENT) if had(locator) else find(locator)


def _local_files(
    stored: Stored, work: Audit, find: Callable[[str], LocalFile] | None
) -> rules.LocalFiles | None:
    """Who looks for files; nobody where a run of earlier days is told."""
    if find is None:
        return None
    return rules.LocalFiles(find, Places(stored, work.readers, work.open_beside).of, work.site_root)


def _read_or_gone(stored: Stored, work: Audit) -> Callable[[str], bool]:
    """Whether what the run knows of a document is up to date: it was read, or is not there."""

    def known(locator: str) -> bool:
        try:
            stored.anchors(locator)
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
    answered = dict(_answered(reading, item.checks))
    return date_document(reading, answered, now.date(), settings.tolerance_days, patterns)


def _answered(
    reading: Reading, checks: Mapping[str, LinkCheck]
) -> Iterator[tuple[str, Sequence[Clue]]]:
    """What the web's answers tell of the days of links, in the order of the document."""
    remarkable, plain = telling(checks), well(checks)
    for link in reading.links():
        check, stated = remarkable.get(link.url), plain.get(link.url)
        if check is not None and check.observation is not None:
            yield link.url, tuple(answer_clues(check.link, check.observation))
        elif stated is not None:
            clue = page_clue(link.url, stated.published, stated.source)
            yield link.url, () if clue is None else (clue,)
