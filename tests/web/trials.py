"""Small trials beside the replay: a host with a limit, and one bad minute."""

from __future__ import annotations

import time

from web.model import HANG, RESET, Answer, Host, Labelled, Reply, Request
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
