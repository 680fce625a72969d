"""A problem as a page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linkassay.model import EvidenceKind, Finding, Requires
from linkassay.report.pages.quotes import Quote, Quotes
from linkassay.report.problems import Problem
from linkassay.report.words import numbered, place, standing
from linkassay.rules import catalogue
from linkassay.urls import host_of

LONGEST_LINK = 2_000
"""Letters of an address that can be clicked on; a longer one is only shown, and cut."""

MOST_PROOFS = 30
"""So many things that a problem rests on are told."""

_ONWARD = " → "
"""Between what was asked and what it answered, in the words of a hop."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address; `href` where it can be clicked on, `broken` where the finding says so."""

    text: str
    href: str | None
    broken: bool


@dataclass(frozen=True, slots=True)
class Hop:
    """One request of a redirect chain: what was asked, and what came."""

    url: str
    answer: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a problem rests on: where it stands (`line 3`), and its words."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A problem as a page shows it.

    `kept` findings of it have their places in `places`, `more` have not; `more_proofs` things are
    left out of what it rests on.
    """

    first: Finding
    standing: str
    addresses: Sequence[Address]
    places: Sequence[str]
    kept: int
    more: int
    quote: Quote | None
    hops: Sequence[Hop]
    proofs: Sequence[Told]
    more_proofs: int

    @property
    def number(self) -> int:
        """How many findings it is."""
        return self.kept + self.more

    @property
    def facts(self) -> Sequence[str]:
        """By which rule, how sure, how it stands, and under what name it can be explained."""
        first = self.first
        confidence = f"confidence {first.confidence.value}"
        named = f"finding {first.fingerprint}"
        return tuple(filter(None, (first.rule, confidence, self.standing, named)))


def entry_of(problem: Problem, quotes: Quotes, *, beside_last_run: bool) -> Entry:
    """What is shown of a problem; how it stands only where there is a run to stand beside."""
    first, urls = problem.first, problem.urls
    proofs = [one for one in problem.proofs if one.evidence.text not in urls]
    kept = proofs[:MOST_PROOFS]
    return Entry(
        first=first,
        standing=standing(first) if beside_last_run else "",
        addresses=tuple(address_of(url, first) for url in urls),
        places=tuple(dict.fromkeys(place_of(item) for item in problem.findings)),
        kept=len(problem.findings),
        more=problem.more,
        quote=quotes.of(first),
        hops=tuple(
            _hop(one.evidence.text) for one in kept if one.evidence.kind is EvidenceKind.HOP
        ),
        proofs=tuple(
            Told(numbered("line", one.lines), one.evidence.text)
            for one in kept
            if one.evidence.kind is not EvidenceKind.HOP
        ),
        more_proofs=len(proofs) - len(kept),
    )


def address_of(url: str, finding: Finding) -> Address:
    """An address that a finding speaks of; only those of the web lead anywhere."""
    entry = catalogue().get(finding.rule)
    broken = entry is not None and entry.rule.requires is Requires.RECOVERY
    web = url.lower().startswith(("http://", "https://")) and host_of(url) != ""
    web = web and len(url) <= LONGEST_LINK
    return Address(url, url if web else None, broken)


def place_of(finding: Finding) -> str:
    """Where a finding stands, as far as that is known."""
    return place(finding) or finding.document


def _hop(words: str) -> Hop:
    url, parted, answer = words.partition(_ONWARD)
    return Hop(url, answer) if parted else Hop("", words)
