"""One report that holds every kind of finding, in literals: what each format must tell."""

from __future__ import annotations

from datetime import UTC, date, datetime

from linkassay.model import (
    DOCUMENT,
    Attribution,
    Citation,
    Clock,
    Clue,
    Condition,
    Confidence,
    CreditClass,
    Dated,
    Dating,
    DaySet,
    Document,
    ErrorKind,
    Evidence,
    Finding,
    Form,
    Group,
    Hop,
    Interval,
    Level,
    Link,
    LinkCheck,
    LinkState,
    NotChecked,
    Observation,
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

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
HARBOUR = "https://www.harbour-post.example/2025/10/29/a-quiet-bridge-opens-without-its-engineer"
FERRY = "https://www.harbour-post.example/2025/10/29/ferry-crews-vote-on-the-winter-timetable"
GONE = "https://old.example/reports/2014/annual.html"
HOSTLESS = "https://vanished.example/press/statement"
BROKEN = "https://api.example/v1/tables/7"
SLOW = "https://slow.example/archive/item/88"
STALE = "https://expired.example/minutes"
MOVED = "http://moved.example/guide"
HOMED = "https://shop.example/products/lamp-17"
WALLED = "https://walled.example/story"
LONG = (
    "https://records.example/collections/minutes-of-the-harbour-board/volumes/1911-1914/"
    "appendix-c/correspondence-with-the-ministry?folio=212v&view=facsimile&language=en"
)

REPRINT = "seeds/reprint.txt"
GUIDE = "seeds/guide.md"
NOTES = "seeds/notes.html"


def _finding(
    rule: str,
    level: Level,
    confidence: Confidence,
    place: tuple[str, int | None],
    message: str,
    **more,
) -> Finding:
    document, line = place
    span = None if line is None else Span(line, 1, line * 80, line * 80 + 20)
    more.setdefault("url", None)
    name = f"{rule}:{document}:{line}"
    return Finding(f"id-{name}", rule, level, confidence, document, span, message=message, **more)


def _link(url: str) -> Link:
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return Link(url, scheme, host, 443 if scheme == "https" else 80, slash + path)


def _check(
    url: str, condition: Condition | None, state: LinkState, observation: Observation | None
) -> LinkCheck:
    return LinkCheck(_link(url), observation, condition, state)


MINISTER = Clue(
    DOCUMENT,
    Clock.PUBLISHED,
    DaySet.between(date(2018, 4, 26), date(2021, 1, 20)),
    "Mike Pompeo, US Secretary of State",
    "office-holder",
    Group.OFFICE,
    0.99,
    Span(12, 20, 700, 731),
    "Secretary of State Mike Pompeo",
    0.84,
)
PRESIDENT = Clue(
    DOCUMENT,
    Clock.PUBLISHED,
    DaySet.of(
        (
            Interval(date(2017, 1, 20), date(2021, 1, 20)),
            Interval(date(2025, 1, 20), None),
        )
    ),
    "Donald Trump, US President",
    "office-holder",
    Group.OFFICE,
    0.99,
    Span(6, 76, 300, 325),
    "President Donald Trump",
    0.84,
)
PATH = Clue(
    link_subject(HARBOUR),
    Clock.PUBLISHED,
    DaySet.on(date(2025, 10, 29)),
    "/2025/10/29/",
    "dated-path",
    Group.URL,
    0.97,
    Span(57, 1, 4000, 4080),
    "/2025/10/29/",
)
IMPOSSIBLE = Clue(
    DOCUMENT, Clock.EVENT, DaySet(()), "no day at all", "explicit-date", Group.TEXT, 0.5, None
)

FINDINGS = (
    _finding(
        "render-date-leak",
        Level.WARNING,
        Confidence.PROBABLE,
        (REPRINT, 57),
        "The address says 29 October 2025, 1,743 days after the latest day the text allows:"
        " the site's template filled in the day on which this copy was made",
        url=HARBOUR,
        advice="Cite the page under its own address: follow the redirect, or search the outlet.",
        evidence=(
            Evidence(
                "clue",
                "“Secretary of State Mike Pompeo” → between 26 April 2018 and 20 January 2021",
                12,
            ),
            Evidence("clue", "“summer of 2015” → on or after 1 June 2015", 16),
            Evidence("mark", "2 addresses share the one date"),
            Evidence("mark", "both lack the id that this outlet's addresses carry"),
        ),
        explanation="render-date-leak",
        gap_days=1743,
    ),
    _finding(
        "credit-without-link",
        Level.WARNING,
        Confidence.PROBABLE,
        (REPRINT, 63),
        "Bloomberg View is credited as the first publisher, without a link to the original",
        advice="Add a link to the original article.",
        evidence=(Evidence("text", "This piece was first published by Bloomberg View.", 63),),
        standing=Standing.KNOWN,
    ),
    _finding(
        "first-published-elsewhere",
        Level.NOTE,
        Confidence.CERTAIN,
        (REPRINT, 63),
        "First published by Bloomberg View",
        evidence=(Evidence("text", "This piece was first published by Bloomberg View.", 63),),
    ),
    _finding(
        "missing-byline",
        Level.NOTE,
        Confidence.SUSPECTED,
        (REPRINT, None),
        "No author is named anywhere",
    ),
    _finding(
        "duplicate-citation",
        Level.NOTE,
        Confidence.CERTAIN,
        (REPRINT, 58),
        "The same address stands here and in line 57: the title above it ran over two lines",
        url=HARBOUR,
        evidence=(Evidence("text", "Related article: A Quiet Bridge Opens Without …", 22),),
    ),
    _finding(
        "boilerplate-link",
        Level.NOTE,
        Confidence.PROBABLE,
        (REPRINT, 59),
        "This address stands in a block that the site's template added",
        url=FERRY,
    ),
    _finding(
        "disclaimer-boilerplate",
        Level.NOTE,
        Confidence.PROBABLE,
        (REPRINT, 65),
        "A disclaimer in fixed wording: it names The Moscow Times but dates nothing",
    ),
    _finding(
        "dead-host",
        Level.ERROR,
        Confidence.CERTAIN,
        (GUIDE, 4),
        "The name vanished.example no longer exists; 2 checks on 2 days say so",
        url=HOSTLESS,
        advice="Look for an archived copy and cite that.",
        evidence=(
            Evidence("answer", "24 November 2026: the name does not exist"),
            Evidence("answer", "17 November 2026: the name does not exist"),
        ),
        standing=Standing.KNOWN,
    ),
    _finding(
        "dead-link",
        Level.WARNING,
        Confidence.PROBABLE,
        (GUIDE, 9),
        "The page answers 404 now; one look is no proof that it is gone for good",
        url=GONE,
        advice="Wait for the next audits, or look for the page's new address.",
        evidence=(Evidence("hop", "answers 404 Not Found"),),
    ),
    _finding(
        "server-error",
        Level.WARNING,
        Confidence.SUSPECTED,
        (GUIDE, 11),
        "The server answers 503: its own trouble",
        url=BROKEN,
    ),
    _finding(
        "timed-out",
        Level.WARNING,
        Confidence.SUSPECTED,
        (GUIDE, 12),
        "No answer within 30 s",
        url=SLOW,
    ),
    _finding(
        "tls-invalid",
        Level.WARNING,
        Confidence.CERTAIN,
        (GUIDE, 14),
        "The certificate has expired",
        url=STALE,
    ),
    _finding(
        "redirects-to-home",
        Level.WARNING,
        Confidence.SUSPECTED,
        (GUIDE, 17),
        "The deep address leads to the site's front page",
        url=HOMED,
        evidence=(Evidence("hop", f"{HOMED} → 302 → https://shop.example/"),),
    ),
    _finding(
        "malformed-address",
        Level.WARNING,
        Confidence.CERTAIN,
        (GUIDE, 19),
        "“http://[broken” is no address: the host lacks its closing bracket",
    ),
    _finding(
        "url-date-impossible",
        Level.WARNING,
        Confidence.CERTAIN,
        (GUIDE, 20),
        "The address says 30 February 2019, a day that never was",
        url="https://calendar.example/2019/02/30/leap",
    ),
    _finding(
        "insecure-http",
        Level.NOTE,
        Confidence.CERTAIN,
        (GUIDE, 15),
        "The address is http, and the same page answers over https",
        url=MOVED,
    ),
    _finding(
        "redirects-permanently",
        Level.NOTE,
        Confidence.CERTAIN,
        (GUIDE, 15),
        "The page has moved for good",
        url=MOVED,
        advice="Write https://moved.example/handbook instead.",
        evidence=(Evidence("hop", f"{MOVED} → 301 → https://moved.example/handbook"),),
    ),
    _finding(
        "unverifiable-link",
        Level.NOTE,
        Confidence.PROBABLE,
        (GUIDE, 22),
        "The site keeps programs out, so nothing can be said",
        url=WALLED,
    ),
    _finding(
        "url-date-after-document",
        Level.WARNING,
        Confidence.PROBABLE,
        (NOTES, 31),
        "The address says 3 May 2024, 212 days after the latest day the text allows",
        url="https://later.example/2024/05/03/reply",
        gap_days=212,
        evidence=(Evidence("clue", "“4 October 2023” → on 4 October 2023", 3),),
    ),
    _finding(
        "related-title-mismatch",
        Level.NOTE,
        Confidence.SUSPECTED,
        (NOTES, 40),
        "The title [bold red]names[/] another page than its address \x1b[31m\u202edoes",
        url=LONG,
    ),
    _finding(
        "dead-link",
        Level.WARNING,
        Confidence.PROBABLE,
        (GUIDE, 30),
        "The page answers 404 now; one look is no proof that it is gone for good",
        url="https://mended.example/page",
        standing=Standing.FIXED,
    ),
)


def golden_report() -> Report:
    """Three documents, every rule, level, confidence and standing, and every way to stay unseen."""
    return Report(
        tool=Tool("linkassay", "0.1.0"),
        run=Run(
            id="2026-11-24T08:00:00Z-7f3a",
            started=NOW,
            finished=datetime(2026, 11, 24, 8, 0, 41, 500000, tzinfo=UTC),
            settings_digest="5d41402abc4b2a76",
            rules=tuple(sorted({item.rule for item in FINDINGS})),
            allowed_addresses=("127.0.0.0/8",),
        ),
        documents=(_reprint(), _guide(), _notes()),
        links=_links(),
        findings=FINDINGS,
        not_checked=(
            NotChecked("ftp://files.example/list.txt", "only http and https are asked"),
            NotChecked("http://10.0.0.8/internal", "the address is not public"),
            NotChecked("http://192.168.1.1/setup", "the address is not public"),
        ),
        unread=(
            UnreadSource(
                "seeds/scan.pdf",
                "is a PDF; this version reads plain text, Markdown and HTML",
                "Convert it to text and audit that.",
            ),
        ),
    )


def _reprint() -> Dated:
    document = Document(REPRINT, "text/plain", "", "0" * 64, title="A Quiet Bridge’s Long Shadow")
    related = "Related article: A Quiet Bridge Opens Without Its Engineer"
    reading = Reading(
        document,
        citations=(
            Citation(
                HARBOUR,
                Span(57, 1, 4000, 4080),
                Form.BARE,
                Region.RELATED,
                _link(HARBOUR),
                HARBOUR,
                anchor="A Quiet Bridge Opens Without Its Engineer",
            ),
            Citation(
                FERRY, Span(59, 1, 4200, 4280), Form.BARE, Region.RELATED, _link(FERRY), FERRY
            ),
        ),
        attributions=(
            Attribution(
                CreditClass.ORIGIN,
                "This piece was first published by Bloomberg View.",
                Span(63, 1, 4400, 4450),
                outlet="Bloomberg View",
            ),
            Attribution(
                CreditClass.RELATED,
                related,
                Span(22, 1, 1400, 1460),
                links=(HARBOUR,),
                similarity=98.0,
            ),
        ),
        clues=(MINISTER, PRESIDENT, PATH),
    )
    left = {Clock.PUBLISHED: DaySet.between(date(2018, 4, 26), date(2021, 1, 20))}
    return Dated(reading, Dating(left=left, dropped=(PATH,)))


def _guide() -> Dated:
    document = Document(GUIDE, "text/markdown", "", "1" * 64, title="Where to look things up")
    citations = (
        Citation(MOVED, Span(15, 9, 300, 330), Form.INLINE, Region.PROSE, _link(MOVED), MOVED),
        Citation(
            "http://[broken", Span(19, 3, 400, 414), Form.AUTOLINK, error="no closing bracket"
        ),
    )
    byline = Attribution(
        CreditClass.BYLINE,
        "By Ada Example, 3 May 2024",
        Span(2, 1, 20, 46),
        person="Ada Example",
        day=date(2024, 5, 3),
    )
    return Dated(Reading(document, citations, (byline,)), Dating())


def _notes() -> Dated:
    document = Document(NOTES, "text/html", "", "2" * 64)
    citation = Citation(
        LONG,
        Span(None, None),
        Form.QUOTE,
        Region.PROSE,
        _link(LONG),
        LONG,
        anchor="line\nbreak\x07",
    )
    return Dated(Reading(document, (citation,), clues=(IMPOSSIBLE,)), Dating())


def _links() -> tuple[LinkCheck, ...]:
    gone = Condition("gone", Confidence.PROBABLE, "answers 404 Not Found", Strike.NORMAL)
    no_name = Condition("dns-nxdomain", Confidence.CERTAIN, "the name does not exist", Strike.QUICK)
    moved = Condition("ok-redirected", Confidence.CERTAIN, "moved for good")
    walled = Condition("bot-blocked", Confidence.PROBABLE, "keeps programs out")
    return (
        _check(
            GONE,
            gone,
            LinkState(State.FAILING, 1, NOW),
            Observation(GONE, NOW, (Hop(GONE, 404, None, "192.0.2.4", 0.21),), 404),
        ),
        _check(
            HOSTLESS,
            no_name,
            LinkState(State.DEAD, 2, NOW),
            Observation(HOSTLESS, NOW, error=ErrorKind.DNS_NAME),
        ),
        _check(
            MOVED,
            moved,
            LinkState(State.ALIVE),
            Observation(
                MOVED,
                NOW,
                (
                    Hop(MOVED, 301, "https://moved.example/handbook", "192.0.2.5", 0.1),
                    Hop("https://moved.example/handbook", 200, None, "192.0.2.5", 0.125),
                ),
                200,
            ),
        ),
        _check(
            WALLED,
            walled,
            LinkState(State.UNVERIFIABLE),
            Observation(WALLED, NOW, (Hop(WALLED, 403),), 403),
        ),
        _check("ftp://files.example/list.txt", None, LinkState(State.UNKNOWN), None),
    )
