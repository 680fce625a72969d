"""Live pages on hosts that say odd things: a status that does not fit, or 200 to everything."""

from __future__ import annotations

import json
from html import escape

from web.model import Answer, Reply, Request
from web.shapes import ALL, SOME, WESTERN, Table
from web.site import Site, always, redirect

TABLE = Table()


def shell(site: Site, title: str | None = None, head: str = "") -> str:
    """The page of an application: a script must make all that is to be seen."""
    return (
        f'<!doctype html><html lang="{site.language}"><head><meta charset=utf-8>'
        f"<title>{escape(title or site.look.outlet)}</title>{head}"
        '<script type="module" src="/assets/index-4f2a.js"></script></head><body>'
        '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>'
        "</body></html>"
    )


@TABLE.add("app-shell", ("en", "zh"))
def app_shell(site: Site) -> str:
    """The same bytes for every path; the application shows the article."""
    page = shell(site)
    site.before = lambda request, day: (
        Answer("", 404) if request.path == "/robots.txt" else Answer(page)
    )
    return site.path(site.voice().title()[1])


@TABLE.add("app-shell-with-title", SOME)
def app_shell_with_title(site: Site) -> str:
    """The server writes title and description of the article into the shell."""
    title, slug = site.voice().title()
    path = site.path(slug)
    about = f'<meta property="og:title" content="{escape(title)}">'
    site.parts[path] = always(shell(site, f"{title} | {site.look.outlet}", about))
    site.unknown = always(shell(site))
    return path


@TABLE.add("app-fallback-404", ("en", "de", "fr"), https=True)
def fallback(site: Site) -> str:
    """A host of files gives the application with status 404, which then shows the page."""
    site.unknown = always(shell(site), 404)
    return "/" + site.voice().title()[1]


@TABLE.add("article-with-404", ("en", "es"))
def article_with_404(site: Site) -> str:
    """The whole article, and a wrong status."""
    return _with_status(site, 404)


@TABLE.add("article-with-500", ("en", "ru", "zh"))
def article_with_500(site: Site) -> str:
    return _with_status(site, 500)


@TABLE.add("article-with-403", ("de",))
def article_with_403(site: Site) -> str:
    return _with_status(site, 403)


def _with_status(site: Site, status: int) -> str:
    path = site.article()
    page = site.parts[path]

    def part(request: Request, day: int) -> Reply:
        whole = page(request, day)
        assert isinstance(whole, Answer)
        return Answer(whole.body, status, reason="Odd")

    site.parts[path] = part
    return path


@TABLE.add("200-to-everything", ALL)
def everything(site: Site) -> str:
    """The page is there; any other name gets a friendly page with status 200."""
    site.unknown = lambda request, day: Answer(site.missing_page())
    return site.article(bare=site.chance.random() < 0.5)


@TABLE.add("home-to-everything", WESTERN)
def home_to_everything(site: Site) -> str:
    """The page is there; any other name is sent home."""
    site.unknown = lambda request, day: redirect("/")
    return site.article(bare=site.chance.random() < 0.5)


@TABLE.add("other-words-to-everything", SOME)
def anything(site: Site) -> str:
    """The page is there; any other name gets the newest articles."""
    site.unknown = lambda request, day: Answer(site.home())
    return site.article(bare=True)


@TABLE.add("article-in-a-script", ("en", "fr"))
def article_in_script(site: Site) -> str:
    """A rendered page whose text stands in the state of its application too."""
    path = site.article()
    page = site.parts[path]

    def part(request: Request, day: int) -> Reply:
        whole = page(request, day)
        assert isinstance(whole, Answer)
        state = json.dumps({"notFound": False, "errors": {"404": "Page not found"}, "login": None})
        data = f'<script id="__NEXT_DATA__" type="application/json">{state}</script></body>'
        return Answer(str(whole.body).replace("</body>", data))

    site.parts[path] = part
    return path
