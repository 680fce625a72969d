"""What the rules say of one small document: read, dated and judged, without pipeline or ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from builders import found_in
from fakes import FakeFetcher
from linkassay import conditions, judge, plan
from linkassay.conditions import Network
from linkassay.dates import answer_clues, date_document
from linkassay.extract import extract, has_places, skim
from linkassay.model import (
    Copy,
    Example,
    Finding,
    Limit,
    Link,
    LinkCheck,
    LinkState,
    Look,
    Observation,
    PageFacts,
    Published,
    Purpose,
    Reading,
    Source,
)
from linkassay.urls.secure import over_https
from observed import peers_of

Answers = Mapping[str, str]


def stripped(reading: Reading) -> Reading:
    """A reading as it is read back from the ledger: without the document's text and blocks."""
    return replace(reading, document=replace(reading.document, text="", blocks=(), passages=()))


def read(data: bytes, locator: str, limited: Limit | None = None) -> list[Reading]:
    """The readings of a document, with its addresses alone where it is limited."""
    source = Source(locator, data)
    if limited is None:
        return list(extract(source))
    document, citations = skim(source)
    return [Reading(document, tuple(citations), limited=limited)]


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Judged:
    """A document as it was read, dated, asked about and judged."""

    reading: Reading
    published: Published | None
    checks: Mapping[str, LinkCheck]
    findings: tuple[Finding, ...]


def judged(text: str | bytes, answers: Answers | None = None, **more: Any) -> list[Finding]:
    """The findings on one document; what else may be given is told at `in_full`."""
    return list(in_full(text, answers, **more).findings)


def in_full(
    text: str | bytes,
    answers: Answers | None = None,
    *,
    locator: str = "document.txt",
    now: str = "2026-01-15",
    days: Sequence[str] = (),
    facts: Mapping[str, PageFacts] | None = None,
    pages: Mapping[str, str] | None = None,
    before: Sequence[str] = (),
    whole: bool = False,
    identity: str | None = None,
    files: Mapping[str, str] | None = None,
    documents: Mapping[str, str] | None = None,
    limited: Limit | None = None,
) -> Judged:
    """What is said of one document, with a web of literals; without `answers` nothing is asked.

    `files` are those that lie around it, `documents` those read before it, `days` earlier days on
    which the web answered the same, `before` how every address answered on the days before those.
    `pages` are the pages that are shown. `whole` hands the rules the reading with its text, which
    they must not need.
    """
    data = text.encode() if isinstance(text, str) else text
    (reading,) = read(data, locator, limited)
    reading = reading if whole else stripped(reading)
    seen = _answers(reading, answers, [*days, now], before)
    checks = _checks(reading, seen, facts or {}, pages or {})
    answered = {
        url: tuple(answer_clues(check.link, check.observation))
        for url, check in checks.items()
        if check.observation is not None
    }
    dating = date_document(reading, answered, day(now).date())
    local = judge.LocalFiles(found_in(files or {}), places_in(files or {}))
    copies = tuple(copies_in(documents or {}, reading))
    found = tuple(
        judge.find(reading, dating, checks, day(now), identity, local.of(reading), copies)
    )
    silencing = judge.Suppressions((), day(now).date(), {}, whole=True)
    suppressed = silencing.of(reading, found, checks)
    uses = silencing.uses(reading.suppressions)
    told = (
        *(item for item in found if item.fingerprint not in suppressed),
        *judge.find_in_suppressions(reading, uses, day(now)),
    )
    return Judged(reading, dating.published, checks, told)


def judged_example(example: Example, *, whole: bool = False) -> list[Finding]:
    return list(example_in_full(example, whole=whole).findings)


def example_in_full(example: Example, *, locator: str | None = None, whole: bool = False) -> Judged:
    """What is said of an example, which may stand under another name."""
    return in_full(
        example.text,
        example.answers,
        locator=locator or example.locator,
        now=example.now,
        pages=example.pages,
        before=example.before,
        whole=whole,
        files=example.files,
        documents=example.documents,
        limited=example.limited,
    )


def copies_in(documents: Mapping[str, str], reading: Reading) -> Iterator[Copy]:
    """What is known of the documents that were read before one with the same text."""
    for locator, text in documents.items():
        (other,) = extract(Source(locator, text.encode()))
        mine, theirs = reading.sketch, other.sketch
        if mine is not None and theirs is not None:
            own, others = mine.share_in(theirs), theirs.share_in(mine)
            yield Copy(stripped(other), own, others, read_before=True)


def places_in(files: Mapping[str, str]) -> Callable[[str], tuple[str, ...] | None]:
    """The places in files that are given whole."""

    def places(locator: str) -> tuple[str, ...] | None:
        if locator not in files or not has_places(locator):
            return None
        (reading,) = extract(Source(locator, files[locator].encode()))
        return reading.document.anchors

    return places


def said(found: Sequence[Finding]) -> list[str]:
    """The slugs, sorted, one for each finding."""
    return sorted(finding.rule for finding in found)


def _answers(
    reading: Reading, answers: Answers | None, days: Sequence[str], before: Sequence[str]
) -> list[tuple[datetime, Answers]]:
    """How the web answered on each day, in order."""
    if answers is None:
        return []
    first = day(days[0])
    urls = [link.url for link in reading.links()]
    earlier = [
        (first - timedelta(days=len(before) - at), dict.fromkeys(urls, one))
        for at, one in enumerate(before)
    ]
    return [*earlier, *((day(at), answers) for at in days)]


def _checks(
    reading: Reading,
    seen: Sequence[tuple[datetime, Answers]],
    facts: Mapping[str, PageFacts],
    pages: Mapping[str, str],
) -> dict[str, LinkCheck]:
    links = reading.links()
    checks = {link.url: LinkCheck(link, None, None, LinkState()) for link in links}
    for when, answers in seen:
        web = FakeFetcher(answers, facts=facts, shown=pages, when=when)
        checks = _asked(reading, web, checks)
    return checks


def _asked(
    reading: Reading, web: FakeFetcher, before: Mapping[str, LinkCheck]
) -> dict[str, LinkCheck]:
    links = reading.links()
    seen = {link.url: web.observe(link.url, fragments=_fragments(reading, link)) for link in links}
    down = conditions.network_down(seen.values(), peers_of(seen.values()))
    checks = {}
    for link in links:
        network = Network.DOWN if down else Network.CLEAR
        looks = _looks(seen[link.url])
        condition = conditions.classify(looks, network=network)
        state = conditions.advance(before[link.url].state, web.when, condition)
        beside = over_https(link.url)
        secure = None if beside is None else web.observe(beside)
        checks[link.url] = LinkCheck(
            link, looks[-1].observation, condition, state, looks=looks, secure=secure
        )
    return checks


def _looks(seen: Observation) -> tuple[Look, ...]:
    """What fails is looked at again, as an audit does; a name beside it does not answer."""
    looks, purpose = [Look(seen)], _further([Look(seen)])
    while purpose not in (None, Purpose.SIBLING):
        looks.append(Look(seen, purpose))
        purpose = _further(looks)
    return tuple(looks)


def _further(looks: Sequence[Look]) -> Purpose | None:
    return plan.further([(one, conditions.classify_observation(one.observation)) for one in looks])


def _fragments(reading: Reading, link: Link) -> tuple[str, ...]:
    cited = [item.parsed or item.written for item in reading.citing(link.url)]
    return tuple(one for item in cited if (one := item.partition("#")[2]))
