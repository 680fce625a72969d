"""Names that another one holds now: parked, suspended, freshly set up."""

from __future__ import annotations

from web import pages
from web.model import Answer, Place, Truth
from web.shapes import ALL, SOME, Table, true
from web.site import Site, always, redirect

TABLE = Table()


def _lost(site: Site) -> str:
    true(site, Truth.SOFT_DEAD)
    return site.path(site.voice().title()[1])


def _whole(site: Site, page: str) -> str:
    """The same page for every path, the home page too."""
    site.parts["/"] = site.unknown = always(page)
    site.parts["/robots.txt"] = always("", 404)
    return _lost(site)


def parked_page(site: Site) -> str:
    """A page of a market for names: who owns it, what it costs, and lists of advertisements."""
    title = site.words("parked_title").format(site.name.removeprefix("www."))
    offer = f'<a href="https://marketplace-of-names.net/buy/{site.name}">{title}</a>'
    ads = "".join(f"<li><a href='/?ad={n}'>{site.voice(str(n)).sentence()}</a>" for n in range(4))
    main = pages.notice(title, site.words("parked_text")) + f"{offer}<ul>{ads}</ul>"
    return site.html(title, main, plain_title=True, furniture=False)


@TABLE.add("parked", ALL)
def parked(site: Site) -> str:
    return _whole(site, parked_page(site))


@TABLE.add("parked-by-a-script", ("en", "es"))
def parked_script(site: Site) -> str:
    """Advertisements that a script fetches."""
    page = (
        f"<html><head><title>{site.name}</title></head><body><div id=partner></div>"
        "<script src='https://d1.parking-feed.net/park.js'></script>"
        f"<p>{site.words('parked_text')}</p></body></html>"
    )
    return _whole(site, page)


@TABLE.add("parked-with-real-text", SOME)
def parked_text(site: Site) -> str:
    """A new owner's texts on casinos and credit, the same for every address."""
    voice = site.voice("owner")
    title = {"en": "Best online casino bonuses 2026", "de": "Online Casino Bonus ohne Einzahlung",
             "ru": "Онлайн казино и ставки на спорт"}[site.language]  # fmt: skip
    return _whole(site, site.html(title, pages.article(voice, title, voice.paragraphs(8, 10))))


@TABLE.add("sent-to-a-market-for-names", ("en", "fr"))
def market(site: Site) -> Place:
    other = Site("en", site.key + site.language + " market")
    other.parts["/domain"] = always(parked_page(site))
    path = _lost(site)
    to = f"{other.root}/domain?name={site.name}"
    site.parts["/"] = site.unknown = lambda request, day: redirect(to)
    return Place((site.link(path, "sent-to-a-market-for-names"),), (site.host(), other.host()))


@TABLE.add("suspended", ALL)
def suspended(site: Site) -> str:
    page = site.notice(
        site.words("suspended_title"), site.words("suspended_text"),
        plain_title=True, furniture=False,
    )  # fmt: skip
    return _whole(site, page)


@TABLE.add("suspended-page", ("en",))
def suspended_redirect(site: Site) -> str:
    page = site.notice(
        site.words("suspended_title"), site.words("suspended_text"),
        plain_title=True, furniture=False,
    )  # fmt: skip
    site.parts["/cgi-sys/suspendedpage.cgi"] = always(page)
    site.parts["/"] = site.unknown = lambda request, day: redirect("/cgi-sys/suspendedpage.cgi")
    return _lost(site)


DEFAULTS = {
    "en": (
        "<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>If you see this page, the "
        "nginx web server is successfully installed and working.</p>"
    ),
    "de": (
        "<title>Apache2 Debian Default Page: It works</title><h1>It works!</h1><p>This is the "
        "default welcome page used to test the Apache2 server after installation.</p>"
    ),
    "es": "<title>IIS Windows Server</title><body><img src='iisstart.png' alt='IIS'></body>",
}
"""Pages that come with a server; elsewhere a provider greets in the language of its customers."""


@TABLE.add("default-page", ALL)
def default_page(site: Site) -> str:
    """What a server shows that nobody has set up yet; some of providers in their language."""
    title = site.words("default_title")
    own = f"<title>{title}</title><h1>{title}</h1><p>{site.name}</p>"
    return _whole(site, DEFAULTS.get(site.language, own))


__all__ = ["TABLE", "Answer"]
