"""Live pages beside the signs of dead ones: what they say or do looks like an end, and is none."""

from __future__ import annotations

from html import escape

from web import pages
from web.model import Answer, Place, Reply, Request
from web.shapes import ALL, FAR, SOME, WESTERN, Table
from web.site import Site, always, redirect
from web.sites.gates import consent_page, login_page
from web.sites.live import titled
from web.words import lexicon

TABLE = Table()


def _told(site: Site, what: str, path: str | None = None) -> str:
    """An article of the language's list under a name that gives nothing away."""
    words = lexicon(site.language)["articles"][what]
    site.canonical = site.canonical and path is None
    at = titled(site, words["title"], path or what.replace("_", "-"), words["text"])
    if path:
        site.parts[path] = site.parts.pop(at)
    return path or at


@TABLE.add("thread-about-an-error", ("en", "de", "ru", "zh"))
def thread(site: Site) -> str:
    return _told(site, "thread")


@TABLE.add("notice-that-is-the-page", ("en", "de", "fr", "ru"))
def notice(site: Site) -> str:
    """Something else was removed, cancelled or sold out; the page tells of it."""
    return _told(site, "cancelled")


@TABLE.add("place-named-404", ("en", "fr", "zh"))
def gallery(site: Site) -> str:
    return _told(site, "gallery_404", "/404")


@TABLE.add("sign-in-page-itself", SOME)
def login_itself(site: Site) -> str:
    """A manual cites the page to sign in at."""
    site.parts["/login"] = always(login_page(site))
    return "/login"


@TABLE.add("privacy-page-itself", ("en", "de", "fr"))
def privacy_itself(site: Site) -> str:
    path = f"/{site.words('consent_path')}"
    site.parts[path] = always(consent_page(site))
    return path


@TABLE.add("subscribe-page-itself", ("en", "es"))
def subscribe_itself(site: Site) -> str:
    path = {"en": "/subscribe", "es": "/suscripcion"}[site.language]
    site.parts[path] = always(site.notice(site.look.outlet, site.words("paywall")))
    return path


def _one_title(site: Site, text: str, *, status: int = 200) -> Answer:
    """A page of a site that gives all its pages one title and much around little text."""
    furniture = "".join(f"<li>{t}</li>" for t, _ in site.look.cards * 6)
    around = "".join(f"<p>{site.voice('around').paragraph(4, 6)}</p>" for _ in range(3))
    main = f"<div>{escape(text)}</div><ul>{furniture}</ul>{around}"
    return Answer(site.html(site.look.outlet, main, plain_title=True), status)


@TABLE.add("little-text-in-much-furniture", ALL)
def furniture(site: Site) -> str:
    """All pages have one title, and other names get the same furniture with status 200."""
    path = site.path("x", bare=True)
    site.canonical = False
    text = site.words("short_page") + " " + site.voice("own").paragraph(2, 3)
    site.parts[path] = lambda request, day: _one_title(site, text)
    says = site.voice("missing").not_found()
    site.unknown = lambda request, day: _one_title(site, says["text"])
    return path


@TABLE.add("one-title-for-all", ALL)
def one_title(site: Site) -> str:
    """A host that knows 404, whose pages are all named after it."""
    path = site.path("x", bare=True)
    site.canonical = False
    text = site.voice("own").paragraph(4, 6)
    site.parts[path] = lambda request, day: _one_title(site, text)
    return path


@TABLE.add("only-few-requests-a-day", FAR)
def few_requests(site: Site) -> str:
    """After the first page of a day the host refuses for a while."""
    path = site.article(bare=True)
    page = site.parts[path]
    asked: dict[int, int] = {}

    def first(request: Request, day: int) -> Reply:
        if request.path == "/robots.txt":
            return Answer("", 404)
        asked[day] = asked.get(day, 0) + 1
        later = (("Retry-After", "600"),)
        if asked[day] > 1:
            return Answer("", 403) if site.language == "ru" else Answer("", 429, later)
        return page(request, day) if request.target == path else site.missing(request, day)

    site.before = first
    return path


@TABLE.add("refresh-to-itself", ("en", "es"))
def ticker(site: Site) -> str:
    return _with_head(site, '<meta http-equiv="refresh" content="300">')


@TABLE.add("refresh-home-when-idle", ("en", "de"))
def idle(site: Site) -> str:
    """After a quarter of an hour a reader is sent to the front page."""
    return _with_head(site, f'<meta http-equiv="refresh" content="900; url={site.root}/">')


@TABLE.add("refresh-without-scripts", ("fr", "ru"))
def without_scripts(site: Site) -> str:
    """Only browsers without scripts are sent away."""
    head = '<noscript><meta http-equiv="refresh" content="0; url=/no-script"></noscript>'
    return _with_head(site, head)


@TABLE.add("scripts-that-could-leave", WESTERN)
def scripts(site: Site) -> str:
    """Scripts of a menu, of a timer and of a sign-in, none of which runs at first."""
    head = (
        "<script>function home(){window.location.href='/';}"
        "if(window.session&&!session.user){location.replace('/login')}"
        "document.addEventListener('click',function(e){if(e.target.id=='logo')location='/'});"
        "</script>"
    )
    return _with_head(site, head)


@TABLE.add("names-home-as-canonical", ("de", "zh"))
def canonical_home(site: Site) -> str:
    return _with_head(site, f'<link rel="canonical" href="{site.root}/">')


def _with_head(site: Site, head: str) -> str:
    voice = site.voice("head")
    title, slug = voice.title()
    path = site.path(slug)
    main = pages.article(voice, title, voice.paragraphs(5, 7))
    site.canonical = False
    site.parts[path] = always(site.html(title, main, head=head))
    return path


@TABLE.add("guesses-what-was-meant", ("en", "de", "fr"))
def guesses(site: Site) -> str:
    """A name that begins like one that exists is led to that, as blogs do."""
    path = site.article(path=f"/2018/11/{site.voice('main').title()[1]}/")
    start = path[: len(path) // 2]
    site.unknown = lambda request, day: (
        redirect(path, 301) if request.path.startswith(start) else site.missing(request, day)
    )
    return path


@TABLE.add("any-number-has-a-page", SOME)
def any_number(site: Site) -> str:
    """A register in which every number stands for something."""

    def unknown(request: Request, day: int) -> Reply:
        voice = site.voice(f"entry {request.target}")
        title, _ = voice.title()
        return Answer(site.html(title, pages.article(voice, title, voice.paragraphs(3, 5))))

    site.unknown = unknown
    site.canonical = False
    return f"/register.php?id={site.chance.randint(100, 99_999)}"


@TABLE.add("title-in-two-forms", ("en", "ru"))
def two_titles(site: Site) -> str:
    """Two headlines are tried on readers in turn."""
    voice = site.voice("turns")
    path = site.path("x", bare=True)
    site.canonical = False
    text = voice.paragraphs(5, 7)
    titles = [voice.title()[0], voice.title()[0] + "?"]

    def part(request: Request, day: int) -> Reply:
        title = titles[(request.nth + day) % 2]
        return Answer(site.html(title, pages.article(site.voice("turns"), title, text)))

    site.parts[path] = part
    return path


def _section(site: Site, old: str, new: str, kind: str) -> Place:
    """A page of lists that moved: the target is a page of lists, as the cited one was."""
    voice = site.voice("lists")
    hits = "".join(f"<li>{voice.sentence()}</li>" for _ in range(12))
    title = site.words("sitemap_title")
    site.parts[new] = always(site.html(title, f"<h1>{title}</h1><ul>{hits}</ul>"))
    site.parts[old] = lambda request, day: redirect(new, 301)
    return site.place(old, kind, moved_to=site.root + new)


@TABLE.add("list-of-pages-moved", ("en", "de"))
def lists(site: Site) -> Place:
    return _section(site, "/sitemap.php", "/sitemap/", "list-of-pages-moved")


@TABLE.add("company-renamed", SOME)
def renamed(site: Site) -> Place:
    """The home page of a house leads to the home page of its new name."""
    other = Site(site.language, site.key + " renamed house")
    to = other.root + "/"
    site.parts["/"] = lambda request, day: redirect(to, 301)
    site.unknown = lambda request, day: redirect(other.root + request.path, 301)
    link = site.link("/", "company-renamed", moved_to=to)
    return Place((link,), (site.host(), other.host()))


@TABLE.add("to-the-mobile-host", ("en", "zh"))
def mobile(site: Site) -> Place:
    """The page is shown by another host of the site, under a short name."""
    other = Site(site.language, site.key + " mobile", https=True)
    other.name = "m." + site.name.removeprefix("www.")
    path = site.path(site.voice("main").title()[1])
    title = site.voice("main").title()[0]
    other.parts["/a/77120"] = always(site.html(title, site.middle(site.voice("main"), title)))
    site.parts[path] = lambda request, day: redirect(other.root + "/a/77120", 302)
    link = site.link(path, "to-the-mobile-host")
    return Place((link,), (site.host(), other.host()))
