"""Live pages as most are, and live pages that look like something else."""

from __future__ import annotations

import json
from html import escape

from web import pages
from web.model import Answer
from web.shapes import ALL, FAR, SOME, WESTERN, Table
from web.site import Site, always
from web.words import LANGUAGES, lexicon

TABLE = Table()
LD = '<script type="application/ld+json">{}</script>'


def titled(site: Site, title: str, slug: str, *paragraphs: str, head: str = "") -> str:
    """An article with a given title; its path."""
    voice = site.voice("titled")
    path = site.path(slug)
    main = pages.article(voice, title, [*paragraphs, *voice.paragraphs(4, 7)])
    site.parts[path] = always(site.html(title, main, path=path, head=head))
    return path


@TABLE.add("article", ALL)
def article(site: Site) -> str:
    return site.article()


@TABLE.add("article-of-its-number", ALL)
def numbered(site: Site) -> str:
    return site.article(bare=True)


@TABLE.add("home-page", ALL)
def home(site: Site) -> str:
    return "/"


@TABLE.add("about-404", ALL)
def about_404(site: Site) -> str:
    slug = "404-" + site.voice("slug").title()[1]
    return titled(site, site.words("about_404_title"), slug, site.words("about_404_text"))


@TABLE.add("short-page", ALL)
def short(site: Site) -> str:
    path = "/info/" + site.voice("slug").title()[1].split("-")[0]
    title = site.look.outlet
    site.parts[path] = always(site.notice(title, site.words("short_page"), plain_title=True))
    return path


@TABLE.add("shop-named-not-found", ALL)
def shop(site: Site) -> str:
    title = site.words("shop_title")
    price = LD.format(json.dumps({"@type": "Product", "name": title, "offers": {"price": "34.00"}}))
    path = f"/products/{site.chance.randint(100, 999)}-not-found"
    voice = site.voice("shop")
    main = f"<h1>{escape(title)}</h1><p>34,00</p><button>+</button><p>{voice.paragraph(1, 2)}</p>"
    site.parts[path] = always(site.html(title, main, path=path, head=price))
    return path


@TABLE.add("metered-article", ALL)
def metered(site: Site) -> str:
    voice = site.voice("metered")
    title, slug = voice.title()
    stated = LD.format(json.dumps({"@type": "NewsArticle", "isAccessibleForFree": False}))
    main = pages.article(voice, title, voice.paragraphs(2, 3))
    form = f"<form><input type=password name=p><button>{site.words('submit')}</button></form>"
    path = site.path(slug)
    offer = f"<section class=offer><p>{site.words('paywall')}</p>{form}</section>"
    site.parts[path] = always(site.html(title, main + offer, path=path, head=stated))
    return path


@TABLE.add("form-in-the-menu", SOME)
def form_in_menu(site: Site) -> str:
    """A page with a sign-in form in its head, as forums have."""
    voice = site.voice("forum")
    title, slug = voice.title()
    form = (
        f'<form action="/login">{site.words("user")} <input name=u>{site.words("password")} '
        f"<input type=password name=p><button>{site.words('submit')}</button></form>"
    )
    path = site.path(slug)
    main = form + pages.article(voice, title, voice.paragraphs(5, 8))
    site.parts[path] = always(site.html(title, main, path=path))
    return path


@TABLE.add("overlay-for-consent", WESTERN)
def overlay(site: Site) -> str:
    voice = site.voice("overlay")
    title, slug = voice.title()
    path = site.path(slug)
    asks = pages.notice(site.words("consent_title"), site.words("consent_text"), "h2")
    over = f'<div class="cmp-overlay">{asks}</div>'
    main = over + pages.article(voice, title, voice.paragraphs(5, 8))
    site.parts[path] = always(site.html(title, main, path=path))
    return path


@TABLE.add("widget-against-robots", SOME)
def widget(site: Site) -> str:
    """The comment form is guarded by a widget; the page is open to all."""
    voice = site.voice("widget")
    title, slug = voice.title()
    path = site.path(slug)
    guard = (
        '<script src="https://challenges.cloudflare.com/turnstile/v0/api.js" async></script>'
        '<form><div class="cf-turnstile" data-sitekey="0x4AAA"></div>'
        '<div class="g-recaptcha" data-sitekey="6Lc"></div><textarea></textarea></form>'
    )
    main = pages.article(voice, title, voice.paragraphs(5, 8)) + guard
    site.parts[path] = always(site.html(title, main, path=path))
    return path


@TABLE.add("behind-a-network", SOME)
def behind_network(site: Site) -> str:
    """Headers and cookies of content networks stand on good pages too."""
    path = site.article()
    served = site.parts[path]

    def part(request, day):  # type: ignore[no-untyped-def]
        return served(request, day).with_headers(
            ("Server", "cloudflare"), ("CF-RAY", "8a1b2c3d4e5f6a7b-FRA"),
            ("Set-Cookie", "visid_incap_1=abc; path=/"), ("Set-Cookie", "_abck=1~-1; path=/"),
            ("X-Iinfo", "7-1-1 NNNN CT(1 1 0)"), ("Set-Cookie", "datadome=xyz; path=/"),
        )  # fmt: skip

    site.parts[path] = part
    return path


WALLS, SALES, ACCOUNTS = ("en", "de", "ru", "fr", "zh"), ("en", "de", "es", "zh"), SOME


def told(site: Site, what: str) -> str:
    """An article on a subject whose words stand on other pages as signs."""
    words = lexicon(site.language)["articles"][what]
    return titled(site, words["title"], what.replace("_", "-"), words["text"])


@TABLE.add("about-walls", WALLS)
def about_walls(site: Site) -> str:
    return told(site, "about_walls")


@TABLE.add("about-domain-sales", SALES)
def about_sales(site: Site) -> str:
    return told(site, "about_sales")


@TABLE.add("about-suspended-accounts", ACCOUNTS)
def about_accounts(site: Site) -> str:
    return told(site, "about_accounts")


@TABLE.add("page-of-pictures", SOME)
def pictures(site: Site) -> str:
    path = site.path("gallery-" + site.voice("slug").title()[1])
    images = "".join(f'<img src="/i/{n}.jpg" alt="">' for n in range(24))
    site.parts[path] = always(site.html(site.voice("slug").title()[0], images, path=path))
    return path


@TABLE.add("not-html", WESTERN)
def not_html(site: Site) -> str:
    kind, path, body = {
        "en": ("application/pdf", "/files/report-2019.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\n" * 200),
        "de": ("image/jpeg", "/bilder/bruecke.jpg", b"\xff\xd8\xff\xe0" + b"\x11" * 5_000),
        "fr": ("text/plain; charset=utf-8", "/notes.txt", b"Une note.\n" * 80),
        "es": ("application/json", "/datos/mareas.json", b'{"mareas": [1.2, 1.9]}'),
    }[site.language]
    site.parts[path] = lambda request, day: Answer(body, kind=kind)
    return path


@TABLE.add("found-by-searching", SOME)
def search_results(site: Site) -> str:
    """A search that is cited itself, and finds something."""
    voice = site.voice("search")
    hits = "".join(
        f"<li><a href=/{s}>{t}</a><p>{voice.paragraph(1, 2)}</p></li>" for t, s in site.look.cards
    )
    path = f"/search?q={voice.title()[1].split('-')[0]}"
    site.parts[path] = always(site.html(site.words("search_title"), f"<h1>8</h1><ul>{hits}</ul>"))
    return path


@TABLE.add("path-with-login-words", FAR)
def docs(site: Site) -> str:
    path = {
        "en": "/docs/auth/overview",
        "ru": "/podcasts/subscribe/vypusk-12",
        "zh": "/help/login-methods/compare",
    }[site.language]
    return site.article(path=path)


@TABLE.add("page-that-changes-daily", ALL)
def changing(site: Site) -> str:
    """Cards, a counter and the first words change every day; the article stays."""
    voice = site.voice("daily")
    title, slug = voice.title()
    path = site.path(slug)
    text = voice.paragraphs(4, 6)

    def part(request, day):  # type: ignore[no-untyped-def]
        today = site.voice(f"day {day}")
        news = "".join(f"<p>{today.paragraph(1, 2)}</p>" for _ in range(4))
        main = pages.article(site.voice("daily"), title, text) + f"<aside>{news}</aside>"
        return Answer(site.html(title, main, path=path))

    site.parts[path] = part
    return path


@TABLE.add("long-page-in-few-words", LANGUAGES[:3])
def table_page(site: Site) -> str:
    """A page of figures."""
    rows = "".join(
        f"<tr><td>{year}</td><td>{site.chance.random():.3f}</td><td>{site.chance.random():.3f}</td></tr>"
        for year in range(1950, 2020)
    )
    title, slug = site.voice("table").title()
    path = site.path(slug)
    site.parts[path] = always(site.html(title, f"<h1>{title}</h1><table>{rows}</table>", path=path))
    return path
