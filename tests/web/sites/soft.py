"""Soft-dead links: something else stands where the page was, and the server says nothing of it."""

from __future__ import annotations

from collections.abc import Callable

from web import pages
from web.model import Answer, Place, Reply, Request, Truth
from web.shapes import ALL, SOME, WESTERN, Table, true
from web.site import Site, always, redirect

TABLE = Table()


def _lost(site: Site, *, bare: bool = False) -> str:
    true(site, Truth.SOFT_DEAD)
    return site.path(site.voice().title()[1], bare=bare)


def _everywhere(site: Site, said: Callable[[], str], *, bare: bool = False) -> str:
    site.unknown = lambda request, day: Answer(said())
    return _lost(site, bare=bare)


@TABLE.add("soft-404", ALL)
def soft_404(site: Site) -> str:
    return _everywhere(site, site.missing_page)


@TABLE.add("soft-404-by-number", ALL)
def soft_404_number(site: Site) -> str:
    return _everywhere(site, lambda: site.missing_page(long=True), bare=True)


@TABLE.add("soft-404-without-words", ALL)
def wordless(site: Site) -> str:
    """Every name gets the newest articles under the title of the site."""
    return _everywhere(site, site.home)


@TABLE.add("soft-404-in-turns", SOME)
def in_turns(site: Site) -> str:
    """The page of a missing name shows other cards each time, and the path that was asked."""
    count = iter(range(10**9))

    def said(request: Request, day: int) -> Reply:
        voice = site.voice(f"turn {next(count)}")
        says = site.voice("missing").not_found()
        tiles = "".join(
            f"<h3>{voice.title()[0]}</h3><p>{voice.paragraph(1, 1)}</p>" for _ in range(5)
        )
        main = pages.notice(says["heading"], f"{says['text']} {request.path}") + tiles
        return Answer(site.html(says["title"], main))

    site.unknown = said
    return _lost(site)


@TABLE.add("article-removed", ALL)
def removed(site: Site) -> str:
    """Only this page says so; a name that never was gets a true 404."""
    path = _lost(site)
    title = site.look.outlet
    site.parts[path] = always(site.notice(title, site.words("removed"), plain_title=True))
    return path


@TABLE.add("listing-ended", SOME)
def ended(site: Site) -> str:
    path = _lost(site, bare=True)
    title = site.words("listing_gone")
    main = pages.notice(title, "") + pages.cards(site.look, 8)
    site.parts[path] = always(site.html(title, main))
    return path


@TABLE.add("empty-template", ("en", "es", "zh"))
def empty_template(site: Site) -> str:
    """The router knows the shape of the address, and finds nothing to put into the page."""
    return _everywhere(site, lambda: site.html("", "<article><h1></h1></article>"))


@TABLE.add("json-error", ("en",))
def json_error(site: Site) -> str:
    true(site, Truth.SOFT_DEAD)
    body = '{"status":"error","code":404,"message":"Document not found"}'
    site.unknown = lambda request, day: Answer(body, kind="application/json")
    return "/api/v1/documents/48213"


# Sent elsewhere.


def _sent(site: Site, to: str | Callable[[Request], str], status: int = 302) -> str:
    """Every unknown name is sent to one place."""
    site.unknown = lambda request, day: redirect(to if isinstance(to, str) else to(request), status)
    return _lost(site)


@TABLE.add("sent-home", ALL)
def sent_home(site: Site) -> str:
    return _sent(site, "/", site.chance.choice((301, 302)))


@TABLE.add("sent-to-a-language-home", ("en", "fr"))
def sent_language_home(site: Site) -> str:
    home = f"/{site.language}/"
    site.parts[home] = always(site.home())
    return _sent(site, home, 301)


@TABLE.add("sent-to-a-named-home", SOME)
def sent_named_home(site: Site) -> str:
    home = {"en": "/pages/home", "de": "/start.html", "ru": "/news/home.html"}[site.language]
    site.parts[home] = always(site.home())
    return _sent(site, home, 301)


@TABLE.add("sent-to-an-error-page", WESTERN)
def sent_error(site: Site) -> str:
    at = {"en": "/error/404.html", "de": "/fehler", "fr": "/page-non-trouvee", "es": "/404"}
    page = at[site.language]
    site.parts[page] = lambda request, day: Answer(site.missing_page())
    return _sent(site, page)


@TABLE.add("sent-home-with-a-mark", ("en", "zh"))
def sent_mark(site: Site) -> str:
    return _sent(site, "/?e=404", 301)


@TABLE.add("sent-to-a-section", WESTERN)
def sent_section(site: Site) -> str:
    section = site.voice().pick("sections")[1]
    site.unknown = lambda request, day: redirect(f"/{section}", 301)
    true(site, Truth.SOFT_DEAD)
    return f"/{section}/{site.chance.randint(2008, 2016)}/{site.voice().title()[1]}"


@TABLE.add("only-this-one-sent-to-a-section", SOME)
def this_one_to_section(site: Site) -> str:
    """A rule was written for this one page; other names get a true 404."""
    section = site.voice().pick("sections")[1]
    path = _lost(site)
    site.parts[path] = lambda request, day: redirect(f"/{section}", 301)
    return path


@TABLE.add("only-this-one-sent-home", SOME)
def this_one_home(site: Site) -> str:
    path = _lost(site)
    site.parts[path] = lambda request, day: redirect("/", 301)
    return path


@TABLE.add("sent-to-a-search", ("en", "es", "ru"))
def sent_search(site: Site) -> str:
    path = f"/{'search' if site.language == 'en' else 'busca'}"
    page = site.notice(site.words("search_title"), site.words("search_text"))
    site.parts[path] = always(page)
    return _sent(site, lambda request: f"{path}?q={request.path.split('/')[-1]}")


@TABLE.add("sent-to-a-site-map", ("de",))
def sent_map(site: Site) -> str:
    main = f"<h1>{site.words('sitemap_title')}</h1>{pages.cards(site.look, 8)}"
    site.parts["/sitemap"] = always(site.html(site.words("sitemap_title"), main))
    return _sent(site, "/sitemap", 301)


@TABLE.add("sent-to-another-home", WESTERN)
def another_home(site: Site) -> Place:
    """The name was bought, and all its addresses lead to the buyer's home page."""
    buyer = Site(site.language, site.key + " buyer")
    path = _lost(site)
    site.parts["/"] = site.unknown = lambda request, day: redirect(buyer.root + "/", 301)
    return Place((site.link(path, "sent-to-another-home"),), (site.host(), buyer.host()))


@TABLE.add("refreshed-home", ("en", "fr"))
def refreshed(site: Site) -> str:
    head = f'<meta http-equiv="refresh" content="3;URL={site.root}/">'
    says = site.voice("missing").not_found()
    page = site.html(site.look.outlet, f"<p>{says['text']}</p>", head=head, plain_title=True)
    site.unknown = always(page)
    return _lost(site)


@TABLE.add("refreshed-home-by-header", ("de",))
def refreshed_header(site: Site) -> str:
    site.unknown = always("<title>…</title>", 200, ("Refresh", "0; url=/"))
    return _lost(site)


@TABLE.add("scripted-home", ("en", "ru"))
def scripted(site: Site) -> str:
    to = "window.location.href = '/';" if site.language == "en" else "location.replace('/')"
    site.unknown = always(f"<html><head><script>{to}</script></head><body></body></html>")
    return _lost(site)
