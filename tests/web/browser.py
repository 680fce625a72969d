"""A reader with a browser, as far as the labels of the web need one: no sockets, only answers.

It sends what browsers send, keeps cookies, follows redirects and refreshes, tries again once what
broke off, and takes bytes that keep to no rule as pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from web.model import Answer, Dns, Host, Port, Raw, Request

MOST_HOPS = 20
_SOON = 30
"""Seconds after which a reader has begun to read."""
_REFRESH = re.compile(r'http-equiv="refresh" content="(\d+);\s*url=([^"]*)"', re.IGNORECASE)
_SCRIPT = re.compile(r"<script>(?:window\.)?location(?:\.href = |\.replace\()'([^']*)'")
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_WRITTEN = "%/:=&?#~+!$,;'@()*[]_"
"""What browsers leave as it is in an address (roughly the WHATWG URL standard)."""
_STATUS = re.compile(rb"^(?:HTTP/\d\.\d|ICY) (\d{3})")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the reader sees at last: an address, a status (`None`: nothing), and the page."""

    url: str
    status: int | None
    page: str = ""


def visit(url: str, day: int, hosts: Mapping[str, Host]) -> Shown:
    """Follow a link on a day, and once more where nothing came of it."""
    first = _visit(url, day, hosts, nth=0)
    return first if first.status == 200 else _visit(url, day, hosts, nth=1)


def _visit(url: str, day: int, hosts: Mapping[str, Host], nth: int) -> Shown:
    cookies: dict[str, str] = {}
    for _ in range(MOST_HOPS + 1):
        parts = urlsplit(url)
        host = hosts.get((parts.hostname or "").encode("idna").decode())
        if host is None or parts.scheme not in ("http", "https") or not _reached(host, day):
            return Shown(url, None)
        status, page, where = _ask(host, url, day, cookies, nth)
        if where is None:
            return Shown(url, status, page)
        url = urljoin(url, quote(where.strip().replace("\\", "/"), safe=_WRITTEN))
    return Shown(url, None)


def _reached(host: Host, day: int) -> bool:
    weather = host.weather_on(day)
    return weather.port is Port.OPEN and weather.dns in (Dns.A, Dns.BOTH, Dns.FIRST_DEAD)


def _ask(
    host: Host, url: str, day: int, cookies: dict[str, str], nth: int
) -> tuple[int | None, str, str | None]:
    """The status, the page, and where it leads to if it leads on."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    target = quote((parts.path or "/") + query, safe=_WRITTEN)
    headers = {
        "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0",
        "accept": "text/html,application/xhtml+xml,*/*;q=0.8",
        "accept-language": "en-GB,en;q=0.7",
        "cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
    }
    reply = host.serve(Request("GET", target, host.name, parts.scheme, headers, nth), day)
    if isinstance(reply, Raw):
        return _read(reply)
    for name, value in reply.headers:
        if name.lower() == "set-cookie":
            cookie, _, rest = value.partition(";")[0].partition("=")
            cookies[cookie] = rest
    page = reply.body if isinstance(reply.body, str) else reply.body.decode("utf-8", "replace")
    return reply.status, page, _leads(reply, page)


def _leads(reply: Answer, page: str) -> str | None:
    told = {name.lower(): value for name, value in reply.headers}
    if reply.status in range(300, 400) and "location" in told:
        return told["location"]
    if "refresh" in told:
        return told["refresh"].partition("url=")[2]
    with_scripts = _NO_SCRIPT.sub("", page)
    if (script := _SCRIPT.search(with_scripts)) is not None:
        return script[1]
    found = _REFRESH.search(with_scripts)
    return found[2] if found and int(found[1]) < _SOON else None


def _read(reply: Raw) -> tuple[int | None, str, None]:
    data = b"".join(reply.pieces)
    if not data or reply.reset:
        return None, "", None
    hinted = data.split(b"\r\n\r\n", 1)[1] if data.startswith(b"HTTP/1.1 103") else data
    status = _STATUS.match(hinted)
    return int(status[1]) if status else 200, data.decode("utf-8", "replace"), None
