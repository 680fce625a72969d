"""Plainly dead links."""

from __future__ import annotations

from web.model import Answer, Dns, Place, Truth, Weather
from web.shapes import ALL, SOME, WESTERN, Table, true, weather
from web.site import Site, always, redirect

TABLE = Table()


def _gone_path(site: Site) -> str:
    true(site, Truth.DEAD)
    return site.path(site.voice().title()[1])


@TABLE.add("404", ALL)
def missing(site: Site) -> str:
    return _gone_path(site)


@TABLE.add("404-long-page", ALL)
def missing_long(site: Site) -> str:
    """A page of articles to read instead, with the right status."""
    site.unknown = lambda request, day: Answer(site.missing_page(long=True), 404)
    return _gone_path(site)


@TABLE.add("404-bare", ("en", "zh"))
def missing_bare(site: Site) -> str:
    site.unknown = always(
        "<html><head><title>404 Not Found</title></head><body>nginx</body></html>", 404
    )
    return _gone_path(site)


@TABLE.add("404-behind-a-network", ("en", "de"))
def missing_network(site: Site) -> str:
    headers = (
        ("Server", "cloudflare"),
        ("CF-RAY", "8a1b-FRA"),
        ("Set-Cookie", "__cf_bm=a; path=/"),
    )
    site.unknown = lambda request, day: Answer(site.missing_page(), 404, headers)
    return _gone_path(site)


@TABLE.add("404-after-301", ("fr", "ru"))
def missing_after(site: Site) -> str:
    path = _gone_path(site)
    site.parts[path] = lambda request, day: redirect(f"/new{path}", 301)
    return path


@TABLE.add("410", SOME)
def gone(site: Site) -> str:
    path = _gone_path(site)
    site.parts[path] = lambda request, day: Answer(site.missing_page(), 410, reason="Gone")
    return path


@TABLE.add("no-such-name", WESTERN)
def no_name(site: Site) -> str:
    weather(site, Weather(dns=Dns.NXDOMAIN))
    return _gone_path(site)


@TABLE.add("301-to-no-such-name", ("en",))
def to_no_name(site: Site) -> Place:
    path = _gone_path(site)
    site.parts[path] = lambda request, day: redirect("https://velmarosta71.com" + path, 301)
    return site.place(path, "301-to-no-such-name")
