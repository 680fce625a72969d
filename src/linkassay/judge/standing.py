"""Findings beside the runs before: what is new, known, worse or returned, and what is closed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from linkassay.conditions import nothing_learnt, proofs_of_life
from linkassay.model import (
    Confidence,
    Finding,
    History,
    HostSettings,
    Level,
    LinkCheck,
    LocalFile,
    LocalTarget,
    Presence,
    Reading,
    Requires,
    RuleEntry,
    RuleLevel,
    Standing,
    State,
    Suppression,
)
from linkassay.rules import catalogue

_STILL_FAILING = frozenset({State.FAILING, State.FLAPPING, State.DEAD})
_MILDEST_FIRST = tuple(Level)
_OWN_LEVELS: Mapping[str, RuleLevel] = MappingProxyType({})
_NOTHING: Mapping[str, Suppression] = MappingProxyType({})
_NO_FILES: Mapping[LocalTarget, LocalFile] = MappingProxyType({})
_NO_HOSTS: Mapping[str, HostSettings] = MappingProxyType({})


def compare(
    found: Iterable[Finding],
    history: History,
    reading: Reading,
    checks: Mapping[str, LinkCheck],
    files: Mapping[LocalTarget, LocalFile] = _NO_FILES,
    was_read: Callable[[str], bool] = bool,
    accepted: Mapping[str, HostSettings] = _NO_HOSTS,
    levels: Mapping[str, RuleLevel] = _OWN_LEVELS,
    suppressed: Mapping[str, Suppression] = _NOTHING,
    silent: Collection[str] = (),
) -> tuple[Finding, ...]:
    """The findings of one document with their standing: the open ones in order, then the closed.

    A finding that is not found again counts as fixed only if its rule could have seen it: one that
    rests on an answer is carried while its link is still cited and was not answered for; one that
    requires recovery is carried behind a wall or another failure too (docs/design.md, States). One
    about a file is carried while the file is named and could not be looked for, one about another
    document while `was_read` says of its locator that this run did not read it. What a document
    does not say that could not be read in full is not fixed. What a link answers that the
    configuration takes for fine (`accepted`: the entries by the links' addresses) is not open.
    A rule that is off in `levels` no longer runs, and one whose level the configuration gives
    makes nothing worse: its level tells of the configuration, not of what was found. `suppressed`
    are those that somebody wants to hear no more of, by fingerprint; `silent` are rules that could
    not speak in this run.
    """
    once: dict[str, Finding] = {}
    for finding in found:
        once.setdefault(finding.fingerprint, finding)
    before = {finding.fingerprint: finding for finding in history.open}
    now = (
        _accepted(item, accepted)
        or _suppressed(item, suppressed)
        or replace(item, standing=_of_found(item, before, history, levels))
        for item in once.values()
    )
    past = (
        replace(
            item,
            standing=Standing.RETIRED
            if levels.get(item.rule) is RuleLevel.OFF
            else Standing.CARRIED
            if item.rule in silent
            else _of_missing(item, reading, checks, files, was_read),
        )
        for fingerprint, item in before.items()
        if fingerprint not in once
    )
    return (*_in_order(now), *_in_order(past))


def gone(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What was open on a document that left the corpus."""
    return tuple(replace(finding, standing=Standing.GONE) for finding in findings)


def _accepted(finding: Finding, accepted: Mapping[str, HostSettings]) -> Finding | None:
    """A finding as the configuration has it, where it tells what its link answers."""
    entry = accepted.get(finding.url or "")
    if entry is None:
        return None
    rule = catalogue()[finding.rule].rule
    if not (rule.conditions or rule.problem):
        return None
    until = "" if entry.expires is None else f" until {entry.expires:%Y-%m-%d}"
    advice = f"Nothing; the configuration accepts this{until}: {entry.reason}"
    return replace(finding, standing=Standing.ACCEPTED, advice=advice)


def _suppressed(finding: Finding, suppressed: Mapping[str, Suppression]) -> Finding | None:
    """A finding that somebody suppresses, with who, why and until when."""
    item = suppressed.get(finding.fingerprint)
    if item is None or item.expires is None:
        return None
    until = f"{item.expires:%Y-%m-%d}"
    return replace(
        finding,
        standing=Standing.SUPPRESSED,
        advice=f"Nothing until {until}; {item.where} suppresses this: {item.reason}",
        suppressed_at=item.where,
        suppressed_because=item.reason,
        suppressed_until=item.expires,
    )


def _of_found(
    finding: Finding,
    before: Mapping[str, Finding],
    history: History,
    levels: Mapping[str, RuleLevel],
) -> Standing:
    past = before.get(finding.fingerprint)
    if past is not None:
        rose = finding.rule not in levels and _rank(finding) > _rank(past)
        return Standing.WORSE if rose else Standing.KNOWN
    return Standing.RETURNED if finding.fingerprint in history.closed else Standing.NEW


def _of_missing(
    finding: Finding,
    reading: Reading,
    checks: Mapping[str, LinkCheck],
    files: Mapping[LocalTarget, LocalFile],
    was_read: Callable[[str], bool],
) -> Standing:
    entry = catalogue().get(finding.rule)
    if entry is None:
        return Standing.RETIRED
    if entry.rule.requires is Requires.FILES:
        return Standing.FIXED if _was_found(finding, reading, files) else Standing.CARRIED
    if entry.rule.requires is Requires.COPIES:
        seen = reading.limited is None and (finding.url is None or was_read(finding.url))
        return Standing.FIXED if seen else Standing.CARRIED
    return Standing.FIXED if _was_looked_for(finding, entry, reading, checks) else Standing.CARRIED


def _was_found(finding: Finding, reading: Reading, files: Mapping[LocalTarget, LocalFile]) -> bool:
    """Whether what a finding speaks of was looked for; what is not named any more needs no look."""
    for citation in reading.citations:
        local = citation.local
        if local is None or finding.url not in (local.name, citation.url):
            continue
        file = files.get(local, LocalFile())
        about_place = finding.url != local.name
        if file.presence is Presence.PRESENT:
            return not about_place or file.anchors is not None
        return file.presence is Presence.MISSING
    return True


def _rank(finding: Finding) -> int:
    return _MILDEST_FIRST.index(finding.level)


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Open before closed, the worst first, then by line."""
    return sorted(
        findings,
        key=lambda finding: (
            not finding.standing.is_open,
            -_rank(finding),
            finding.line or 0,
            finding.rule,
        ),
    )


def _was_looked_for(
    finding: Finding, entry: RuleEntry, reading: Reading, checks: Mapping[str, LinkCheck]
) -> bool:
    if finding.url is None or not _rests_on_answer(finding, entry):
        return reading.limited is None
    if not reading.citing(finding.url):
        return reading.limited is None and all(
            _is_alive(checks.get(url)) for url in _stand_ins(finding.url, reading)
        )
    check = checks.get(finding.url)
    if check is None or check.condition is None or check.condition.name in nothing_learnt():
        return False
    if entry.rule.requires is Requires.RECOVERY:
        return check.state.state not in _STILL_FAILING
    # What speaks of no answer in itself may need to know whose words cite the link.
    return bool(entry.rule.conditions) or reading.limited is None


def _stand_ins(url: str, reading: Reading) -> set[str]:
    """What wrapped addresses that were first read as `url` are now."""
    return {
        item.url for item in reading.citations if item.first_read and item.first_read.url == url
    }


def _is_alive(check: LinkCheck | None) -> bool:
    if check is None or check.condition is None:
        return False
    return check.condition.name in proofs_of_life()


def _rests_on_answer(finding: Finding, entry: RuleEntry) -> bool:
    """Whether the web had a part in it: what text alone says of a date is never certain."""
    proven_date = finding.gap_days is not None and finding.confidence is Confidence.CERTAIN
    return entry.rule.requires is not Requires.READING or proven_date
