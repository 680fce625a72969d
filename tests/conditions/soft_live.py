"""Live neighbours of soft-dead pages: what must never be called gone."""

from __future__ import annotations

from collections.abc import Iterator

from conditions.answered import Page, answer, prose
from conditions.soft_case import DAY, Case, Truth
from linkassay.model import Observation
from linkassay.urls import sibling

SITE = "https://www.quay-notes.example"

# Pages that speak of what others are: (name, path, title, heading, words, language).
ABOUT = [
    ("fix-404", "/blog/how-to-fix-error-404-in-nginx", "How to fix error 404 in nginx - Quay Notes", "How to fix error 404 in nginx", 600, "en"),
    ("404-wiki", "/wiki/HTTP_404", "HTTP 404 - Quay Wiki", "HTTP 404", 1500, "en"),
    ("404-docs", "/docs/custom-404-page", "Custom 404 page | Docs", "Custom 404 page", 300, "en"),
    ("404-short-docs", "/docs/http/404", "404 Not Found - HTTP reference", "404 Not Found", 90, "en"),
    ("404-de", "/ratgeber/fehler-404-seite-nicht-gefunden-was-tun", "Fehler 404: Seite nicht gefunden – was tun?", "Fehler 404: Seite nicht gefunden – was tun?", 500, "de"),
    ("404-fr", "/blog/erreur-404-page-introuvable-que-faire", "Erreur 404 : que faire ?", "Erreur 404 : que faire quand une page est introuvable ?", 500, "fr"),
    ("404-ru", "/blog/oshibka-404-chto-delat", "Ошибка 404: что делать", "Ошибка 404: что делать", 500, "ru"),
    ("404-zh", "/news/20210504/18273.html", "404错误页面怎么设计更好_码头网", "404错误页面怎么设计更好", 400, "zh"),
    ("404-ja", "/articles/18273", "404エラーページの作り方と考え方", "404エラーページの作り方と考え方", 400, "ja"),
    ("band-404", "/bands/404", "404 – Quay Music", "404", 200, "en"),
    ("shop", "/shop/blue-mug", "Blue mug – Not Found Store", "Blue mug", 60, "en"),
    ("shop-short", "/p/88213", "Blue mug | Not Found Goods", "Blue mug", 40, "en"),
    ("film", "/films/the-missing-link", "The Missing Link (1988)", "The Missing Link", 130, "en"),
    ("film-gone", "/films/gone-girl", "Gone Girl", "Gone Girl", 100, "en"),
    ("novel", "/books/address-unknown", "Address Unknown", "Address Unknown", 80, "en"),
    ("song", "/songs/28831", "It's Gone - lyrics", "It's Gone", 120, "en"),
    ("removed-news", "/2021/statue-removed-from-the-harbour", "Statue removed from the harbour", "Statue removed from the harbour", 300, "en"),
    ("deleted-posts", "/2021/minister-deleted-post", "Minister's deleted post raises questions", "Minister's deleted post raises questions", 350, "en"),
    ("no-longer", "/2021/ferry-no-longer-free", "The ferry is no longer free", "The ferry is no longer free", 120, "en"),
    ("not-found-short", "/2021/key-not-found", "Key of the lighthouse not found", "Key of the lighthouse not found", 90, "en"),
    ("parking", "/blog/what-domain-parking-is", "What domain parking is - Quay Notes", "What domain parking is", 700, "en"),
    ("for-sale", "/blog/sell-a-domain-name", "How to sell a domain name", "How to sell a domain name", 250, "en"),
    ("nginx-tutorial", "/tutorials/install-nginx-on-a-small-server", "Install nginx on a small server", "Install nginx on a small server", 450, "en"),
    ("nginx-page", "/docs/welcome-to-nginx", "Welcome to nginx! What the default page means", "Welcome to nginx! What the default page means", 300, "en"),
    ("apache-it-works", "/tutorials/apache-it-works-page", "The Apache “It works!” page", "The Apache “It works!” page", 380, "en"),
    ("coming-soon", "/films/coming-soon-in-our-cinema", "Coming soon in our cinema", "Coming soon in our cinema", 120, "en"),
    ("construction", "/projects/bridge-under-construction", "Bridge under construction", "Bridge under construction", 160, "en"),
    ("suspended", "/2021/player-suspended-for-three-games", "Player suspended for three games", "Player suspended for three games", 300, "en"),
    ("accounts", "/2021/why-was-my-account-suspended", "Why was my account suspended? - Help", "Why was my account suspended?", 140, "en"),
    ("suspended-de", "/politik/abgeordneter-gesperrt-konto", "Konto eines Abgeordneten gesperrt", "Konto eines Abgeordneten gesperrt", 200, "de"),
    ("error-title", "/docs/errors", "Errors – API reference", "Errors", 300, "en"),
    ("lost", "/places/lost-and-found-office", "Lost and found office", "Lost and found office", 60, "en"),
    ("unavailable", "/help/item-unavailable", "What “unavailable” means for an item", "What “unavailable” means for an item", 100, "en"),
    ("short-true", "/opening-hours", "Opening hours - Harbour museum", "Opening hours", 25, "en"),
    ("short-phone", "/contact", "Contact", "Contact", 12, "en"),
    ("long-true", "/essays/the-old-quay-and-the-sea", "The old quay and the sea", "The old quay and the sea", 2500, "en"),
    ("short-de", "/impressum", "Impressum", "Impressum", 30, "de"),
    ("short-ru", "/novosti/parom-snova-hodit", "Паром снова ходит", "Паром снова ходит", 40, "ru"),
    ("greek-slug", "/nea/to-limani-anoigei-xana", "Το λιμάνι ανοίγει ξανά", "Το λιμάνι ανοίγει ξανά", 60, "en"),
    ("turkish", "/haber/liman-yeniden-aciliyor-812", "Liman yeniden açılıyor", "Liman yeniden açılıyor", 80, "tr"),
    ("polish", "/wiadomosci/port-znow-otwarty,812.html", "Port znów otwarty", "Port znów otwarty", 70, "pl"),
    ("chinese", "/%E6%B8%AF%E5%8F%A3%E9%87%8D%E6%96%B0%E5%BC%80%E6%94%BE", "港口重新开放 - 码头网", "港口重新开放", 60, "zh"),
    ("japanese-id", "/n/18273.html", "港がふたたび開く｜港新聞", "港がふたたび開く", 80, "ja"),
    ("no-title", "/~anna/notes.htm", "", "", 200, "en"),
    ("site-title", "/kapitel/4", "Hafenbuch", "", 180, "de"),
    ("php-id", "/show.php?id=4711", "Tide tables", "Tide tables for 2021", 140, "en"),
    ("job", "/jobs/crane-driver-4711", "Crane driver wanted", "Crane driver wanted", 110, "en"),
    ("expired-law", "/law/act-12-expired-provisions", "Expired provisions of Act 12", "Expired provisions of Act 12", 220, "en"),
    ("search-page", "/search?q=quay", "Search: quay", "14 results for quay", 90, "en"),
    ("empty-search", "/suche?q=zzz", "Suche", "Keine Treffer", 20, "de"),
    ("error-page-cited", "/404.html", "Page not found - Quay Notes", "Page not found", 20, "en"),
    ("status-list", "/httpstatus/404", "404 Not Found", "404 Not Found", 60, "en"),
]  # fmt: skip


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
    for name, path, title, heading, count, language in ABOUT:
        page = _page(title, heading, count, language, name)
        url = SITE + path
        yield Case(f"about-{name}", Truth.LIVE, answer(url, page))
        if len(name) % 2:
            yield Case(f"about-{name}-hard", Truth.LIVE, answer(url, page), _gone(url))
        else:
            yield Case(f"about-{name}-soft", Truth.LIVE, answer(url, page), _softly(url))


TEXTS = [
    ("sale", "/notes/a-name-i-gave-up", "A name I gave up", "Somebody wrote: buy this domain. The domain is for sale, they said."),
    ("nginx", "/notes/first-server", "My first server", "If you see this page, the nginx web server is successfully installed and working, it said."),
    ("removed", "/notes/what-was-here", "What was here", "A reader wrote: this article has been removed. It had not."),
    ("suspended", "/notes/a-week-offline", "A week offline", "It said: this account has been suspended. Contact your hosting provider."),
    ("missing", "/notes/errors-i-like", "Errors I like", "My favourite is: the page you are looking for has gone fishing."),
]  # fmt: skip


def quoting() -> Iterator[Case]:
    for name, path, title, text in TEXTS:
        for count in (80, 500):
            page = _page(f"{title} - Quay Notes", title, count, "en", name, text)
            yield Case(f"quoting-{name}-{count}", Truth.LIVE, answer(SITE + path, page))


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


HOME = Page("Quay Notes", "Notes from the quay", prose(300, seed="home"))

# Redirects that kept the page, and may be advised: (name, asked, to, title).
KEPT = [
    ("https", "http://quay-notes.example/notes/tides", f"{SITE}/notes/tides", "Tides"),
    ("slash", f"{SITE}/notes/tides", f"{SITE}/notes/tides/", "Tides"),
    ("case", f"{SITE}/Notes/Tides.HTML", f"{SITE}/notes/tides.html", "Tides"),
    ("ending", f"{SITE}/notes/tides.html", f"{SITE}/notes/tides", "Tides"),
    ("index", f"{SITE}/notes/index.html", f"{SITE}/notes/", "Notes"),
    ("language", f"{SITE}/notes/tides", f"{SITE}/de/notes/tides", "Gezeiten"),
    ("locale", f"{SITE}/notes/tides", f"{SITE}/en-gb/notes/tides", "Tides"),
    ("host", "http://notes.old-quay.example/a/low-water-marks", f"{SITE}/archive/low-water-marks", "Low water"),
    ("slug-moved", f"{SITE}/2014/05/low-water-marks.html", f"{SITE}/articles/low-water-marks", "Low water marks"),
    ("slug-longer", f"{SITE}/2014/low-water-marks", f"{SITE}/a/low-water-marks-of-the-bay-2014", "Marks"),
    ("id", f"{SITE}/index.php?id=48213", f"{SITE}/a/ebb-and-flow-48213", "Ebb and flow"),
    ("id-path", f"{SITE}/node/48213", f"{SITE}/articles/48213/ebb-and-flow", "Ebb and flow"),
    ("title", f"{SITE}/2014/low-water-marks", f"{SITE}/a/771", "Low water marks - Quay Notes"),
    ("title-new-slug", f"{SITE}/low-water-marks-found", f"{SITE}/guide/depths", "Low water marks found again"),
    ("title-to-section", f"{SITE}/guide/tides/spring", f"{SITE}/guide/tides", "Spring tides and neap tides"),
    ("pdf-moved", f"{SITE}/old/tide-report-2018.pdf", f"{SITE}/files/2018/tide-report-2018.pdf", "x"),
    ("cyrillic", f"{SITE}/novosti/parom-snova-hodit", f"{SITE}/a/9912", "Паром снова ходит"),
    ("home-www", "http://quay-notes.example/", f"{SITE}/", "Quay Notes"),
    ("home-lang", f"{SITE}/?lang=en", f"{SITE}/", "Quay Notes"),
    ("home-php", f"{SITE}/main.php", f"{SITE}/", "Quay Notes"),
    ("home-aspx", f"{SITE}/welcome.aspx", f"{SITE}/", "Quay Notes"),
    ("home-country", f"{SITE}/germany/", f"{SITE}/de/", "Quay Notes"),
    ("home-localised", f"{SITE}/", f"{SITE}/en/start", "Quay Notes"),
    ("home-index", f"{SITE}/index.htm", f"{SITE}/", "Quay Notes"),
    ("search-renamed", f"{SITE}/search?q=tides", f"{SITE}/suche?q=tides", "Suche"),
    ("tracking", f"{SITE}/notes/tides", f"{SITE}/notes/tides?from=old", "Tides"),
    ("encoded", f"{SITE}/wiki/Z%C3%BCrich_quay", f"{SITE}/wiki/Zürich_quay", "Zürich quay"),
]  # fmt: skip

# Redirects of which nothing can be advised: (name, asked, to, title).
UNSURE = [
    ("short", "https://bit.ly/3xYzAbC", f"{SITE}/", "Quay Notes"),
    ("short-deep", "https://t.co/AbCdEf1234", f"{SITE}/notes/tides", "Tides"),
    ("short-own", "https://qn.example/Ab3x9", f"{SITE}/notes/", "Notes"),
    ("doi", "https://doi.org/10.5555/quay.2014.17", "https://journal.example/article/view/17", "Mud"),
    ("handle", "https://hdl.handle.net/10419/55", "https://archive.example/items/aa-bb", "Mud"),
    ("purl", "http://purl.org/quay/terms", "https://terms.example/", "Terms"),
    ("new-slug", f"{SITE}/2014/low-water-marks", f"{SITE}/guides/reading-a-chart/part-two", ""),
    ("number", f"{SITE}/?p=812", f"{SITE}/2014/05/low-water-marks/", "Low water marks"),
    ("other-site", "http://old-paper.example/a/fog-horns", "https://group.example/articles/99/1", ""),
    ("home-renamed", "http://old-paper.example/", "https://new-paper.example/", "New Paper"),
]  # fmt: skip


def moved() -> Iterator[Case]:
    for truth, rows in ((Truth.KEPT, KEPT), (Truth.UNSURE, UNSURE)):
        for name, asked, to, title in rows:
            page = Page(title, title, prose(200, seed=name))
            for code in (301, 302):
                seen = answer(asked, page, (code, to))
                yield Case(
                    f"{truth}-{name}-{code}", truth, seen, _gone(asked) if code == 302 else None
                )


LIVE = [*about(), *quoting(), *shells(), *moved()]
