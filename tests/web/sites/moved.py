"""Live pages at another address than the cited one, and ways to say so."""

from __future__ import annotations

from html import escape

from web.model import Answer, Host, Place, Request, Truth
from web.shapes import ALL, ONE, SOME, WESTERN, Table
from web.site import Site, always, redirect

TABLE = Table()


def _to(site: Site, kind: str, old: str, new: str, status: int = 301) -> Place:
    """The cited path leads to another one of the site."""
    site.parts[old] = lambda request, day: redirect(site.root + new, status)
    moved = site.root + new if status in (301, 308) else None
    return site.place(old, kind, moved_to=moved)


@TABLE.add("moved-with-its-slug", ALL)
def with_slug(site: Site) -> Place:
    slug = site.voice("main").title()[1]
    new = site.article(path=f"/archive/{site.chance.randint(100, 999)}/{slug}")
    return _to(site, "moved-with-its-slug", f"/old/{slug}.html", new)


@TABLE.add("moved-to-a-new-slug", ALL)
def new_slug(site: Site) -> Place:
    """Another slug for the same headline: its words are in the title, some in the old slug."""
    words = site.voice("main").title()[1].split("-")
    new = site.article(path=f"/story/{site.chance.randint(10_000, 99_999)}")
    return _to(site, "moved-to-a-new-slug", f"/2012/{'-'.join(words[:4])}", new)


@TABLE.add("moved-from-a-number", WESTERN)
def from_number(site: Site) -> Place:
    """The old address has no words; other names are missing."""
    slug = site.voice("main").title()[1]
    new = site.article(path=f"/a/{slug}")
    return _to(site, "moved-from-a-number", f"/story.php?id={site.chance.randint(10, 9999)}", new)


@TABLE.add("moved-to-https", SOME, https=False)
def to_https(site: Site) -> Place:
    path = site.article()
    page = site.parts[path]
    new = f"https://{site.name}{path}"
    site.parts[path] = lambda request, day: (
        page(request, day) if request.scheme == "https" else redirect(new, 301)
    )
    return site.place(path, "moved-to-https", moved_to=new)


@TABLE.add("moved-to-another-host", SOME)
def another_host(site: Site) -> Place:
    """A newspaper under a new name, all its pages kept."""
    other = Site(site.language, site.key + " renamed")
    path = other.article()
    new = other.root + path
    site.parts[path] = lambda request, day: redirect(new, 301)
    link = site.link(path, "moved-to-another-host", moved_to=new)
    return Place((link,), (site.host(), other.host()))


@TABLE.add("temporarily-elsewhere", SOME)
def temporary(site: Site) -> Place:
    new = site.article()
    return _to(site, "temporarily-elsewhere", f"/go{new}", new, 302)


@TABLE.add("with-a-language-before", WESTERN)
def language_before(site: Site) -> Place:
    slug = site.voice("main").title()[1]
    new = site.article(path=f"/{site.language}/{slug}")
    return _to(site, "with-a-language-before", f"/{slug}", new, 302)


@TABLE.add("a-slash-at-the-end", ("en", "ru"))
def slash(site: Site) -> Place:
    slug = site.voice("main").title()[1]
    return _to(site, "a-slash-at-the-end", f"/{slug}", site.article(path=f"/{slug}/"))


@TABLE.add("by-refresh", WESTERN)
def by_refresh(site: Site) -> str:
    """A page of the old kind, which says that it has moved."""
    slug = site.voice("main").title()[1]
    new = site.article(path=f"/new/{slug}")
    head = f'<meta http-equiv="refresh" content="0; url={site.root}{new}">'
    body = site.html("→", f'<p><a href="{new}">→</a></p>', head=head)
    old = f"/~old/{slug}.htm"
    site.parts[old] = always(body)
    return old


@TABLE.add("twelve-hops", SOME)
def twelve(site: Site) -> Place:
    return _chain(site, 12, "twelve-hops")


@TABLE.add("eighteen-hops", ("es",))
def eighteen(site: Site) -> Place:
    return _chain(site, 18, "eighteen-hops")


def _chain(site: Site, hops: int, kind: str) -> Place:
    slug = site.voice("main").title()[1]
    last = site.article(path=f"/{slug}")

    def part(request: Request, day: int) -> Answer:
        at = int(request.path.split("/")[2])
        return redirect(f"/r/{at + 1}/{slug}" if at + 1 < hops else last, 302)

    for at in range(hops):
        site.parts[f"/r/{at}/{slug}"] = part
    return site.place(f"/r/0/{slug}", kind)


HOMES = {
    "en": ("/?lang=en", "/", 302),
    "fr": ("/", "/fr/", 302),
    "de": ("/germany/", "/de/", 301),
    "es": ("/welcome.aspx", "/", 301),
    "ru": ("/main.php", "/", 301),
    "zh": ("/index.shtml", "/", 301),
}


@TABLE.add("home-page-under-another-name", tuple(HOMES))
def homes(site: Site) -> Place:
    """What was cited was a home page all the time."""
    old, new, status = HOMES[site.language]
    site.parts[old] = lambda request, day: redirect(new, status)
    site.parts[new] = always(site.home())
    moved = site.root + new if status == 301 else None
    return site.place(old, "home-page-under-another-name", moved_to=moved)


ODD_LOCATIONS = {
    "en": lambda path: path.lstrip("/").replace("/", "\\"),
    "de": lambda path: path.replace("straße", "stra\u00dfe"),
    "fr": lambda path: f" {path} ",
    "ru": lambda path: f"//{{host}}{path}",
}


@TABLE.add("odd-location", tuple(ODD_LOCATIONS))
def odd_location(site: Site) -> Place:
    """Backslashes, letters beyond ASCII, blanks around, and no scheme."""
    slug = site.voice("main").title()[1]
    new = "/straße/" + slug if site.language == "de" else f"/neu/{slug}"
    site.article(path=new)
    site.parts["/stra%C3%9Fe/" + slug] = site.parts[new]
    site.parts["/stra\u00c3\u009fe/" + slug] = site.parts[new]
    location = ODD_LOCATIONS[site.language](new).format(host=site.name)
    site.parts[f"/{slug}"] = lambda request, day: redirect(location, 302)
    return site.place(f"/{slug}", "odd-location")


@TABLE.add("moved-with-an-app-in-between", ONE)
def interstitial(site: Site) -> str:
    """A short note with a script and a link; the reader comes to the page."""
    slug = site.voice("main").title()[1]
    new = site.article(path=f"/s/{slug}")
    target = site.root + new
    head = f'<noscript><meta http-equiv="refresh" content="1;url={escape(target)}"></noscript>'
    script = f"<script>window.location.replace({target!r})</script>"
    site.parts[f"/go/{slug}"] = always(f"<title>{target}</title>{head}{script}")
    return f"/go/{slug}"


@TABLE.add("shortened", SOME)
def shortened(site: Site) -> Place:
    """A service of short addresses, where no other name leads anywhere."""
    other = Site("en", site.key + site.language + " short")
    path = site.article()
    short = f"/{site.chance.randint(10**6, 10**7):x}"
    other.parts[short] = lambda request, day: redirect(site.root + path, 301)
    link = other.link(short, "shortened", moved_to=site.root + path)
    return Place((link,), (site.host(), Host(other.name, other.serve)))


__all__ = ["TABLE", "Truth"]
