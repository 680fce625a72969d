"""Live pages that rules of thumb take for lost ones: renamed, led by numbers, with odd words."""

from __future__ import annotations

import re

from web import pages
from web.model import Answer, Place, Reply, Request
from web.shapes import ALL, SOME, WESTERN, Table
from web.site import Site, always, redirect

TABLE = Table()


def _moved(site: Site, kind: str, old: str, new: str, status: int = 301) -> Place:
    site.parts[old] = lambda request, day: redirect(site.root + new, status)
    moved = site.root + new if status in (301, 308) else None
    return site.place(old, kind, moved_to=moved)


@TABLE.add("from-number-to-number", ALL)
def numbers(site: Site) -> Place:
    """A new system counts anew; names that never were are missing."""
    new = site.article(path=f"/content/{site.chance.randint(40_000, 90_000)}")
    return _moved(site, "from-number-to-number", f"/node/{site.chance.randint(100, 9_999)}", new)


RENAMED = {
    "en": ("/about-us.html", "/company", "About us"),
    "de": ("/ueber-uns.html", "/wir", "Über uns"),
    "fr": ("/qui-sommes-nous.php", "/la-maison", "Qui sommes-nous"),
    "es": ("/quienes-somos.htm", "/nosotros", "Quiénes somos"),
    "ru": ("/o-nas.html", "/kompaniya", "О нас"),
    "zh": ("/guanyu-women.html", "/about", "关于我们"),
}


@TABLE.add("page-renamed", tuple(RENAMED))
def renamed(site: Site) -> Place:
    old, new, title = RENAMED[site.language]
    site.parts[new] = always(site.html(title, site.middle(site.voice("about"), title), path=new))
    return _moved(site, "page-renamed", old, new)


@TABLE.add("project-with-a-host-of-its-own", WESTERN)
def own_host(site: Site) -> Place:
    """A section became a host; its old address leads to the front page of that."""
    other = Site(site.language, site.key + " project")
    other.name = f"tides.{site.name.removeprefix('www.')}"
    to = other.root + "/"
    site.parts["/projects/tides/"] = lambda request, day: redirect(to, 301)
    link = site.link("/projects/tides/", "project-with-a-host-of-its-own", moved_to=to)
    return Place((link,), (site.host(), other.host()))


@TABLE.add("file-moved", SOME)
def file_moved(site: Site) -> Place:
    """A file has no title to be known by; its name is kept, or nearly so."""
    new = f"/wp-content/uploads/2021/annual-report-2019{'-1' if site.language == 'de' else ''}.pdf"
    site.parts[new] = lambda request, day: Answer(b"%PDF-1.5\n" * 900, kind="application/pdf")
    return _moved(site, "file-moved", "/downloads/annual-report-2019.pdf", new)


@TABLE.add("file-of-a-store", SOME)
def stored(site: Site) -> Place:
    """A download is handed on to a store, with a signature that changes."""
    other = Site("en", site.key + site.language + " store", https=True)
    name = "/b/4f/tides-2020.csv"
    other.parts[name] = lambda request, day: Answer("a;b\n1;2\n" * 90, kind="text/csv")
    path = f"/download/{site.chance.randint(100, 999)}"
    site.parts[path] = lambda request, day: redirect(
        f"{other.root}{name}?X-Amz-Signature=9f{day}{request.nth}&X-Amz-Expires=60"
    )
    link = site.link(path, "file-of-a-store")
    return Place((link,), (site.host(), other.host()))


@TABLE.add("resolver-of-numbers", ("en", "de", "zh"))
def resolver(site: Site) -> Place:
    """A permanent number, resolved by way of a second host to the page of a publisher."""
    press = Site(site.language, site.key + " press")
    path = press.article(path=f"/science/article/pii/S{site.chance.randint(10**9, 10**10)}")
    middle = Site("en", site.key + site.language + " linking", https=True)
    middle.parts["/retrieve"] = lambda request, day: redirect(press.root + path)
    number = f"/10.{site.chance.randint(1_000, 9_999)}/j.tide.2019.{site.chance.randint(10, 99)}"
    site.parts[number] = lambda request, day: redirect(f"{middle.root}/retrieve?pii=1")
    link = site.link(number, "resolver-of-numbers")
    return Place((link,), (site.host(), middle.host(), press.host()))


@TABLE.add("any-slug-with-its-number", ALL)
def any_slug(site: Site) -> Place:
    """The number leads; whatever slug stands behind it is put right."""
    number = site.chance.randint(100_000, 999_999)
    slug = site.voice("main").title()[1]
    right = site.article(path=f"/questions/{number}/{slug}")

    def unknown(request: Request, day: int) -> Reply:
        if re.match(rf"/questions/{number}(/|$)", request.path):
            return redirect(right, 301)
        return site.missing(request, day)

    site.unknown = unknown
    old = f"/questions/{number}/{'-'.join(slug.split('-')[:3])}"
    return site.place(old, "any-slug-with-its-number", moved_to=site.root + right)


@TABLE.add("number-at-the-end-leads", ALL)
def number_leads(site: Site) -> str:
    """The page answers under every slug that ends in its number, without a redirect."""
    number = site.chance.randint(100_000, 999_999)
    title, slug = site.voice("main").title()
    page = site.html(title, site.middle(site.voice("main"), title))
    site.canonical = False

    def unknown(request: Request, day: int) -> Reply:
        same = request.path.endswith(f"-p{number}")
        return Answer(page) if same else site.missing(request, day)

    site.unknown = unknown
    return f"/shop/{slug}-p{number}"


COMMENTS = {
    "en": "You must be logged in to post a comment.",
    "de": "Sie müssen angemeldet sein, um einen Kommentar abzugeben.",
    "fr": "Vous devez vous connecter pour publier un commentaire.",
    "es": "Debes iniciar sesión para publicar un comentario.",
    "ru": "Чтобы оставить комментарий, войдите или зарегистрируйтесь.",
    "zh": "您必须登录后才能发表评论。",
}


@TABLE.add("sign-in-to-comment", ALL)
def comment(site: Site) -> str:
    form = (
        f"<form><input name=u><input type=password name=p></form><p>{COMMENTS[site.language]}</p>"
    )
    return _beside(site, form)


@TABLE.add("film-that-is-barred-in-an-article", ALL)
def barred_film(site: Site) -> str:
    return _beside(site, pages.notice(*site.voice("geo").pick("geo_more"), tag="h4"))


@TABLE.add("banner-of-works-to-come", SOME)
def works(site: Site) -> str:
    return _beside(site, f"<div class=alert>{site.words('maintenance_text')}</div>")


@TABLE.add("offer-beside-the-whole-text", WESTERN)
def offer(site: Site) -> str:
    return _beside(site, f"<aside>{site.words('paywall')} {site.words('login_text')}</aside>")


def _beside(site: Site, extra: str) -> str:
    """An article under a number, on a host whose other names get a friendly page with 200."""
    voice = site.voice("beside")
    title, _ = voice.title()
    path = site.path("x", bare=True)
    site.canonical = False
    main = pages.article(voice, title, voice.paragraphs(3, 5))
    site.parts[path] = always(site.html(title, extra + main))
    site.unknown = lambda request, day: Answer(site.missing_page())
    return path


@TABLE.add("manual-of-statuses", ("en", "de", "ru"))
def manual(site: Site) -> str:
    """A manual's page on a status, named after it."""
    status = {"en": "404 Not Found", "de": "410 Gone", "ru": "503 Service Unavailable"}
    title = status[site.language]
    path = f"/docs/http/status/{title[:3]}"
    site.parts[path] = always(site.html(title, site.middle(site.voice("manual"), title)))
    return path


@TABLE.add("discontinued-product", SOME)
def discontinued(site: Site) -> str:
    """No longer sold, fully described."""
    voice = site.voice("product")
    title, slug = voice.title()
    main = pages.article(voice, title, [site.words("listing_gone"), *voice.paragraphs(4, 6)])
    path = f"/products/{slug}"
    site.parts[path] = always(site.html(title, main, path=path))
    return path
