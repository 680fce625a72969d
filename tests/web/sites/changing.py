"""Links whose truth changes with the days: they die, come back, flap, are walled, or are faked."""

from __future__ import annotations

from collections.abc import Callable

from web.model import RESET, Answer, Dns, Place, Port, Raw, Reply, Request, Tls, Truth, Weather
from web.shapes import ALL, FAR, SOME, WESTERN, Table, true, weather
from web.site import PASS, Part, Site, always, from_day, redirect
from web.sites.gates import consent_page, login_page
from web.sites.lapsed import parked_page
from web.sites.walls import CLOUDFLARE, challenge

TABLE = Table()
DIES, FAKED = 5, 16
"""The day on which a page dies, and on which something else begins to answer in its place."""


def _phases(site: Site, *phases: tuple[int, Truth, Part | None]) -> str:
    """An article that something takes the place of from a day on; `None` is the article."""
    path = site.article()
    page = site.parts[path]
    site.parts[path] = from_day(*((day, part or page) for day, _, part in phases))
    true(site, *((day, truth) for day, truth, _ in phases))
    return path


def _gone(site: Site, status: int = 404) -> Part:
    return lambda request, day: Answer(site.missing_page(), status, reason="Gone")


def _error(status: int) -> Part:
    return always(f"<h1>{status}</h1>", status)


# Dying.


@TABLE.add("dies-404", ALL)
def dies(site: Site) -> str:
    return _phases(site, (0, Truth.LIVE, None), (DIES, Truth.DEAD, _gone(site)))


@TABLE.add("dies-410", ("en", "zh"))
def dies_410(site: Site) -> str:
    return _phases(site, (0, Truth.LIVE, None), (DIES, Truth.DEAD, _gone(site, 410)))


@TABLE.add("dies-with-its-name", SOME)
def dies_name(site: Site) -> str:
    weather(site, (0, Weather()), (DIES, Weather(dns=Dns.NXDOMAIN)))
    true(site, (0, Truth.LIVE), (DIES, Truth.DEAD))
    return site.article()


@TABLE.add("dies-softly", ALL)
def dies_softly(site: Site) -> str:
    """After a relaunch every old address gets a friendly page with status 200."""
    site.unknown = lambda request, day: Answer(site.missing_page(), 404 if day < DIES else 200)
    soft = always(site.missing_page())
    return _phases(site, (0, Truth.LIVE, None), (DIES, Truth.SOFT_DEAD, soft))


@TABLE.add("dies-and-is-sent-home", WESTERN)
def dies_home(site: Site) -> str:
    home: Part = lambda request, day: redirect("/", 301)  # noqa: E731
    site.unknown = from_day((0, site.missing), (DIES, home))
    return _phases(site, (0, Truth.LIVE, None), (DIES, Truth.SOFT_DEAD, home))


@TABLE.add("dies-and-is-parked", SOME)
def dies_parked(site: Site) -> str:
    parked = always(parked_page(site))
    site.unknown = from_day((0, site.missing), (DIES, parked))
    site.parts["/"] = from_day((0, always(site.home())), (DIES, parked))
    return _phases(site, (0, Truth.LIVE, None), (DIES, Truth.SOFT_DEAD, parked))


@TABLE.add("goes-behind-a-wall", FAR)
def walled(site: Site) -> str:
    wall = always(challenge(site, CLOUDFLARE), 403, ("cf-mitigated", "challenge"))
    site.before = from_day((0, lambda request, day: PASS), (8, wall))
    true(site, (0, Truth.LIVE), (8, Truth.UNDECIDABLE))
    return site.article()


@TABLE.add("goes-behind-a-sign-in", ("de", "fr"))
def signed(site: Site) -> str:
    gate = always(login_page(site))
    return _phases(site, (0, Truth.LIVE, None), (8, Truth.UNDECIDABLE, gate))


# Not dead, though it fails for some days.


def _spell(site: Site, first: int, last: int, part: Part) -> str:
    site.truths = []
    fails = (first, Truth.FAILING, part)
    return _phases(site, (0, Truth.LIVE, None), fails, (last + 1, Truth.LIVE, None))


@TABLE.add("404-for-two-days", WESTERN)
def two_days(site: Site) -> str:
    return _spell(site, 7, 8, _gone(site))


@TABLE.add("503-for-a-week", ("en", "ru"))
def week(site: Site) -> str:
    return _spell(site, 3, 9, _error(503))


@TABLE.add("500-for-five-days", ("de", "zh"))
def five_days(site: Site) -> str:
    return _spell(site, 10, 14, _error(500))


@TABLE.add("reset-for-three-days", ("es",))
def three_days(site: Site) -> str:
    return _spell(site, 7, 9, lambda request, day: RESET)


@TABLE.add("name-lapsed-for-a-day", ("en", "fr"))
def lapsed(site: Site) -> str:
    weather(site, (0, Weather()), (10, Weather(dns=Dns.NXDOMAIN)), (11, Weather()))
    true(site, (0, Truth.LIVE), (10, Truth.FAILING), (11, Truth.LIVE))
    return site.article()


@TABLE.add("certificate-ran-out", ("de", "es"))
def certificate(site: Site) -> Place:
    from web.model import Labelled

    weather(site, (0, Weather()), (7, Weather(tls=Tls.EXPIRED)), (11, Weather()))
    true(site, (0, Truth.LIVE), (7, Truth.TLS_FAULT), (11, Truth.LIVE))
    path = site.article()
    url = f"https://{site.name}{path}"
    link = Labelled(url, "certificate-ran-out", site.language, tuple(site.truths))
    return Place((link,), (site.host(),))


def _flapping(site: Site, bad: Part, every: int) -> str:
    path = site.article()
    page = site.parts[path]
    site.parts[path] = lambda request, day: (bad if day % every else page)(request, day)
    days = range(40)
    true(site, *((day, Truth.FAILING if day % every else Truth.LIVE) for day in days))
    return path


@TABLE.add("flaps-404", SOME)
def flaps(site: Site) -> str:
    return _flapping(site, _gone(site), 2)


@TABLE.add("flaps-500", ("en", "fr"))
def flaps_500(site: Site) -> str:
    return _flapping(site, _error(500), 3)


@TABLE.add("comes-back", ALL)
def comes_back(site: Site) -> str:
    """Dead for two weeks, then the page itself is there again."""
    back = (15, Truth.LIVE, None)
    return _phases(site, (0, Truth.LIVE, None), (1, Truth.DEAD, _gone(site)), back)


@TABLE.add("was-dead-comes-back", SOME)
def was_dead(site: Site) -> str:
    """Dead from the first look on, so that nothing is known of the page that comes back."""
    return _phases(site, (0, Truth.DEAD, _gone(site)), (15, Truth.LIVE, None))


# Dead, and then something answers that is not the page.

FAKES: dict[str, tuple[Truth, Callable[[Site], Part]]] = {
    "soft-404": (Truth.SOFT_DEAD, lambda site: always(site.missing_page())),
    "challenge": (Truth.UNDECIDABLE, lambda site: always(challenge(site, CLOUDFLARE))),
    "sign-in": (Truth.UNDECIDABLE, lambda site: lambda request, day: (
        Answer(login_page(site)) if request.path == "/users/in" else redirect("/users/in"))),
    "parked": (Truth.SOFT_DEAD, lambda site: always(parked_page(site))),
    "cut": (Truth.FAILING, lambda site: lambda request, day: Raw(
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 48211\r\n\r\n<!D",))),
    "consent": (Truth.UNDECIDABLE, lambda site: always(consent_page(site))),
    "sent-home": (Truth.SOFT_DEAD, lambda site: lambda request, day: (
        redirect("/") if request.path != "/" else Answer(site.home()))),
    "empty": (Truth.FAILING, lambda site: always("")),
}  # fmt: skip
DEATHS = {"404": 404, "410": 410, "500": 500}


def _fake(death: str, fake: str, language: str) -> None:
    """From `FAKED` on every name of the host gets the fake."""

    @TABLE.add(f"{death}-then-{fake}", (language,))
    def build(site: Site) -> str:
        truth, make = FAKES[fake]
        answers = make(site)
        path = site.article()

        def first(request: Request, day: int) -> Reply:
            if request.path == "/robots.txt":
                return Answer("", 404)
            if day < FAKED:
                return _death(site, death, request, path)
            return answers(request, day)

        site.before = first
        if death == "nxdomain":
            weather(site, (0, Weather(dns=Dns.NXDOMAIN)), (FAKED, Weather()))
        if death == "refused":
            weather(site, (0, Weather(port=Port.REFUSED)), (FAKED, Weather()))
        failing = Truth.FAILING if death in ("refused", "500") else Truth.DEAD
        true(site, (0, failing), (FAKED, truth))
        return path


def _death(site: Site, death: str, request: Request, path: str) -> Reply:
    if request.path == "/":
        return Answer(site.home())
    status = DEATHS.get(death, 404) if request.path == path else 404
    return Answer(site.missing_page(), status, reason="Gone")


_LANGUAGES = ("en", "de", "fr", "es", "ru", "zh")
for _at, (_death_kind, _fake_kind) in enumerate(
    (death, fake) for death in ("404", "410", "nxdomain", "refused", "500") for fake in FAKES
):
    _fake(_death_kind, _fake_kind, _LANGUAGES[_at % len(_LANGUAGES)])
