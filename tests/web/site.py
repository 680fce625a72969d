"""A site of the labelled web: pages, a home page, sections, and what it says to other paths."""

from __future__ import annotations

import random
from collections.abc import Callable

from web import pages
from web.model import Answer, Host, Labelled, Place, Reply, Request, Truth, Weather
from web.pages import Look
from web.words import Voice, lexicon

_FIRST = "vel tor mar ben sol kar lin dor fen gal hes jul kop lam mir nov ost pel ras sel tam"
_MIDDLE = "ma ri no ve sto la ke du bra ni go pu se ta"
_LAST = "mora vik dale stad nica ber tova lund gora rin sova fels dor mont"
"""Syllables of the names of hosts."""

Part = Callable[[Request, int], Reply]
SHAPES = (
    "/{section}/{slug}",
    "/{section}/2019/05/{slug}.html",
    "/{year}/{month:02}/{slug}/",
    "/{section}/{slug}-{number}.html",
    "/{slug}-a{number}",
    "/{section}/artikel/{number}/{slug}",
)
BARE_SHAPES = ("/index.php?id={number}", "/{section}/{number}", "/doc/{number}.htm")
"""Addresses without words."""


class Site:
    """One host and its pages. `key` names it among all; the same key gives the same site."""

    def __init__(self, language: str, key: str, *, https: bool | None = None) -> None:
        self.language, self.key = language, key
        self.chance = random.Random(f"site {language} {key}")
        self.name = self._name()
        self.scheme = (
            "https" if (self.chance.random() < 0.6 if https is None else https) else "http"
        )
        self.parts: dict[str, Part] = {}
        self.before: Part | None = None
        """Asked first; where it gives `PASS`, the rest answers."""
        self.unknown: Part = self.missing
        self.weather: list[tuple[int, Weather]] = [(0, Weather())]
        self.truths: list[tuple[int, Truth]] = [(0, Truth.LIVE)]
        stem = self.name.removeprefix("www.").split(".")[0].rstrip("0123456789")
        outlet = f"{stem.title()} {Voice(language, key).pick('outlets')}"
        self.look = Look(language, outlet, self.chance.randrange(3), self._cards())
        self.canonical = self.chance.random() < 0.5
        """Whether its pages name their own address."""

    @property
    def root(self) -> str:
        return f"{self.scheme}://{self.name}"

    def voice(self, what: str = "") -> Voice:
        return Voice(self.language, f"{self.key} {what}")

    def words(self, name: str) -> str:
        return str(lexicon(self.language)["words"][name])

    # What the site holds.

    def path(self, slug: str, *, bare: bool = False) -> str:
        shape = self.chance.choice(BARE_SHAPES if bare else SHAPES)
        section = self.chance.choice(lexicon(self.language)["sections"])[1]
        number = self.chance.randint(10_000, 9_999_999)
        return shape.format(
            section=section, slug=slug, number=number,
            year=self.chance.randint(2009, 2024), month=self.chance.randint(1, 12),
        )  # fmt: skip

    def article(self, *, bare: bool = False, path: str | None = None, what: str = "main") -> str:
        """Add an article; its path."""
        voice = self.voice(what)
        title, slug = voice.title()
        path = path or self.path(slug, bare=bare)
        self.parts[path] = always(self.html(title, self.middle(voice, title), path=path))
        return path

    def middle(self, voice: Voice, title: str) -> str:
        return pages.article(voice, title, voice.paragraphs())

    def html(self, title: str, main: str, *, path: str = "", head: str = "", **how: bool) -> str:
        if path and self.canonical and 'rel="canonical"' not in head:
            head += f'<link rel="canonical" href="{self.root}{path}">'
        return pages.page(self.look, title, main, head=head, **how)

    def notice(self, title: str, text: str, *, heading: str | None = None, **how: bool) -> str:
        return self.html(title, pages.notice(heading or title, text), **how)

    # What it says.

    def serve(self, request: Request, day: int) -> Reply:
        if self.before is not None and (first := self.before(request, day)) is not PASS:
            return first
        part = self.parts.get(request.target) or self.parts.get(request.path)
        if part is not None:
            return part(request, day)
        if request.path == "/robots.txt":
            return Answer("Not here.\n", 404, kind="text/plain", reason="Not Found")
        if request.path == "/":
            return Answer(self.home())
        section = self._section(request.path)
        return Answer(section) if section else self.unknown(request, day)

    def home(self) -> str:
        voice = self.voice("home")
        teasers = "".join(f"<h2>{t}</h2><p>{voice.paragraph(1, 2)}</p>" for t, _ in self.look.cards)
        return self.html(self.words("home_title"), f"<h1>{self.look.outlet}</h1>{teasers}")

    def missing(self, request: Request, day: int) -> Reply:
        return Answer(self.missing_page(), 404, reason="Not Found")

    def missing_page(self, *, long: bool = False) -> str:
        voice = self.voice("missing")
        says = voice.not_found()
        main = pages.notice(says["heading"], says["text"])
        if long:
            main += pages.cards(self.look, 20) + "".join(
                f"<p>{voice.paragraph(2, 3)}</p>" for _ in range(6)
            )
        return self.html(says["title"], main)

    # What is true of it.

    def host(self) -> Host:
        return Host(self.name, self.serve, tuple(self.weather))

    def link(
        self, path: str, kind: str, *, moved_to: str | None = None, slow: bool = False
    ) -> Labelled:
        url = self.root + path
        return Labelled(url, kind, self.language, tuple(self.truths), moved_to, slow)

    def place(self, path: str, kind: str, **how: object) -> Place:
        """This site with one link into it."""
        return Place((self.link(path, kind, **how),), (self.host(),))  # type: ignore[arg-type]

    def _section(self, path: str) -> str | None:
        for title, slug in lexicon(self.language)["sections"]:
            if path.strip("/") == slug:
                voice = self.voice(slug)
                main = f"<h1>{title}</h1>{pages.cards(self.look)}<p>{voice.paragraph(1, 2)}</p>"
                return self.html(title, main)
        return None

    def _name(self) -> str:
        chance, tlds = self.chance, lexicon(self.language)["tlds"]
        stem = "".join(chance.choice(part.split()) for part in (_FIRST, _MIDDLE, _LAST))
        return f"{chance.choice(['', 'www.'])}{stem}{chance.randint(2, 999)}.{chance.choice(tlds)}"

    def _cards(self) -> tuple[tuple[str, str], ...]:
        voice = self.voice("cards")
        return tuple((title, f"/{slug}") for title, slug in (voice.title() for _ in range(8)))


PASS = Answer("pass")
"""What a part gives that leaves the request to the others."""


def always(body: str | bytes, status: int = 200, *headers: tuple[str, str]) -> Part:
    """The same answer to every request."""
    answer = Answer(body, status, tuple(headers))
    return lambda request, day: answer


def redirect(to: str, status: int = 302, *headers: tuple[str, str]) -> Answer:
    return Answer(b"", status, (("Location", to), *headers), reason="Elsewhere")


def from_day(*phases: tuple[int, Part]) -> Part:
    """What is said from which day on."""

    def part(request: Request, day: int) -> Reply:
        return next(said for since, said in reversed(phases) if since <= day)(request, day)

    return part
