"""Links into a place of a live page: the place is there, or it is not.

A missing place is said of the citation (`fragment-missing`); its page lives.
"""

from __future__ import annotations

from urllib.parse import quote

from web import pages
from web.shapes import ALL, SOME, WESTERN, Table
from web.site import Site, always

TABLE = Table()
MISSING = "place-missing"
"""How the kinds of links begin whose place is not there."""


def _page(site: Site, extra: str = "") -> str:
    voice = site.voice("place")
    title, slug = voice.title()
    path = site.path(slug)
    main = pages.article(voice, title, voice.paragraphs(4, 7)) + extra
    site.parts[path] = always(site.html(title, main, path=path))
    return path


@TABLE.add("place-by-id", SOME)
def by_id(site: Site) -> str:
    return _page(site, '<h2 id="section-3">3</h2><p>…</p>') + "#section-3"


@TABLE.add("place-by-name", ("fr",))
def by_name(site: Site) -> str:
    return _page(site, '<a name="note7"></a><p>7. …</p>') + "#note7"


@TABLE.add("place-in-its-letters", ("ru", "zh", "de"))
def by_letters(site: Site) -> str:
    """An id of letters beyond ASCII, written in percent signs in the address."""
    name = {"ru": "Примечания", "zh": "参考资料", "de": "Maße"}[site.language]
    return _page(site, f'<h2 id="{name}">{name}</h2>') + "#" + quote(name)


@TABLE.add("place-at-the-top", ("en",))
def top(site: Site) -> str:
    return _page(site) + "#top"


@TABLE.add("place-made-by-a-script", ("en", "es"))
def scripted(site: Site) -> str:
    """Repositories prefix the ids of a reader's text; viewers of files count lines."""
    if site.language == "en":
        return _page(site, '<h2 id="user-content-install">Install</h2>') + "#install"
    return _page(site) + "#:~:text=" + quote(site.voice("place").title()[0].split()[0])


@TABLE.add("place-by-its-words", WESTERN)
def by_words(site: Site) -> str:
    sentence = site.words("about_404_text").split(".")[0]
    return _page(site, f"<p>{sentence}.</p>") + "#:~:text=" + quote(sentence, safe="")


@TABLE.add(MISSING, ALL)
def missing(site: Site) -> str:
    return _page(site) + "#section-9"


@TABLE.add(MISSING + "-words", WESTERN)
def missing_words(site: Site) -> str:
    return _page(site) + "#:~:text=" + quote(site.words("about_404_text").split(".")[0], safe="")
