"""Which findings somebody wants to hear no more of, and which of these wishes were of use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase

from linkassay.conditions import nothing_learnt
from linkassay.model import (
    Finding,
    LinkCheck,
    Reading,
    Requires,
    RuleLevel,
    SubjectKind,
    Suppression,
    SuppressionUse,
)
from linkassay.model.host_names import is_within
from linkassay.rules import catalogue
from linkassay.urls import host_of

_GLOB = frozenset("*?[")


class Suppressions:
    """The tables of the configuration over one run, and the comments of one document at a time.

    `whole` tells that the run reads the whole corpus: only then it can be known that a table is of
    no use. Rules that are off in `levels` could not speak, so nothing is known of them.
    """

    def __init__(
        self,
        configured: Sequence[Suppression],
        today: date,
        levels: Mapping[str, RuleLevel],
        *,
        whole: bool,
    ) -> None:
        self._configured = configured
        self._today = today
        self._levels = levels
        self._used: set[Suppression] = set()
        self._unknown: set[Suppression] = set() if whole else set(configured)

    def of(
        self, reading: Reading, found: Iterable[Finding], checks: Mapping[str, LinkCheck]
    ) -> Mapping[str, Suppression]:
        """What silences findings of a document, by their fingerprints.

        Of comments it is remembered until the next document, of the configuration for the run.
        """
        for known in (self._used, self._unknown):
            known.intersection_update(self._configured)
        active = [
            item for item in (*reading.suppressions, *self._configured) if item.holds(self._today)
        ]
        chosen: dict[str, Suppression] = {}
        for finding in found:
            for item in active:
                if covers(item, finding):
                    self._used.add(item)
                    chosen.setdefault(finding.fingerprint, item)
        self._unknown.update(
            item for item in active if not self._could_speak(item, reading, checks)
        )
        return chosen

    def uses(self, suppressions: Iterable[Suppression]) -> tuple[SuppressionUse, ...]:
        """Suppressions, and whether they silenced anything in what was judged so far."""
        return tuple(
            SuppressionUse(item, True if item in self._used else self._idle(item))
            for item in suppressions
        )

    def _idle(self, item: Suppression) -> bool | None:
        known = item not in self._unknown and item.holds(self._today)
        return False if known else None

    def _could_speak(
        self, item: Suppression, reading: Reading, checks: Mapping[str, LinkCheck]
    ) -> bool:
        """Whether the silence of a rule in a document means that it has nothing to say."""
        entry = catalogue().get(item.rule)
        if entry is None or self._levels.get(item.rule) is RuleLevel.OFF or reading.limited:
            return False
        if not _speaks_of_document(item, reading.document.locator):
            return True
        if entry.rule.requires in (Requires.READING, Requires.FILES):
            return True
        if entry.rule.requires is Requires.COPIES or entry.rule.subject is SubjectKind.HOST:
            return False
        return all(
            _is_known(checks.get(link.url))
            for link in reading.links()
            if not item.url or matches(item.url, link.url)
        )


def covers(item: Suppression, finding: Finding) -> bool:
    """Whether a suppression speaks of a finding; that it still holds is another question."""
    if item.rule != finding.rule or not _speaks_of_document(item, finding.document):
        return False
    if item.url and not (finding.url and matches(item.url, finding.url)):
        return False
    if item.first_line is not None and item.last_line is not None and finding.line is not None:
        return item.first_line <= finding.line <= item.last_line
    words = (finding.message, *(one.text for one in finding.evidence))
    return not item.text or any(item.text in one for one in words)


def matches(pattern: str, url: str) -> bool:
    """Whether an address is on a host (or below it), begins like a pattern, or fits its glob."""
    if _GLOB & set(pattern):
        return fnmatchcase(url, pattern)
    if "://" not in pattern:
        return is_within(host_of(url).rstrip("."), pattern.lower().rstrip("."))
    rest = url.removeprefix(pattern)
    return url == pattern or (rest != url and (pattern[-1] in "/?#=&" or rest[0] in "/?#"))


def _speaks_of_document(item: Suppression, locator: str) -> bool:
    if item.first_line is not None:
        return item.place == locator
    return not item.document or fnmatchcase(locator, item.document)


def _is_known(check: LinkCheck | None) -> bool:
    if check is None or check.condition is None:
        return False
    return check.condition.name not in nothing_learnt()
