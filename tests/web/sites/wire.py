"""Live pages in bytes that break the rules of HTTP, as browsers take them all the same."""

from __future__ import annotations

import gzip
from collections.abc import Callable

from web.model import Answer, Raw, Reply, Request
from web.shapes import ONE, Table
from web.site import Site

TABLE = Table()
Bytes = Callable[[bytes], tuple[bytes, ...]]
_KIND = b"Content-Type: text/html; charset=utf-8\r\n"
_HTML = b"HTTP/1.1 200 OK\r\n" + _KIND


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def _zipped(data: bytes, keep: float) -> tuple[bytes, ...]:
    packed = gzip.compress(data)
    cut = packed[: int(len(packed) * keep)]
    head = _HTML + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(cut)
    return head, cut


WAYS: dict[str, tuple[tuple[str, ...], Bytes]] = {
    "chunked": (("en",), lambda d: (
        _HTML + b"Transfer-Encoding: chunked\r\n\r\n",
        _chunk(d[:999]), _chunk(d[999:]), b"0\r\n\r\n")),
    "chunked-without-end": (("de",), lambda d: (
        _HTML + b"Transfer-Encoding: chunked\r\n\r\n", _chunk(d))),
    "gzip": (("fr", "zh"), lambda d: _zipped(d, 1)),
    "gzip-cut": (("ru",), lambda d: _zipped(d, 0.8)),
    "length-too-large": (("en",), lambda d: (
        _HTML + b"Content-Length: %d\r\n\r\n" % (len(d) + 40), d)),
    "until-closed": (("es",), lambda d: (_HTML + b"Connection: close\r\n\r\n", d)),
    "http-1.0": (("ru",), lambda d: (b"HTTP/1.0 200 OK\r\n" + _KIND + b"\r\n", d)),
    "icy": (("en",), lambda d: (b"ICY 200 OK\r\n" + _KIND + b"\r\n", d)),
    "no-head": (("de",), lambda d: (d,)),
    "two-lengths": (("fr",), lambda d: (
        _HTML + b"Content-Length: %d\r\nContent-Length: %d\r\n\r\n" % (len(d), len(d)), d)),
    "many-header-lines": (("en", "zh"), lambda d: (
        _HTML + b"".join(b"X-Debug-%d: %s\r\n" % (n, b"v" * 40) for n in range(400))
        + b"Content-Length: %d\r\n\r\n" % len(d), d)),
    "early-hints": (("es",), lambda d: (
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" + _HTML
        + b"Content-Length: %d\r\n\r\n" % len(d), d)),
    "bare-line-ends": (("en",), lambda d: (
        (_HTML + b"Content-Length: %d\r\n\r\n" % len(d)).replace(b"\r\n", b"\n"), d)),
    "header-without-colon": (("de", "en", "zh"), lambda d: (
        _HTML + b"X-Broken\r\nContent-Length: %d\r\n\r\n" % len(d), d)),
    "no-reason": (("fr",), lambda d: (
        b"HTTP/1.1 200\r\n" + _KIND + b"Content-Length: %d\r\n\r\n" % len(d), d)),
    "blank-before-colon": (("en", "ru"), lambda d: (
        _HTML + b"X-Served-By : front-3\r\nContent-Length: %d\r\n\r\n" % len(d), d)),
    "folded-header": (("de", "zh"), lambda d: (
        _HTML + b"X-Policy: a;\r\n  b;\r\n\tc\r\nContent-Length: %d\r\n\r\n" % len(d), d)),
    "old-letters-in-a-header": (("fr", "es"), lambda d: (
        _HTML + b"X-Ville: Montr\xe9ville\r\nContent-Length: %d\r\n\r\n" % len(d), d)),
    "two-content-types": (("ru",), lambda d: (
        _HTML + _KIND + b"Content-Length: %d\r\n\r\n" % len(d), d)),
    "no-content-type": (("ru",), lambda d: (
        b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(d), d)),
}  # fmt: skip


def _odd(kind: str) -> None:
    languages, way = WAYS[kind]

    @TABLE.add(kind, languages, https=False if kind == "no-head" else None)
    def build(site: Site) -> str:
        path = site.article()
        page = site.parts[path]

        def part(request: Request, day: int) -> Reply:
            whole = page(request, day)
            assert isinstance(whole, Answer)
            return Raw(way(str(whole.body).encode()))

        site.parts[path] = part
        return path


for _kind in WAYS:
    _odd(_kind)

OLD_LETTERS = {"ru": "windows-1251", "de": "iso-8859-1", "zh": "gb18030"}


@TABLE.add("old-letters", tuple(OLD_LETTERS))
def old_letters(site: Site) -> str:
    """A page in the encoding of its time, told by the header alone."""
    path = site.article()
    page = site.parts[path]
    name = OLD_LETTERS[site.language]

    def part(request: Request, day: int) -> Reply:
        whole = page(request, day)
        assert isinstance(whole, Answer)
        body = (
            str(whole.body).replace('<meta charset="utf-8">', "").encode(name, "xmlcharrefreplace")
        )
        return Answer(body, kind=f"text/html; charset={name}")

    site.parts[path] = part
    return path


__all__ = ["ONE", "TABLE"]
