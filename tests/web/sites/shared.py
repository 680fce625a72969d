"""Hosts that several links lead into, some good and some not, as large sites are."""

from __future__ import annotations

from web.model import Answer, Labelled, Place, Reply, Request, Truth
from web.shapes import ALL, SOME, WESTERN, Table, true
from web.site import PASS, Site, always, redirect
from web.sites.gates import login_page

TABLE = Table()


def _link(site: Site, path: str, kind: str, truth: Truth, moved_to: str | None = None) -> Labelled:
    true(site, truth)
    return site.link(path, kind, moved_to=moved_to)


def _article(site: Site, folder: str, what: str) -> str:
    return site.article(path=f"{folder}/{site.voice(what).title()[1]}", what=what)


@TABLE.add("many-parts", ALL)
def many_parts(site: Site) -> Place:
    """A blog that says 200 to everything, documents that say 404, and a closed part."""
    site.name = "www." + site.name.removeprefix("www.")

    def unknown(request: Request, day: int) -> Reply:
        if request.path.startswith("/blog/"):
            return Answer(site.missing_page())
        return site.missing(request, day)

    def first(request: Request, day: int) -> Reply:
        if request.path.startswith("/members/"):
            return redirect(f"/login?next={request.target}")
        return Answer(login_page(site)) if request.path == "/login" else PASS

    site.unknown, site.before = unknown, first
    post, paper = _article(site, "/blog", "post"), _article(site, "/docs", "paper")
    second = _article(site, "/blog", "another")
    site.parts["/d/" + paper.split("/")[-1]] = lambda request, day: redirect(paper, 301)
    gone = site.voice("gone").title()[1]
    links = (
        _link(site, post, "parts-live-post", Truth.LIVE),
        _link(site, second, "parts-live-post", Truth.LIVE),
        _link(site, f"/blog/{gone}", "parts-soft-post", Truth.SOFT_DEAD),
        _link(site, paper, "parts-live-paper", Truth.LIVE),
        _link(site, f"/docs/{gone}", "parts-dead-paper", Truth.DEAD),
        _link(site, f"/members/{gone}", "parts-closed", Truth.UNDECIDABLE),
        _link(site, "/d/" + paper.split("/")[-1], "parts-moved", Truth.LIVE, site.root + paper),
    )
    return Place(tuple({link.url: link for link in links}.values()), (site.host(),))


@TABLE.add("relaunched", WESTERN)
def relaunched(site: Site) -> Place:
    """A relaunch kept some pages under new addresses and sends the others home."""
    kept = [_article(site, "/magazine", name) for name in ("one", "two")]
    old = [f"/2011/{path.split('/')[-1]}.html" for path in kept]
    for before, after in zip(old, kept, strict=True):
        site.parts[before] = lambda request, day, after=after: redirect(after, 301)
    site.unknown = lambda request, day: redirect("/", 301)
    lost = [f"/2011/{site.voice(name).title()[1]}.html" for name in ("three", "four", "five")]
    links = [
        *(
            _link(site, before, "relaunched-kept", Truth.LIVE, site.root + after)
            for before, after in zip(old, kept, strict=True)
        ),
        *(
            _link(site, path, "relaunched-lost", Truth.SOFT_DEAD)
            for path in dict.fromkeys(lost)
            if path not in old
        ),
    ]
    return Place(tuple({link.url: link for link in links}.values()), (site.host(),))


@TABLE.add("both-schemes", SOME)
def both_schemes(site: Site) -> Place:
    """One page cited by both schemes, of a host that serves both."""
    path = site.article()
    true(site, Truth.LIVE)
    link = site.link(path, "both-schemes")
    rest = link.url.partition("://")[2]
    links = [
        Labelled(f"{scheme}://{rest}", "both-schemes", site.language, link.truths)
        for scheme in ("http", "https")
    ]
    return Place(tuple(links), (site.host(),))


@TABLE.add("numbers-of-a-register", ("en", "ru", "zh"))
def register(site: Site) -> Place:
    """Numbers that exist have a page; the others an empty template with the same title."""
    site.canonical = False
    numbers = [site.chance.randint(1_000, 9_999) for _ in range(3)]
    title = site.look.outlet

    def unknown(request: Request, day: int) -> Reply:
        return Answer(site.html(title, "<dl><dt>№</dt><dd></dd></dl>", plain_title=True))

    site.unknown = unknown
    for number in numbers[:2]:
        voice = site.voice(str(number))
        name, text = voice.title()[0], voice.paragraph(3, 5)
        main = f"<dl><dt>№</dt><dd>{number}</dd><dt>{name}</dt><dd>{text}</dd></dl>"
        site.parts[f"/item?no={number}"] = always(site.html(title, main, plain_title=True))
    links = [
        *(_link(site, f"/item?no={n}", "register-live", Truth.LIVE) for n in numbers[:2]),
        _link(site, f"/item?no={numbers[2]}", "register-empty", Truth.SOFT_DEAD),
    ]
    return Place(tuple(links), (site.host(),))
