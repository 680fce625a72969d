"""A site on loopback with as many articles as a test wants, and with the traps that sites have."""

from __future__ import annotations

import asyncio
import gzip
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

from servers import Request, Server

HOST = "127.0.0.1"
OTHER = "127.0.0.2"
FIRST = date(2026, 1, 1)
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

Answer = tuple[int, str, bytes, tuple[tuple[str, str], ...]]


def prose(name: str) -> str:
    """A paragraph that no other page has."""
    seed = sha256(name.encode()).hexdigest()
    return " ".join(
        f"Here {seed[at : at + 5]} is told of {name} for {at} readers." for at in range(40)
    )


@dataclass
class Site:
    """`articles` of them are in its sitemaps; `edited` are those that were changed on a day.

    `gone` are no longer there. `asked` counts what was asked and `bodies` what was sent whole, by
    target; `most_at_once` is how many requests were ever in flight.
    """

    articles: int = 40
    edited: dict[int, date] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    asked: Counter[str] = field(default_factory=Counter)
    bodies: Counter[str] = field(default_factory=Counter)
    order: list[str] = field(default_factory=list)
    most_at_once: int = 0
    sitemap_status: int = 200
    _now: int = 0
    _server: Server | None = None
    _other: Server | None = None

    def __enter__(self) -> Site:
        self._server = Server({"*": self._behave, "/robots.txt": self._behave})
        self._server.__enter__()
        self._other = Server({"*": self._behave}, host=OTHER)
        self._other.__enter__()
        return self

    def __exit__(self, *raised: object) -> None:
        assert self._server is not None
        assert self._other is not None
        self._server.__exit__(None, None, None)
        self._other.__exit__(None, None, None)

    def url(self, path: str = "/", host: str = HOST) -> str:
        assert self._server is not None
        assert self._other is not None
        port = self._server.port if host == HOST else self._other.port
        return f"http://{host}:{port}{path}"

    def forget(self) -> None:
        """Count from here on."""
        self.asked.clear()
        self.bodies.clear()
        self.order.clear()

    def day(self, number: int) -> date:
        return self.edited.get(number, FIRST + timedelta(days=number % 200))

    async def _behave(self, request: Request, writer: asyncio.StreamWriter) -> None:
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        status, kind, body, headers = self._answer(request.target)
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        self.asked[request.target] += 1
        if status == 200 and request.headers.get("if-none-match") == tag:
            status, body = 304, b""
        if status == 200:
            self.bodies[request.target] += 1
            self.order.append(request.target)
        lines = [f"HTTP/1.1 {status} So", f"Content-Type: {kind}", f"ETag: {tag}"]
        if status != 304:
            lines.append(f"Content-Length: {len(body)}")
        lines += [f"{name}: {value}" for name, value in headers]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        self._now -= 1

    def _answer(self, target: str) -> Answer:
        parts = urlsplit(target)
        steps = parts.path.strip("/").split("/")
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        made = getattr(self, f"_{steps[0].partition(';')[0].partition('.')[0]}", None)
        if parts.path == "/":
            return self._home()
        return made(steps[1:], asked) if made else _missing()

    def _home(self) -> Answer:
        links = [
            "/article/1", "/article/2;jsessionid=A1B2C3D4E5F6", "/article/3?PHPSESSID=0a1b2c3d4e5f",
            "/article/4?utm_source=home#top", "/calendar?year=2026&month=1", "/list?page=1",
            "/shop?size=1&colour=2", "/shop?colour=2&size=1", "/twin/1", "/twin/2",
            "/named/long?view=1", "/moved/5", "/away", "/private/1", "/secret-draft", "/lost",
            "/paper.pdf", "/deep/1", "/quiet/1", "mailto:desk@paper.example",
        ]  # fmt: skip
        rest = "<a rel='nofollow' href='/unfollowed'>u</a><a href='/S/a/S/a/S/a/S'>s</a>"
        return _page("Home", prose("home"), links, rest)

    def _robots(self, _steps: list[str], _asked: dict[str, str]) -> Answer:
        named = f"Sitemap: {self.url('/sitemap_index.xml')}\n"
        text = f"User-agent: *\nDisallow: /private\n\n{named}{named}"
        return 200, "text/plain", text.encode(), ()

    def _sitemap_index(self, _steps: list[str], _asked: dict[str, str]) -> Answer:
        names = ["/sitemap_index.xml", "/odd.xml", "/even.xml.gz"]
        inside = "".join(f"<sitemap><loc>{self.url(name)}</loc></sitemap>" for name in names)
        return _xml(f"<sitemapindex {NAMESPACE}>{inside}</sitemapindex>")

    def _odd(self, _steps: list[str], _asked: dict[str, str]) -> Answer:
        strangers = f"<url><loc>{self.url('/article/7', OTHER)}</loc></url>"
        status, *rest = self._sitemap(1, strangers)
        return self.sitemap_status or status, *rest

    def _even(self, _steps: list[str], _asked: dict[str, str]) -> Answer:
        _, _, body, headers = self._sitemap(0, "")
        return 200, "application/x-gzip", gzip.compress(body, mtime=0), headers

    def _sitemap(self, remainder: int, more: str) -> Answer:
        inside = "".join(
            f"<url><loc>{self.url(f'/article/{number}')}</loc>"
            f"<lastmod>{self.day(number)}</lastmod></url>"
            for number in range(1, self.articles + 1)
            if number % 2 == remainder and number not in self.gone
        )
        return _xml(f"<urlset {NAMESPACE}>{inside}{more}</urlset>")

    def _article(self, steps: list[str], _asked: dict[str, str]) -> Answer:
        number = int(steps[0].partition(";")[0]) if steps[0].partition(";")[0].isdigit() else 0
        if not 1 <= number <= self.articles or number in self.gone:
            return _missing()
        words = f"{prose(f'article {number}')} Last edited on {self.day(number)}."
        following = number % self.articles + 1
        links = [f"/article/{following}", f"../article/{following}?utm_campaign=x", "/"]
        return _page(f"Article {number}", words, links)

    def _calendar(self, _steps: list[str], asked: dict[str, str]) -> Answer:
        year, month = int(asked["year"]), int(asked["month"])
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        links = [f"/calendar?year={year}&month={month}", f"/calendar?month={month}&year={year + 1}"]
        return _page(f"Calendar of {asked['year']}-{asked['month']}", "No events.", links)

    def _list(self, _steps: list[str], asked: dict[str, str]) -> Answer:
        page = int(asked["page"])
        links = [f"/list?page={page + 1}", f"/article/{min(page, self.articles)}"]
        return _page(f"List {page}", "All articles.", links)

    def _shop(self, _steps: list[str], asked: dict[str, str]) -> Answer:
        return _page("Shop", prose(f"shop {sorted(asked.items())}"), ["/"])

    def _twin(self, _steps: list[str], _asked: dict[str, str]) -> Answer:
        return _page("Twin", prose("twin"), ["/"])

    def _named(self, steps: list[str], asked: dict[str, str]) -> Answer:
        own = f"<link rel='canonical' href='{self.url('/named/short')}'>"
        return _page("Named", prose("named"), ["/"], own + f"<i>{steps} {asked}</i>")

    def _moved(self, steps: list[str], _asked: dict[str, str]) -> Answer:
        return 301, "text/plain", b"", (("Location", f"/article/{steps[0]}"),)

    def _away(self, _steps: list[str], _asked: dict[str, str]) -> Answer:
        return 302, "text/plain", b"", (("Location", self.url("/stranger", OTHER)),)

    def _deep(self, steps: list[str], _asked: dict[str, str]) -> Answer:
        return _page("Deep", prose(f"deep {steps[0]}"), [f"/deep/{int(steps[0]) + 1}"])

    def _quiet(self, steps: list[str], _asked: dict[str, str]) -> Answer:
        status, kind, body, _ = _page("Quiet", prose(f"quiet {steps}"), ["/quiet/2"])
        return status, kind, body, (("X-Robots-Tag", "noindex, nofollow"),)

    def _stranger(self, _steps: list[str], _asked: dict[str, str]) -> Answer:
        return _page("Stranger", prose("stranger"), ["/"])

    def _unfollowed(self, _steps: list[str], _asked: dict[str, str]) -> Answer:
        return _page("Unfollowed", prose("unfollowed"), ["/"])

    def _paper(self, _steps: list[str], _asked: dict[str, str]) -> Answer:
        return 200, "application/pdf", b"%PDF-1.7\n\x00\xff", ()

    def _feed(self, _steps: list[str], _asked: dict[str, str]) -> Answer:
        items = "".join(f"<item><link>/article/{number}</link></item>" for number in (1, 2, 3))
        return 200, "application/rss+xml", f"<rss version='2.0'>{items}</rss>".encode(), ()

    def _addresses(self, _steps: list[str], _asked: dict[str, str]) -> Answer:
        lines = [self.url("/article/1"), self.url("/article/2"), self.url("/article/1", OTHER)]
        return 200, "text/plain", "\n".join(lines).encode(), ()


def _page(title: str, words: str, links: list[str], more: str = "") -> Answer:
    listed = "".join(f"<li><a href='{link.replace('&', '&amp;')}'>go</a></li>" for link in links)
    text = (
        f"<!doctype html><html><head><title>{title}</title></head><body><article><p>{words}</p>"
        f"</article><nav><ul>{listed}</ul></nav>{more}</body></html>"
    )
    return 200, "text/html; charset=utf-8", text.encode(), ()


def _xml(text: str) -> Answer:
    return 200, "application/xml", f'<?xml version="1.0"?>{text}'.encode(), ()


def _missing() -> Answer:
    return 404, "text/html", b"<title>Not found</title>", ()
