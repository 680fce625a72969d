"""One document, audited offline: what was read, what its dates say, what was found.

Everything that a score asks of the product goes through here. It is the plain product: what the
extra htmldate adds, where it is installed, is told apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec

from linkassay import judge
from linkassay.conditions import state
from linkassay.dates import date_document
from linkassay.extract import extract
from linkassay.model import Dating, Finding, Level, LinkCheck, Reading, Source
from linkassay.urls import MalformedAddress, parse
from score.data import NOW

HTML = "text/html"
HTMLDATE = "htmldate"

DATE_RULES = ("url-date-after-document", "render-date-leak")

Said = tuple[date | None, date | None]
"""The first and the last day on which a document can have been published; both inclusive."""


@dataclass(frozen=True, slots=True)
class Audited:
    """A reading, its dating and its findings."""

    reading: Reading
    dating: Dating
    findings: tuple[Finding, ...]
    helped: Dating | None = None
    """The dating with htmldate as one more witness; `None` where it is not installed."""

    def date_findings(self, urls: Iterable[str] | None = None) -> list[Finding]:
        """What the date rules say of these links, or of any."""
        among = None if urls is None else {identity(url) for url in urls}
        return [
            item
            for item in self.findings
            if item.rule in DATE_RULES and (among is None or item.url in among)
        ]

    def warns_of(self, url: str) -> bool:
        """Whether a date rule warns of a link."""
        return any(item.level is not Level.NOTE for item in self.date_findings([url]))

    def explanation(self, url: str) -> str | None:
        """What explains a link's conflict, `none` where nothing does; `None` without a conflict."""
        conflict = self.dating.conflict(identity(url))
        if conflict is None:
            return None
        return str(conflict.explanation.name) if conflict.explanation else "none"

    def said(self) -> tuple[Said, ...]:
        """The days that the headline tells: one pair, or several where it is open."""
        return _said(self.dating)

    def said_helped(self) -> tuple[Said, ...] | None:
        """The same with htmldate as one more witness; `None` where it is not installed."""
        return None if self.helped is None else _said(self.helped)

    def says(self, day: date) -> bool:
        """Whether the headline tells this one day and nothing else."""
        return self.said() == ((day, day),)


def audit(source: Source) -> Audited:
    """Audit a document as `check --offline` does."""
    (reading,) = extract(source)
    plain = tuple(clue for clue in reading.clues if clue.rule != HTMLDATE)
    audited = audit_reading(replace(reading, clues=plain))
    if find_spec(HTMLDATE) is None:
        return audited
    return replace(audited, helped=date_document(reading, {}, NOW.date()))


def _said(dating: Dating) -> tuple[Said, ...]:
    told = dating.published
    return () if told is None else tuple((one.earliest, one.latest) for one in told.days)


def audit_reading(reading: Reading) -> Audited:
    """Date a reading, and look for findings in it."""
    dating = date_document(reading, {}, NOW.date())
    return Audited(reading, dating, tuple(judge.find(reading, dating, unasked(reading), NOW)))


def unasked(reading: Reading) -> dict[str, LinkCheck]:
    """The checks of an offline audit: nothing was seen, nothing is known."""
    return {link.url: LinkCheck(link, None, None, state(())) for link in reading.links()}


def identity(url: str) -> str:
    """The key of an address; one that cannot be read is its own."""
    try:
        return parse(url).link.url
    except MalformedAddress:
        return url
