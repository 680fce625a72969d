"""Small trials beside the replay: a host with a limit, and one bad minute."""

from __future__ import annotations

import time

from web.model import HANG, RESET, Answer, Dns, Host, Labelled, Port, Reply, Request, Weather
from web.site import Site, always

LIMITED_LINKS = 300


class Bucket:
    """A limit as gateways keep it: `burst` requests at once, then `rate` a second."""

    def __init__(self, burst: float, rate: float) -> None:
        self.burst, self.rate = burst, rate
        self.left, self.seen = burst, time.monotonic()
        self.refused = 0

    def take(self) -> bool:
        now = time.monotonic()
        self.left = min(self.burst, self.left + (now - self.seen) * self.rate)
        self.seen = now
        if self.left < 1:
            self.refused += 1
            return False
        self.left -= 1
        return True


def limited(bucket: Bucket) -> tuple[list[Labelled], list[Host]]:
    """One host with many pages, which answers 429 with a time to wait above its limit."""
    site = Site("en", "limited", https=False)
    paths = [site.article(path=f"/{n}/{site.voice(str(n)).title()[1]}", what=str(n))
             for n in range(LIMITED_LINKS)]  # fmt: skip
    wait = (("Retry-After", "2"),)

    def serve(request: Request, day: int) -> Reply:
        if request.path == "/robots.txt":
            return Answer("", 404)
        return site.serve(request, day) if bucket.take() else Answer("", 429, wait)

    links = [site.link(path, f"limited {path}") for path in paths]
    return links, [Host(site.name, serve)]


BAD: dict[str, Reply] = {
    "500": Answer("<h1>500</h1>", 500, reason="Internal Server Error"),
    "502": Answer("<h1>502</h1>", 502, reason="Bad Gateway"),
    "503": Answer("<h1>503</h1>", 503, reason="Service Unavailable"),
    "reset": RESET,
    "hang": HANG,
}


OUTAGES: dict[str, tuple[Weather, Reply]] = {
    "no name": (Weather(dns=Dns.NXDOMAIN), RESET),
    "refused": (Weather(port=Port.REFUSED), RESET),
    "503": (Weather(), Answer("<h1>503</h1>", 503, reason="Service Unavailable")),
    "429 for an hour": (Weather(), Answer("", 429, (("Retry-After", "3600"),))),
    "hang": (Weather(), HANG),
}
LINKS_OF_A_HOST = 20


def outages() -> list[tuple[str, list[Labelled], list[Host]]]:
    """One host with many links that is out, beside one that is well."""
    return [(name, *_outage(name, *how)) for name, how in OUTAGES.items()]


def _outage(name: str, weather: Weather, fault: Reply) -> tuple[list[Labelled], list[Host]]:
    site = Site("en", f"outage {name}", https=False)
    site.weather = [(0, weather)]
    site.before = lambda request, day: fault
    good = Site("en", f"well beside {name}", https=False)
    links = [site.link(f"/{n}/page", name) for n in range(LINKS_OF_A_HOST)]
    return [*links, good.link(good.article(), "good")], [site.host(), good.host()]


def bad_minutes() -> list[tuple[str, list[Labelled], list[Host]]]:
    """For each fault: it comes once, and it lasts for the whole run."""
    return [
        (f"{name} {how}", *_bad_minute(name, fault, once=how == "once"))
        for name, fault in BAD.items()
        for how in ("once", "throughout")
    ]


def _bad_minute(name: str, fault: Reply, *, once: bool) -> tuple[list[Labelled], list[Host]]:
    site = Site("en", f"bad minute {name} {once}", https=False)
    path = site.article()
    page = site.parts[path]
    site.parts[path] = lambda request, day: page(request, day) if once and request.nth else fault
    site.parts["/robots.txt"] = always("", 404)
    good = Site("en", f"good neighbour {name} {once}", https=False)
    links = [site.link(path, name), good.link(good.article(), "good")]
    return links, [site.host(), good.host()]
