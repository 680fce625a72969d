"""Pages as people and old programs write them by hand: little around, odd tags, other formats."""

from __future__ import annotations

from web.model import Answer, Truth
from web.shapes import ALL, SOME, WESTERN, Table, true
from web.site import Site, always

TABLE = Table()


def _hand(site: Site, title: str, body: str) -> str:
    return (
        f"<HTML><HEAD><TITLE>{title}</TITLE></HEAD>\n<BODY BGCOLOR=white>\n{body}\n</BODY></HTML>"
    )


@TABLE.add("page-by-hand", ALL)
def by_hand(site: Site) -> str:
    """A scholar's page: a heading, a paragraph, an address."""
    voice = site.voice("hand")
    title, slug = voice.title()
    body = f"<CENTER><H2>{title}</H2></CENTER><P>{voice.paragraph(2, 3)}<HR><I>{site.name}</I>"
    page = _hand(site, title, body)
    site.parts[f"/~{slug.split('-')[0]}/{slug}.htm"] = always(page)
    return f"/~{slug.split('-')[0]}/{slug}.htm"


@TABLE.add("page-by-hand-without-title", WESTERN)
def untitled(site: Site) -> str:
    voice = site.voice("hand")
    path = f"/~{voice.title()[1].split('-')[-1]}/notes{site.chance.randint(1, 40)}.html"
    site.parts[path] = always(f"<p>{voice.paragraph(2, 4)}</p>")
    return path


@TABLE.add("short-page-of-a-host-that-lies", ALL)
def short_on_liar(site: Site) -> str:
    """Two sentences; other names get two other sentences with status 200."""
    voice = site.voice("hand")
    path = f"/{voice.title()[1].split('-')[0]}{site.chance.randint(10, 99)}.html"
    site.parts[path] = always(_hand(site, site.name, f"<P>{site.words('short_page')}"))
    says = site.voice("missing").not_found()
    site.unknown = always(_hand(site, site.name, f"<P>{says['heading']}. {says['text']}"))
    return path


@TABLE.add("soft-404-by-hand", ALL)
def soft(site: Site) -> str:
    true(site, Truth.SOFT_DEAD)
    says = site.voice("missing").not_found()
    site.unknown = always(_hand(site, says["title"], f"<H1>{says['heading']}</H1>"))
    return site.path(site.voice().title()[1])


@TABLE.add("frames", ("en", "de"))
def frames(site: Site) -> str:
    title, slug = site.voice("hand").title()
    page = (
        f"<HTML><HEAD><TITLE>{title}</TITLE></HEAD><FRAMESET COLS='20%,80%'>"
        "<FRAME SRC=menu.htm><FRAME SRC=main.htm NAME=main></FRAMESET></HTML>"
    )
    site.parts[f"/{slug}/"] = always(page)
    return f"/{slug}/"


@TABLE.add("parked-in-a-frame", ("en", "fr"))
def parked_frame(site: Site) -> str:
    """The whole page is a frame of a market for names."""
    true(site, Truth.SOFT_DEAD)
    page = (
        f"<html><head><title>{site.name}</title></head><frameset rows='100%,*' border=0>"
        f"<frame src='https://park.names-for-sale.net/?domain={site.name}' frameborder=0>"
        "</frameset></html>"
    )
    site.parts["/"] = site.unknown = always(page)
    return site.path(site.voice().title()[1])


@TABLE.add("list-of-files", SOME)
def index(site: Site) -> str:
    files = "".join(f'<a href="v{n}.zip">v{n}.zip</a> 2019-05-0{n} 1.{n}M\n' for n in range(1, 9))
    page = (
        f"<html><head><title>Index of /pub</title></head><h1>Index of /pub</h1><pre>{files}</pre>"
    )
    site.parts["/pub/"] = always(page)
    return "/pub/"


FORMATS = {
    "en": ("/feed.xml", "application/rss+xml", "<rss><channel><title>A</title></channel></rss>"),
    "de": ("/karte.svg", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "ru": ("/robots-opisanie.txt", "text/plain", "404 not found means that nothing is there.\n"),
    "fr": ("/donnees.csv", "text/csv", "annee;valeur\n2019;404\n"),
}


@TABLE.add("other-formats", tuple(FORMATS))
def formats(site: Site) -> str:
    path, kind, body = FORMATS[site.language]
    site.parts[path] = lambda request, day: Answer(body, kind=kind)
    return path


@TABLE.add("coming-soon", ALL)
def coming(site: Site) -> str:
    """Somebody has bought the name and will build something; every address says so."""
    true(site, Truth.SOFT_DEAD)
    says = {
        "en": "Coming soon. Our new website is under construction.",
        "de": "Bald geht es los. Unsere neue Website ist im Aufbau.",
        "fr": "Bientôt en ligne. Notre nouveau site est en construction.",
        "es": "Próximamente. Nuestro nuevo sitio está en construcción.",
        "ru": "Скоро открытие. Наш новый сайт в разработке.",
        "zh": "即将上线。我们的新网站正在建设中。",
    }[site.language]
    page = f"<html><head><title>{site.name}</title></head><body><h1>{says}</h1></body></html>"
    site.parts["/"] = site.unknown = always(page)
    return site.path(site.voice().title()[1])
