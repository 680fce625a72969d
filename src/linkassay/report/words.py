"""Numbers and closed vocabularies as an editor reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from linkassay.model import (
    Basis,
    Confidence,
    Counts,
    Finding,
    Interval,
    Level,
    NotReached,
    Published,
    PublishedBetween,
    Requires,
    SkipReason,
    Standing,
    Tally,
)
from linkassay.rules import catalogue

Word = TypeVar("Word")

LEVELS = tuple(reversed(Level))
"""The gravest first."""

STANDINGS: Mapping[Standing, str] = {
    Standing.NEW: "new",
    Standing.KNOWN: "known",
    Standing.WORSE: "worse than before",
    Standing.RETURNED: "found again",
    Standing.CARRIED: "from an earlier answer",
    Standing.FIXED: "fixed",
    Standing.RETIRED: "no longer looked for",
    Standing.GONE: "gone with its document",
    Standing.ACCEPTED: "accepted by the configuration",
    Standing.SUPPRESSED: "suppressed",
}
"""How a finding stands beside the runs before."""

REASONS: Mapping[SkipReason, str] = {
    SkipReason.MALFORMED: "not a valid address",
    SkipReason.SCHEME: "not a web address, and only http and https are asked",
    SkipReason.PLACE: "relative, and what file it names cannot be told",
    SkipReason.CODE: "in code, so not asked",
    SkipReason.OFFLINE: "offline, so nothing was asked",
    SkipReason.NETWORK_DOWN: "no network, since no public host answered",
    SkipReason.OWN_TROUBLE: "asked, but the fault seems to be on this side",
    SkipReason.SECRET: "needs a secret that is not stored, and its document was not read again",
    SkipReason.INTERRUPTED: "the run was broken off before it was asked",
    SkipReason.NOT_DUE: "asked not long ago, and not due yet",
    SkipReason.HOST_PAUSED: "its host failed too often, or asked for a pause",
    SkipReason.TIME_UP: "the time for the audit was over",
}
"""Why an address was not checked."""

SUSPECT = (
    "So much failed at once, or was answered by something else than the web, that the fault is"
    " more likely on this side: what failed does not count"
)
"""Why a suspect run is one."""

NOT_REACHED: Mapping[NotReached, str] = {
    NotReached.DUPLICATE: "the same document as another",
    NotReached.DEPTH: "farther away than links are followed",
    NotReached.MOST_PAGES: "left for another run, since so many pages were asked",
    NotReached.TRAP: "left alone, since pages of this form brought nothing new",
    NotReached.ROBOTS: "kept from programs by the host's robots.txt",
    NotReached.NOINDEX: "asking programs not to keep it",
    NotReached.ELSEWHERE: "on another host than the one that was named",
    NotReached.SECRET: "with a secret in the address, which is not followed",
    NotReached.KIND: "no document that is read",
    NotReached.FAILED: "that did not answer with a page",
    NotReached.PAUSED: "on a host that failed too often, or asked for a pause",
    NotReached.TIME_UP: "not asked, since the time for the audit was over",
    NotReached.CUT: "in a listing behind what is read of one",
    NotReached.INTERRUPTED: "not asked before the run was broken off",
}
"""What pages of a corpus on the web are that were not read."""

UNLISTED = frozenset({SkipReason.CODE, SkipReason.NOT_DUE})
"""Reasons that are told in one quiet line, without their addresses."""
NEVER_ASKED = frozenset({SkipReason.MALFORMED, SkipReason.SCHEME})
"""Reasons that lie in the address itself, whatever the network does."""
APART = UNLISTED | NEVER_ASKED | {SkipReason.PLACE}
"""Reasons that do not count among the links that were not checked."""


def published(item: Published | None) -> str:
    """`Published between 26 April 2018 and 20 January 2021, by its own words.`

    Empty where nothing bounds the day. Where its statements disagree each is told with its witness.
    """
    if item is None:
        return ""
    if item.open:
        days = " or ".join(f"{_days(pair)} ({_said(pair)})" for pair in item.days)
        return f"Published {days}: what it states of itself disagrees."
    return "".join(f"Published {_days(pair)}, {_basis(pair)}." for pair in item.days)


def _days(pair: PublishedBetween) -> str:
    return str(Interval(pair.earliest, pair.latest))


def _basis(pair: PublishedBetween) -> str:
    witnesses = [one for one in (pair.earliest_witness, pair.latest_witness) if one is not None]
    bases = {one.basis for one in witnesses}
    if Basis.CITATION in bases:
        return "by what it cites" if len(bases) == 1 else "by its words and what it cites"
    return f"as it states ({_said(pair)})" if Basis.STATEMENT in bases else "by its own words"


def _said(pair: PublishedBetween) -> str:
    """Where a stated day stands: its line, or the field of the metadata."""
    witness = pair.latest_witness or pair.earliest_witness
    if witness is None:
        return ""
    return f"line {witness.line}" if witness.line else witness.source


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 link`, `2 links`, `1,743 days`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def numbered(word: str, numbers: Iterable[int | None]) -> str:
    """`line 3`, `lines 3, 8 and 12`; nothing where no number is known."""
    known = [str(number) for number in dict.fromkeys(numbers) if number is not None]
    return f"{word if len(known) == 1 else word + 's'} {listed(known)}" if known else ""


def place(finding: Finding) -> str:
    """`docs/a.md:3:10`, as editors and terminals take it; nothing where the line is unknown."""
    span = finding.span
    if span is None or span.line is None:
        return ""
    column = f":{span.column}" if span.column else ""
    return f"{finding.document}:{span.line}{column}"


def rule_count(rule: str, number: int) -> str:
    """`176 addresses over http`; of a rule that there is no more, `176 findings`."""
    entry = catalogue().get(rule)
    return count(number, *(("finding", "findings") if entry is None else entry.rule.counted))


def standing(finding: Finding) -> str:
    """How a finding stands, in words; a link that all its checks call dead is said to be."""
    entry = catalogue().get(finding.rule)
    dead = finding.level is Level.ERROR and entry and entry.rule.requires is Requires.RECOVERY
    confirmed = dead and finding.standing is Standing.WORSE
    return STANDINGS[finding.standing] + (": confirmed dead" if confirmed else "")


def cited(links: int, local: int) -> str:
    """`3 links`, `1 relative address`, `3 links and 1 relative address`."""
    files = count(local, "relative address", "relative addresses")
    if not local:
        return count(links, "link")
    return f"{count(links, 'link')} and {files}" if links else files


def resting(carried: int) -> str:
    """`1 known finding rests on earlier answers`."""
    rest = "rests" if carried == 1 else "rest"
    return f"{count(carried, 'known finding')} {rest} on earlier answers"


def problems(counts: Counts) -> Counts:
    """The counts without the findings that others tell too, so that one problem counts once."""
    doubles = counts.told_with
    return replace(
        counts,
        levels=_without(counts.levels, doubles.levels),
        news=_without(counts.news, doubles.news),
        confidences=_without(counts.confidences, doubles.confidences),
        standings=_without(counts.standings, doubles.standings),
        told_with=Tally(),
    )


def _without(amounts: Mapping[Word, int], doubles: Mapping[Word, int]) -> Mapping[Word, int]:
    return {word: number - doubles.get(word, 0) for word, number in amounts.items()}


def confidence(counts: Counts) -> str:
    """`Confidence: 2 certain and 1 probable.`; empty where nothing was found."""
    amounts = [(counts.confidences.get(word, 0), word.value) for word in Confidence]
    told = [f"{number:,} {word}" for number, word in amounts if number]
    return f"Confidence: {listed(told)}." if told else ""


def listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
