"""Live neighbours of soft-dead pages: what must never be called gone."""

from __future__ import annotations

from collections.abc import Iterator

from conditions.soft_answers import ROWS, Page, answer, prose
from conditions.soft_case import DAY, Case, Truth
from linkassay.model import Observation
from linkassay.urls import sibling

SITE = "https://www.quay-notes.example"


def _page(title: str, heading: str, count: int, language: str, seed: str, text: str = "") -> Page:
    return Page(title, heading, f"{text} {prose(count, language, seed)}", language=language)


def _gone(url: str, code: int = 404) -> Observation | None:
    other = sibling(url, DAY)
    page = Page("Not Found", "Not Found", "Nothing here.")
    return answer(other, page, status=code) if other else None


def _softly(url: str) -> Observation | None:
    """What a server with soft 404s says beside a page that is there."""
    other = sibling(url, DAY)
    return (
        answer(other, Page("Oops - Quay Notes", "Oops", prose(60, seed="oops"))) if other else None
    )


def about() -> Iterator[Case]:
    """Pages that speak of what others are, with and without what was said to a sibling."""
    for row in ROWS["about"]:
        name, url = row["name"], SITE + row["path"]
        said = row.get("title", ""), row.get("heading", "")
        page = _page(*said, row["words"], row["language"], name)
        yield Case(f"about-{name}", Truth.LIVE, answer(url, page))
        if len(name) % 2:
            yield Case(f"about-{name}-hard", Truth.LIVE, answer(url, page), _gone(url))
        else:
            yield Case(f"about-{name}-soft", Truth.LIVE, answer(url, page), _softly(url))


def quoting() -> Iterator[Case]:
    """Pages that quote what others show."""
    for row in ROWS["quoting"]:
        name, title = row["name"], row["title"]
        for count in (80, 500):
            page = _page(f"{title} - Quay Notes", title, count, "en", name, row["text"])
            yield Case(f"quoting-{name}-{count}", Truth.LIVE, answer(SITE + row["path"], page))


def shells() -> Iterator[Case]:
    """What only a script shows is not seen: no word against it counts."""
    shell = Page("Quay App", "", "", body='<div id="root"></div><script src="/a.js"></script>')
    yield Case("shell", Truth.LIVE, answer(f"{SITE}/app/boats/12", shell))
    titled = Page(
        "Boat of the week", "", "", body='<div id="app"></div><script src="/a.js"></script>'
    )
    url = f"{SITE}/app/boat-of-the-week"
    yield Case("shell-titled", Truth.LIVE, answer(url, titled), answer(f"{SITE}/app/x", titled))
    frame = prose(400, seed="frame")
    for name, own in (("short", 30), ("middle", 120), ("long", 600)):
        page = Page("Hafenbuch", "", f"{frame} {prose(own, seed='own')}")
        url = f"{SITE}/kapitel.php?nr=17"
        other = sibling(url, DAY)
        assert other is not None
        nothing = answer(other, Page("Hafenbuch", "", f"{frame} Kein Eintrag."))
        yield Case(f"frame-{name}", Truth.LIVE, answer(url, page), nothing)
    pdf = b"%PDF-1.7 tides"
    url = f"{SITE}/files/tides.pdf"
    yield Case("file", Truth.LIVE, answer(url, data=pdf, kind="application/pdf"), _softly(url))
    yield Case("data", Truth.LIVE, answer(f"{SITE}/api/x", data=b"{}", kind="application/json"))
    viewer = Page("File:Old quay 1902.jpg - Quay Commons", "File:Old quay 1902.jpg", prose(60))
    yield Case("file-page", Truth.LIVE, answer(f"{SITE}/wiki/File:Old_quay_1902.jpg", viewer))


def moved() -> Iterator[Case]:
    """Redirects that kept the page, and such of which nothing can be advised."""
    for truth in (Truth.KEPT, Truth.UNSURE):
        for row in ROWS[truth]:
            name, asked, to, title = row["name"], row["asked"], row["to"], row.get("title", "")
            page = Page(title, title, prose(200, seed=name))
            for code in (301, 302):
                seen = answer(asked, page, (code, to))
                yield Case(
                    f"{truth}-{name}-{code}", truth, seen, _gone(asked) if code == 302 else None
                )


LIVE = [*about(), *quoting(), *shells(), *moved()]
