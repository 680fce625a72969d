"""Live pages whose addresses are written as people write them."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from web.model import Place
from web.shapes import FAR, SOME, WESTERN, Table
from web.site import Site

TABLE = Table()
NAMES = {"de": "Grünbrück_(Nordmark)", "ru": "Кедрогорск", "zh": "青阁湾", "fr": "Lanvélec"}
HOSTS = {
    "de": "küstenblatt{}.de",
    "fr": "lanvélec{}.fr",
    "ru": "кедрогорск{}.ru",
    "zh": "青阁{}.cn",
}


def _cited(site: Site, kind: str, path: str, written: str) -> Place:
    """The page at `path`, cited as `written`."""
    if path not in site.parts:
        site.article(path=path)
    link = replace(site.link(path, kind), url=written)
    return Place((link,), (site.host(),))


@TABLE.add("path-in-its-own-letters", tuple(NAMES))
def letters(site: Site) -> Place:
    name = NAMES[site.language]
    path = f"/wiki/{quote(name, safe='()_')}"
    return _cited(site, "path-in-its-own-letters", path, f"{site.root}/wiki/{name}")


@TABLE.add("path-in-percent-signs", tuple(NAMES))
def percent(site: Site) -> Place:
    path = f"/wiki/{quote(NAMES[site.language], safe='()_')}"
    return _cited(site, "path-in-percent-signs", path, site.root + path)


@TABLE.add("host-in-its-own-letters", tuple(HOSTS))
def host(site: Site) -> Place:
    shown = HOSTS[site.language].format(site.chance.randint(10, 99))
    site.name = shown.encode("idna").decode()
    path = site.article()
    return _cited(site, "host-in-its-own-letters", path, f"{site.scheme}://{shown}{path}")


@TABLE.add("host-with-an-underscore", ("en",), https=False)
def underscore(site: Site) -> str:
    site.name = "old_archive." + site.name.removeprefix("www.")
    return site.article()


@TABLE.add("host-in-capitals", ("en", "fr"))
def capitals(site: Site) -> Place:
    path = site.article()
    written = f"{site.scheme}://{site.name.upper()}{path}"
    return _cited(site, "host-in-capitals", path, written)


@TABLE.add("port-that-goes-without-saying", SOME)
def port(site: Site) -> Place:
    path = site.article()
    number = 443 if site.scheme == "https" else 80
    written = f"{site.scheme}://{site.name}:{number}{path}"
    return _cited(site, "port-that-goes-without-saying", path, written)


@TABLE.add("query-of-a-campaign", WESTERN)
def campaign(site: Site) -> Place:
    path = site.article()
    mark = "&" if "?" in path else "?"
    written = f"{site.root}{path}{mark}utm_source=letter&utm_medium=email"
    site.parts[written.removeprefix(site.root)] = site.parts[path]
    return _cited(site, "query-of-a-campaign", path, written)


@TABLE.add("session-in-the-path", FAR)
def session(site: Site) -> Place:
    path = site.article(bare=True).partition("?")[0].rstrip("/") + ";jsessionid=8F2A"
    return _cited(site, "session-in-the-path", path, site.root + path)


@TABLE.add("two-slashes", ("de", "es"))
def slashes(site: Site) -> Place:
    path = "//" + site.voice("main").title()[1]
    return _cited(site, "two-slashes", path, site.root + path)
