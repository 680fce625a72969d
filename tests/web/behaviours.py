"""The 48 behaviours that other checkers were tried on, rebuilt.

Each has a host of its own. Of the 50 that the list comes to, two are asked and not scored: a chain
of 25 hops, and a page that robots.txt keeps from programs.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import quote

from web import pages
from web.model import HANG, RESET, Answer, Dns, Host, Labelled, Port, Reply, Request, Truth, Weather
from web.shapes import true, weather
from web.site import PASS, Part, Site, always, redirect

UNSCORED = ("chain-25", "robots-disallowed")
Build = Callable[[Site], str]


def made() -> tuple[list[Labelled], list[Host]]:
    """All of them, in the order of the list."""
    links, hosts = [], []
    for name, truth, build in _all():
        site = Site("en", f"behaviour {name}")
        true(site, truth)
        path = build(site)
        links.append(site.link(path, name))
        hosts.append(site.host())
    return links, hosts


def _all() -> list[tuple[str, Truth, Build]]:
    live, dead, soft, open_ = Truth.LIVE, Truth.DEAD, Truth.SOFT_DEAD, Truth.UNDECIDABLE
    return [
        *((name, live, build) for name, build in _LIVE.items()),
        *((name, dead, build) for name, build in _DEAD.items()),
        *((name, soft, build) for name, build in _SOFT.items()),
        *((name, open_, build) for name, build in _OPEN.items()),
    ]


def _page(site: Site, extra: str = "") -> str:
    voice = site.voice("one")
    title, slug = voice.title()
    path = f"/notes/{slug}"
    main = pages.article(voice, title, voice.paragraphs(4, 6)) + extra
    site.parts[path] = always(site.html(title, main, path=path))
    return path


def _says(status: int, *headers: tuple[str, str], body: str = "") -> Build:
    """Always this status, for the one path."""

    def build(site: Site) -> str:
        path = _page(site)
        text = body or site.html(str(status), f"<h1>{status}</h1>")
        site.parts[path] = always(text if status != 204 else "", status, *headers)
        return path

    return build


def _instead(reply: Reply) -> Build:
    def build(site: Site) -> str:
        path = _page(site)
        site.parts[path] = lambda request, day: reply
        return path

    return build


def _first(*replies: Reply) -> Build:
    """These replies to the first requests, then the page."""

    def build(site: Site) -> str:
        path = _page(site)
        page = site.parts[path]
        site.parts[path] = lambda request, day: (
            replies[request.nth] if request.nth < len(replies) else page(request, day)
        )
        return path

    return build


def _on_head(reply: Reply) -> Build:
    return _unless(lambda request: request.method != "HEAD", reply)


def _unless(fits: Callable[[Request], bool], other: Reply) -> Build:
    def build(site: Site) -> str:
        path = _page(site)
        page = site.parts[path]
        part: Part = lambda request, day: page(request, day) if fits(request) else other  # noqa: E731
        site.parts[path] = part
        return path

    return build


def _hops(count: int, status: int = 302) -> Build:
    def build(site: Site) -> str:
        last = _page(site)
        slug = last.split("/")[-1]
        for at in range(count):
            to = f"/hop/{at + 1}/{slug}" if at + 1 < count else last
            site.parts[f"/hop/{at}/{slug}"] = lambda request, day, to=to: redirect(to, status)
        return f"/hop/0/{slug}"

    return build


def _moved_to(target: str, status: int) -> Build:
    def build(site: Site) -> str:
        path = "/old/" + site.voice("one").title()[1]
        site.parts[path] = lambda request, day: redirect(target, status)
        return path

    return build


def _loop(site: Site) -> str:
    path = _page(site)
    site.parts[path] = lambda request, day: redirect("/b")
    site.parts["/b"] = lambda request, day: redirect(path)
    return path


def _cookie_wall(site: Site) -> str:
    path = _page(site)
    page = site.parts[path]
    given = ("Set-Cookie", "ok=1; Path=/")
    site.parts[path] = lambda request, day: (
        page(request, day) if "ok=1" in request.header("cookie") else redirect(path, 302, given)
    )
    return path


def _under(**how: object) -> Build:
    def build(site: Site) -> str:
        weather(site, Weather(**how))  # type: ignore[arg-type]
        return _page(site)

    return build


def _place(fragment: str, extra: str = "") -> Build:
    return lambda site: f"{_page(site, extra)}#{fragment}"


def _robots(site: Site) -> str:
    site.parts["/robots.txt"] = always("User-agent: *\nDisallow: /notes/\n")
    return _page(site)


def _soft(site: Site) -> str:
    site.unknown = always(site.missing_page())
    return "/notes/" + site.voice("one").title()[1]


def _to_home(site: Site) -> str:
    site.unknown = lambda request, day: redirect("/")
    return "/notes/" + site.voice("one").title()[1]


def _lines(site: Site) -> str:
    """A file as a forge shows it: its lines get their ids from a script."""
    path = "/blob/main/tide.py"
    data = site.html("tide.py", '<script type="application/json">{"rawLines":["x=1"]}</script>')
    site.parts[path] = always(data)
    return path + "#L12"


_IN_A_SECOND = format_datetime(datetime.now(UTC) + timedelta(seconds=1), usegmt=True)
_SENTENCE = "The gauge at the old quay was read twice a day"
_LIVE: dict[str, Build] = {
    "ok": _page,
    "206": _says(206),
    "204": _says(204),
    **{f"{status}": _hops(1, status) for status in (301, 302, 308)},
    "chain-5": _hops(5),
    "chain-12": _hops(12),
    "head-405": _on_head(Answer("", 405)),
    "head-404": _on_head(Answer("", 404)),
    "head-403": _on_head(Answer("", 403)),
    "head-reset": _on_head(RESET),
    "429-once-seconds": _first(Answer("", 429, (("Retry-After", "1"),))),
    "429-once-date": _first(Answer("", 429, (("Retry-After", _IN_A_SECOND),))),
    "429-once": _first(Answer("", 429)),
    "500-once": _first(Answer("", 500)),
    "503-once": _first(Answer("", 503, (("Retry-After", "1"),))),
    "hang-once": _first(HANG),
    "reset-once": _first(RESET),
    "cookie-wall": _cookie_wall,
    "browser-agent-only": _unless(
        lambda request: request.header("user-agent").startswith("Mozilla/5.0"), Answer("", 403)
    ),
    "accept-only": _unless(
        lambda request: "text/html" in request.header("accept"), Answer("", 406)
    ),
    "place-id": _place("part-two", '<h2 id="part-two">2</h2>'),
    "place-name": _place("part-two", '<a name="part-two">2</a>'),
    "place-text": _place(":~:text=" + quote(_SENTENCE), f"<p>{_SENTENCE}.</p>"),
    "place-user-content": _place("setup", '<h2 id="user-content-setup">Setup</h2>'),
    "place-line": _lines,
}  # fmt: skip
_DEAD: dict[str, Build] = {
    "404": _says(404),
    "410": _says(410),
    "301-to-404": _moved_to("/gone-as-well", 301),
    "loop": _loop,
    "refused": _under(port=Port.REFUSED),
    "no-name": _under(dns=Dns.NXDOMAIN),
    "place-missing": _place("part-nine"),
    "place-missing-text": _place(":~:text=" + quote(_SENTENCE)),
}
_SOFT: dict[str, Build] = {"soft-404": _soft, "to-home": _to_home}
_CLOUDFLARE = (("cf-mitigated", "challenge"), ("Server", "cloudflare"))
_OPEN: dict[str, Build] = {
    "401": _says(401, ("WWW-Authenticate", "Basic realm=x")),
    "403": _says(403),
    "403-challenge": _says(403, *_CLOUDFLARE),
    "418": _says(418),
    "429": _says(429, ("Retry-After", "3600")),
    "451": _says(451),
    "500": _says(500),
    "503": _says(503),
    "999": _says(999),
    "hang": _instead(HANG),
    "reset": _instead(RESET),
    "chain-25": _hops(25),
    "robots-disallowed": _robots,
}
__all__ = ["PASS", "UNSCORED", "made"]
