"""More soft-dead links: other words, other places, other ways to say nothing of it."""

from __future__ import annotations

import json
from html import escape

from web import pages
from web.model import Answer, Place, Reply, Request, Truth
from web.shapes import ALL, FAR, SOME, WESTERN, Table, true
from web.site import Site, always, redirect

TABLE = Table()


def _lost(site: Site, path: str | None = None, *, bare: bool = False) -> str:
    true(site, Truth.SOFT_DEAD)
    return path or site.path(site.voice().title()[1], bare=bare)


def _whole(site: Site, page: str) -> str:
    site.parts["/"] = site.unknown = always(page)
    site.parts["/robots.txt"] = always("", 404)
    return _lost(site)


@TABLE.add("withdrawn-in-other-words", ALL)
def withdrawn(site: Site) -> str:
    """The old headline stands over one sentence; other names get a true 404."""
    title, slug = site.voice("old").title()
    path = _lost(site, site.path(slug))
    text = site.voice("why").pick("removed_more")
    site.parts[path] = always(site.notice(title, text))
    return path


@TABLE.add("not-found-in-other-words", ALL)
def other_words(site: Site) -> str:
    """A page of few words for every name, under the site's own title."""
    says = site.voice("others").not_found()
    page = site.html(
        site.look.outlet, pages.notice(says["heading"], says["text"]), plain_title=True
    )
    site.unknown = always(page)
    return _lost(site, bare=True)


@TABLE.add("not-found-among-teasers", ALL)
def teasers(site: Site) -> str:
    """The sentence stands between long teasers, which change from minute to minute."""
    count = iter(range(10**9))

    def unknown(request: Request, day: int) -> Reply:
        voice = site.voice(f"teasers {next(count)}")
        says = site.voice("missing").not_found()
        tiles = "".join(
            f"<h3>{voice.title()[0]}</h3><p>{voice.paragraph(3, 5)}</p>" for _ in range(8)
        )
        main = pages.notice(says["heading"], says["text"], "h2") + tiles
        return Answer(site.html(says["title"], main))

    site.unknown = unknown
    return _lost(site)


@TABLE.add("empty-result-of-a-database", SOME)
def empty_record(site: Site) -> str:
    """A register without the record: the form to search it again."""
    form = "<form><input name=q><button>OK</button></form>"
    page = site.html(site.look.outlet, f"{form}<p>{site.words('search_text')}</p>")
    site.unknown = always(page)
    return _lost(site, f"/record.php?id={site.chance.randint(10_000, 99_999)}")


@TABLE.add("application-says-404", ("en", "de"))
def application(site: Site) -> str:
    """A rendered application that tells of the missing page with status 200."""
    says = site.voice("missing").not_found()
    state = json.dumps({"page": "/_error", "props": {"statusCode": 404}})
    script = f'<script id="__NEXT_DATA__" type="application/json">{state}</script>'
    main = f"<h1>404</h1><h2>{escape(says['heading'])}</h2>"
    site.unknown = always(site.html(f"404: {says['title']}", main + script, plain_title=True))
    return _lost(site)


@TABLE.add("all-go-to-the-newest", ("en", "ru"))
def newest(site: Site) -> str:
    """Every missing name is led to the newest article."""
    latest = site.article(path="/latest/" + site.voice("newest").title()[1], what="newest")
    site.unknown = lambda request, day: redirect(latest)
    return _lost(site)


@TABLE.add("all-go-to-the-parent", WESTERN)
def parent(site: Site) -> str:
    """A folder answers for all that is missing below it."""
    folder = "/projects/harbour/"
    listing = f"<h1>{site.look.outlet}</h1>{pages.cards(site.look, 8)}"
    site.parts[folder] = always(site.html(site.look.outlet, listing))
    site.unknown = lambda request, day: redirect(folder, 301)
    return _lost(site, f"{folder}reports/{site.voice().title()[1]}.pdf")


@TABLE.add("product-sent-to-its-category", ("en", "de", "zh"))
def category(site: Site) -> str:
    shelf = f"/{site.voice().pick('sections')[1]}/catalogue"
    tiles = "".join(f"<li>{t} – 12,00</li>" for t, _ in site.look.cards)
    site.parts[shelf] = always(site.html(site.look.outlet, f"<h1>12</h1><ul>{tiles}</ul>"))
    path = _lost(site, f"{shelf}/{site.voice().title()[1]}-p{site.chance.randint(100, 999)}")
    site.parts[path] = lambda request, day: redirect(shelf, 301)
    return path


@TABLE.add("other-host-for-all", ("fr", "zh"))
def other_host(site: Site) -> Place:
    """After a merger every address leads to one page of the new house."""
    other = Site(site.language, site.key + " merged")
    greeting = other.article(path="/about/merger", what="merger")
    to = other.root + greeting
    site.parts["/"] = site.unknown = lambda request, day: redirect(to, 301)
    link = site.link(_lost(site), "other-host-for-all")
    return Place((link,), (site.host(), other.host()))


@TABLE.add("listed-on-a-market", ALL)
def listed(site: Site) -> str:
    title, text = site.voice("market").pick("parked_more")
    name = site.name.removeprefix("www.")
    main = pages.notice(title.format(name), text)
    return _whole(site, site.html(title.format(name), main, plain_title=True, furniture=False))


@TABLE.add("switched-off-by-its-provider", ALL)
def switched_off(site: Site) -> str:
    title, text = site.voice("provider").pick("suspended_more")
    return _whole(site, site.notice(title, text, plain_title=True, furniture=False))


@TABLE.add("another-business-in-its-place", FAR)
def another_business(site: Site) -> str:
    """A new owner with a real home page, which stands for every old address too."""
    voice = site.voice("business")
    main = f"<h1>{site.look.outlet}</h1>" + "".join(
        f"<section><h2>{voice.title()[0]}</h2><p>{voice.paragraph()}</p></section>"
        for _ in range(6)
    )
    return _whole(site, site.html(site.look.outlet, main, plain_title=True))


@TABLE.add("only-this-one-sent-to-another-article", ALL)
def another_article(site: Site) -> str:
    """An editor's redirect to a page on something else; other names get a true 404."""
    titles = iter(site.voice(f"try {n}").title()[1] for n in range(20))
    old = site.voice().title()[1]
    topic = old.split("-")[0]
    what = next(n for n, slug in enumerate(titles) if slug.split("-")[0] != topic)
    new = site.article(path=f"/topics/{site.chance.randint(10, 99)}", what=f"try {what}")
    path = _lost(site, site.path(old))
    site.parts[path] = lambda request, day: redirect(new, 301)
    return path
