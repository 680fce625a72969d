"""Links whose page is gone though the server says success: written by hand, in many languages."""

from __future__ import annotations

from collections.abc import Iterator

from conditions.soft_answers import ROWS, Page, answer, prose
from conditions.soft_case import Case, Truth, beside, page_of

PAPER = "https://www.harbour-post.example"
DAY = "/2021/05/04/old-quay-walls-measured-again"


def stated() -> Iterator[Case]:
    """Short pages whose title or heading says it: no probe is needed."""
    for row in ROWS["stated"]:
        seen = answer(PAPER + DAY, page_of(row))
        yield Case(f"stated-{row['name']}", Truth.SOFT_404, seen)


def _echoing(url: str) -> Page:
    name = url.rstrip("/").rpartition("/")[2]
    return Page(f"{name} | Harbour Post", "Nothing by that name", f"We have no {name}. {prose(30)}")


def by_sibling() -> Iterator[Case]:
    """No word gives them away: the server answers a name that cannot exist in the same way."""
    long = Page("Harbour Post", "Your daily paper", prose(700, seed="long"))
    yield Case("sibling-front-everywhere", Truth.SOFT_404, *beside(PAPER + DAY, lambda _: long))
    yield Case("sibling-echo-title", Truth.SOFT_404, *beside(PAPER + DAY, _echoing))
    for language in ("de", "ru", "zh", "ja", "tr", "pl", "fr", "es"):
        page = Page("—", "", prose(90, language, "x"), language=language)
        url = f"https://{language}.quay.example/artikel/{language}-anlegestelle-am-alten-hafen.html"
        found = beside(url, lambda _, p=page: p)
        yield Case(f"sibling-wordless-{language}", Truth.SOFT_404, *found, noted=True)
    dated = [
        Page("Harbour Post", "Read on", f"{prose(300)} now 14:07:{second}, visitors 12{second}")
        for second in (11, 58)
    ]
    yield Case("sibling-clock", Truth.SOFT_404, *beside(PAPER + DAY, lambda _: dated.pop()))
    teasers = Page("Page not found | Harbour Post", "Page not found", prose(900, seed="teasers"))
    yield Case("sibling-long-error-page", Truth.SOFT_404, *beside(PAPER + DAY, lambda _: teasers))
    other = Page("Seite nicht gefunden", "Seite nicht gefunden", prose(400, "de", "other"))
    mine = Page("Seite nicht gefunden", "Seite nicht gefunden", prose(520, "de", "mine"))
    pages = [other, mine]
    yield Case("sibling-both-say", Truth.SOFT_404, *beside(PAPER + DAY, lambda _: pages.pop()))
    blank = Page("Harbour Post", "", "")
    found = beside(f"{PAPER}/a.php?id=812", lambda _: blank)
    yield Case("sibling-query", Truth.SOFT_404, *found, noted=True)
    picture = b"\x89PNG placeholder"
    url = f"{PAPER}/img/quay-1902.png"
    yield Case(
        "sibling-placeholder-picture",
        Truth.SOFT_404,
        answer(url, data=picture, kind="image/png"),
        answer(f"{PAPER}/img/qwertz-0000.png", data=picture, kind="image/png"),
    )
    same_address = '<link rel="canonical" href="https://www.harbour-post.example/welcome">'
    drawn = [
        Page("Harbour Post", "Read on", f"{prose(200)} {token}", head=same_address)
        for token in ("qmzkfw vbnt", "pplkee rtgh")
    ]
    yield Case("sibling-one-canonical", Truth.SOFT_404, *beside(PAPER + DAY, lambda _: drawn.pop()))


def of_files() -> Iterator[Case]:
    """A page in the place of a file."""
    for name, url, page in (
        ("pdf", "/files/annual-report-2019.pdf", Page("404", "Not Found", "The file is not here.")),
        ("zip", "/get/tide-tables.zip", Page("Datei nicht gefunden", "", "Zur Startseite")),
        ("doc", "/a/minutes.docx", Page("Harbour", "Oops", "Page not found. Go back.")),
    ):
        yield Case(f"file-{name}", Truth.SOFT_404, answer(f"{PAPER}{url}", page))


def sent_to_error() -> Iterator[Case]:
    short = Page("Harbour Post", "Something is wrong", "Please go back.")
    for name, where, code in (
        ("path", "/404", 302), ("file", "/error/404.html", 301), ("query", "/?e=404", 302),
        ("word", "/page-not-found", 302), ("asp", "/error.aspx?aspxerrorpath=/x", 302),
        ("de", "/seite-nicht-gefunden.html", 301), ("es", "/pagina-no-encontrada/", 302),
        ("iis", "/notfound.asp?404;https://www.harbour-post.example/x", 302),
        ("fr", "/erreur/404", 307), ("client", "/errors/notfound.htm", 200),
    ):  # fmt: skip
        chain = answer(PAPER + DAY, short, (code, PAPER + where))
        yield Case(f"error-{name}", Truth.LOST, chain)


DEAD = [*stated(), *by_sibling(), *of_files(), *sent_to_error()]
