"""Makers of runs for the ledger's and the browser's tests: all literals, no room but the nouns."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from linkassay.ledger.store import SqliteLedger
from linkassay.model import (
    DOCUMENT,
    Attribution,
    Capture,
    Citation,
    Clock,
    Clue,
    Condition,
    Confidence,
    Conflict,
    CreditClass,
    Dated,
    Dating,
    DaySet,
    Document,
    ErrorKind,
    Evidence,
    Explanation,
    Finding,
    Form,
    Framing,
    Group,
    Hop,
    Level,
    Link,
    LinkCheck,
    LinkState,
    NotChecked,
    Observation,
    PageFacts,
    Reading,
    Region,
    Report,
    Run,
    Span,
    Standing,
    State,
    Strike,
    Tool,
    UnreadSource,
    link_subject,
)

FIRST = datetime(2026, 11, 10, 8, 0, tzinfo=UTC)
WEEK = timedelta(days=7)

GONE = "https://news.example/2017/05/04/harbour-plan"
MOVED = "http://library.example/catalogue?id=77"
TARGET = "https://library.example/records/77"
HOME = "https://council.example/minutes/2018"
LEAK = "https://daily.example/2025/10/29/why-the-harbour-silts"
FINE = "https://museum.example/ships"
WALLED = "https://agency.example/wire/9"
HARBOUR = "seeds/harbour.md"
MUSEUM = "seeds/museum.txt"


def link(url: str, capture: Capture | None = None) -> Link:
    scheme, rest = url.split("://", 1)
    host, _, path = rest.partition("/")
    return Link(url, scheme, host, 443 if scheme == "https" else 80, "/" + path, capture)


def run(number: int = 1, **changes: object) -> Run:
    started = FIRST + (number - 1) * WEEK
    given = {
        "id": f"run-{number}",
        "started": started,
        "settings_digest": "5" * 64,
        "rules": ("dead-link", "render-date-leak"),
        "finished": started + timedelta(seconds=40),
    }
    return Run(**{**given, **changes})


def seen(url: str, when: datetime, status: int | None = 200, **changes: object) -> Observation:
    given = {
        "url": url,
        "when": when,
        "hops": (Hop(url, status, None, "192.0.2.7", 0.2),),
        "status": status,
        "headers": (("content-type", "text/html"),),
        "framing": Framing.LENGTH,
        "raw_bytes": 5120,
        "body_sha256": "b" * 64,
        "seconds": 0.25,
    }
    return Observation(**{**given, **changes})


def redirected(when: datetime, url: str, to: str, status: int = 301) -> Observation:
    hops = (Hop(url, status, to, "192.0.2.9", 0.1), Hop(to, 200, None, "192.0.2.9", 0.2))
    return seen(url, when, hops=hops, facts=PageFacts(title="Record 77", published="2016-02-01"))


FINE_NOW = Condition("ok", Confidence.CERTAIN, "the page answers")
NOT_FOUND = Condition("not-found", Confidence.CERTAIN, "the server says 404", Strike.NORMAL)
WALL = Condition("bot-blocked", Confidence.PROBABLE, "the server turns programs away")
UNHEARD = Condition("unknown", Confidence.SUSPECTED, "no host answered at all")
ALIVE = LinkState(State.ALIVE)


def check(url: str, seen_: Observation | None, condition: Condition | None, state: LinkState):
    return LinkCheck(link(url), seen_, condition, state)


def cited(url: str, line: int, anchor: str | None, place: Region = Region.PROSE) -> Citation:
    return Citation(
        url, Span(line, 5, line * 80, line * 80 + len(url)), Form.INLINE, place, link(url),
        parsed=url, anchor=anchor, context=f"as {anchor or 'they'} wrote at the time",
    )  # fmt: skip


def clue(text: str, line: int | None, days: DaySet, **changes: object) -> Clue:
    given = {
        "subject": DOCUMENT,
        "clock": Clock.PUBLISHED,
        "days": days,
        "source": text,
        "rule": "office-holder",
        "group": Group.OFFICE,
        "weight": 0.99,
        "span": Span(line, 1, line * 80, line * 80 + len(text)) if line else None,
        "text": text,
        "weight_latest": 0.84,
    }
    return Clue(**{**given, **changes})


MINISTER = clue(
    "Harbour Minister Ada Quay", 12, DaySet.between(date(2016, 1, 4), date(2018, 6, 30))
)
REPORT = clue(
    "a report from last year", 20, DaySet.between(date(2017, 1, 1), date(2017, 12, 31)),
    rule="relative-year", group=Group.TEXT,
)  # fmt: skip
CLAIM = clue(
    "/2025/10/29/", 31, DaySet.on(date(2025, 10, 29)), subject=link_subject(LEAK),
    rule="dated-path", group=Group.URL, source="address", weight_latest=None,
)  # fmt: skip
CONFLICT = Conflict(
    LEAK,
    CLAIM,
    (MINISTER, REPORT),
    date(2018, 6, 30),
    2678,
    True,
    (
        Explanation("access-date", False),
        Explanation("render-date-leak", True, ("boilerplate block", "the id suffix is missing")),
    ),
)


def harbour(shift: int = 0, conflicts: tuple[Conflict, ...] = (CONFLICT,)) -> Dated:
    """The richer document; `shift` moves every line down."""
    kept = Capture("web.archive.org", date(2017, 6, 1), f"https://web.archive.org/web/{GONE}")
    document = Document(
        HARBOUR, "text/markdown", "…", f"{shift:02d}" + "a" * 62, "The harbour silts", language="en"
    )
    citations = (
        cited(GONE, 9 + shift, "the harbour plan"),
        cited(MOVED, 14 + shift, "the catalogue"),
        cited(HOME, 16 + shift, "council minutes"),
        cited(LEAK, 31 + shift, "Why the harbour silts", Region.RELATED),
        Citation("http://[broken", Span(33, 1, 1, 9), Form.BARE, error="no such host is possible"),
    )
    archived = Citation(
        kept.url, Span(11, 5, 880, 940), Form.BARE, link=link(GONE, kept), parsed=kept.url
    )
    lines = (
        Attribution(
            CreditClass.ORIGIN, "This article first appeared in The Coast Review.", Span(3, 1),
            outlet="The Coast Review", day=date(2017, 5, 4), links=(GONE,),
        ),
        Attribution(CreditClass.BYLINE, "By Rosa Tide", Span(2, 1), person="Rosa Tide"),
        Attribution(
            CreditClass.RELATED, "Why the harbour silts", Span(30, 1), links=(LEAK,), similarity=98.0
        ),
    )  # fmt: skip
    reading = Reading(document, (*citations, archived), lines, (MINISTER, REPORT, CLAIM))
    return Dated(reading, Dating({Clock.PUBLISHED: REPORT.days}, (CLAIM,), conflicts))


def museum() -> Dated:
    document = Document(MUSEUM, "text/plain", "…", "c" * 64, "Ships in bottles", language="en")
    citations = (
        cited(FINE, 4, "the ships"),
        cited(GONE, 6, "harbour plan"),
        cited(WALLED, 8, "wire"),
    )
    lines = (
        Attribution(CreditClass.WIRE_CREDIT, "(Northern Press)", Span(1, 1), "Northern Press"),
    )
    return Dated(Reading(document, citations, lines), Dating())


def finding(key: str, rule: str, level: Level, line: int, message: str, **changes: object):
    given = {
        "id": (key * 16)[:16],
        "rule": rule,
        "level": level,
        "confidence": Confidence.PROBABLE,
        "document": HARBOUR,
        "span": Span(line, 5, line * 80, line * 80 + 20),
        "url": GONE,
        "message": message,
        "advice": "Link to an archived copy, or to where it lives now.",
        "evidence": (
            Evidence("answer", "404 Not Found from news.example"),
            Evidence("text", "the harbour plan", line),
        ),
    }
    return Finding(**{**given, **changes})


DEAD = finding("d1", "dead-link", Level.WARNING, 9, "This address answers 404 now.")
DATE = finding(
    "e2", "render-date-leak", Level.WARNING, 31,
    "The address says 29 October 2025, and the text is from 2018 at the latest.",
    url=LEAK, explanation="render-date-leak", gap_days=2678,
    evidence=(
        Evidence("clue", "Harbour Minister Ada Quay: 2016-01-04 to 2018-06-30", 12),
        Evidence("clue", "a report from last year: 2017", 20),
        Evidence("mark", "boilerplate block"),
    ),
)  # fmt: skip
MOVE = finding(
    "f3", "redirects-permanently", Level.NOTE, 14, "This address moved for good.",
    url=MOVED, confidence=Confidence.CERTAIN, advice=f"Write {TARGET} instead.",
)  # fmt: skip
TO_HOME = finding(
    "a4", "redirects-to-home", Level.WARNING, 16, "This address now leads to the front page.",
    url=HOME, confidence=Confidence.SUSPECTED,
)  # fmt: skip
CREDIT = finding(
    "b5", "credit-without-link", Level.NOTE, 1, "A wire credit without a link.",
    document=MUSEUM, url=None, span=None, evidence=(),
)  # fmt: skip


def checks(when: datetime, gone: LinkCheck) -> tuple[LinkCheck, ...]:
    return (
        gone,
        check(MOVED, redirected(when, MOVED, TARGET), FINE_NOW, ALIVE),
        check(HOME, redirected(when, HOME, "https://council.example/"), FINE_NOW, ALIVE),
        check(LEAK, redirected(when, LEAK, "https://daily.example/a-77", 302), FINE_NOW, ALIVE),
        check(FINE, seen(FINE, when), FINE_NOW, ALIVE),
        check(WALLED, seen(WALLED, when, 403), WALL, LinkState(State.UNVERIFIABLE)),
    )


def report(run_: Run, **parts: object) -> Report:
    return Report(Tool("linkassay", "0.1.0"), run_, **parts)


def gone(when: datetime, strikes: int, state: State = State.FAILING) -> LinkCheck:
    return check(GONE, seen(GONE, when, 404), NOT_FOUND, LinkState(state, strikes, FIRST + WEEK))


def first_report() -> Report:
    """All is well but for a moved address and a date."""
    this = run(1)
    sound = check(GONE, seen(GONE, this.started), FINE_NOW, ALIVE)
    return report(
        this,
        documents=(harbour(), museum()),
        links=checks(this.started, sound),
        findings=(DATE, MOVE, CREDIT),
    )


def second_report() -> Report:
    """A link is gone, one now leads home, the wire credit was mended, one file is unreadable."""
    this = run(2)
    known = (changed(DATE, Standing.KNOWN), changed(MOVE, Standing.KNOWN))
    return report(
        this,
        documents=(harbour(), museum()),
        links=checks(this.started, gone(this.started, 1)),
        findings=(DEAD, TO_HOME, *known, changed(CREDIT, Standing.FIXED)),
        not_checked=(NotChecked("https://intranet.example/", "the guard refuses its address"),),
        unread=(UnreadSource("seeds/plan.bin", "this is not text", "convert it first"),),
    )


def changed(finding_: Finding, standing: Standing) -> Finding:
    return replace(finding_, standing=standing)


def down_report(number: int = 3) -> Report:
    """No host answered."""
    this = run(number)
    unheard = seen(GONE, this.started, None, hops=(), error=ErrorKind.DNS_TEMPORARY)
    return report(
        this,
        documents=(museum(),),
        links=(check(GONE, unheard, UNHEARD, LinkState(State.UNKNOWN)),),
        network_down=True,
    )


def record(ledger: SqliteLedger, told: Report) -> None:
    """A run in the order of the wiring."""
    ledger.open_run(told.run)
    ledger.hear([item.observation for item in told.links if item.observation])
    ledger.close_run(told)
