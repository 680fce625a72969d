"""Redirects that lead nowhere, everywhere, or round and round."""

import asyncio
import itertools

from hostile_servers.model import ENDLESS, PAGE, hostile, left_open
from servers import Behaviour, Request, answer, flood, raw, redirect

LOCATION = b"HTTP/1.1 302 Found\r\nLocation: "


def to(location: str) -> Behaviour:
    """A redirect to whatever is written, in UTF-8."""
    return raw(LOCATION + location.encode() + b"\r\nContent-Length: 0\r\n\r\n")


def growing(status: int = 302, *, cookie: bool = False, refresh: bool = False) -> Behaviour:
    """Leads to itself with a longer query each time, by a redirect or by a page."""
    numbers = itertools.count()

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        number = next(numbers)
        path = request.target.partition("?")[0]
        target = f"{path}?{'x' * number}{number}"
        headers = [("Refresh", f"0; url={target}") if refresh else ("Location", target)]
        if cookie:
            headers.append(("Set-Cookie", f"c{number}={'x' * 4_000}; Path=/"))
        said = "200 OK" if refresh else f"{status} Elsewhere"
        await answer(PAGE if refresh else b"", said, headers=tuple(headers))(request, writer)

    return behave


def same_with_cookie(request: Request, writer: asyncio.StreamWriter):
    """Leads to itself and sets a cookie each time: what a wall for browsers does."""
    headers = (("Location", request.target), ("Set-Cookie", "seen=1; Path=/"))
    return answer(b"", "302 Found", None, headers)(request, writer)


NO_TARGET = "bad-redirect"
REFUSED = "address-refused bad-redirect port-refused"

REDIRECTS = {
    "to-itself": hostile(redirect("/to-itself"), "redirect-loop"),
    "to-itself-with-cookies": hostile(same_with_cookie, "cookie-loop"),
    "to-itself-forever": hostile(growing(), "too-many-redirects"),
    "to-itself-by-308": hostile(growing(308), "too-many-redirects"),
    "to-itself-with-more-cookies": hostile(growing(cookie=True), "too-many-redirects cookie-loop"),
    "to-itself-by-refresh": hostile(growing(refresh=True), "200 too-many-redirects"),
    "to-nowhere": hostile(redirect(""), NO_TARGET),
    "without-location": hostile(answer(b"", "302 Found", None), NO_TARGET),
    "to-blanks": hostile(to(" \t "), NO_TARGET),
    "to-a-query": hostile(to("?"), "redirect-loop too-many-redirects"),
    "to-a-fragment": hostile(to("#a"), "redirect-loop"),
    "to-no-host": hostile(to("http://"), NO_TARGET),
    "to-slashes": hostile(to("////"), NO_TARGET),
    "to-backslashes": hostile(to("\\\\\\\\"), NO_TARGET),
    "to-an-open-bracket": hostile(to("http://[::1"), NO_TARGET),
    "to-a-bad-port": hostile(to("http://a.test:99999/"), NO_TARGET),
    "to-port-0": hostile(to("http://10.0.0.1:0/"), REFUSED),
    "to-inside": hostile(to("http://169.254.169.254/latest/"), REFUSED),
    "to-inside-by-number": hostile(to("http://2852039166/"), REFUSED),
    "to-a-script": hostile(to("javascript:alert(1)"), NO_TARGET),
    "to-data": hostile(to("data:text/html,<p>x"), NO_TARGET),
    "to-a-file": hostile(to("file:///etc/passwd"), NO_TARGET),
    "to-a-view": hostile(to("view-source:http://a.test/"), "bad-redirect app-redirect"),
    "to-an-application": hostile(to("intent://x/#Intent;end"), "app-redirect"),
    "to-a-shop": hostile(to("market://details?id=x"), "app-redirect"),
    "to-a-long-address": hostile(to("/" + "x" * 60_000), NO_TARGET),
    "to-a-long-host": hostile(to("http://" + "x" * 5_000 + ".test/"), NO_TARGET + " dns-name"),
    "to-bytes": hostile(
        raw(LOCATION + b"\xff\xfe\x00\r\n\r\n"), "bad-redirect protocol"
    ),
    "to-latin-1": hostile(raw(LOCATION + b"/caf\xe9\r\nContent-Length: 0\r\n\r\n"), "404"),
    "to-a-picture": hostile(to("http://\N{PILE OF POO}.test/"), NO_TARGET + " dns-name"),
    "to-bad-punycode": hostile(to("http://xn--a.test/"), NO_TARGET + " dns-name"),
    "to-many": hostile(
        answer(b"", "302 Found", None, (("Location", "/a"), ("Location", "/b"))), "404"
    ),
    "to-a-new-line": hostile(
        raw(LOCATION + b"/a\r\n b\r\nContent-Length: 0\r\n\r\n"), "404 bad-redirect"
    ),
    "to-a-user": hostile(to("http://user:pass@10.0.0.1/"), REFUSED),
    "choices": hostile(answer(PAGE, "300 Multiple Choices", headers=(("Location", "/a"),)), "300"),
    "by-proxy": hostile(answer(PAGE, "305 Use Proxy", headers=(("Location", "/a"),)), "305"),
    "created-elsewhere": hostile(answer(PAGE, "201 Made", headers=(("Location", "/a"),)), "201"),
    "body-without-end": hostile(
        flood(b"x" * 1_000, LOCATION + b"/a\r\nContent-Length: 99999999\r\n\r\n", ENDLESS), "404"
    ),
    "body-that-never-comes": hostile(
        left_open(LOCATION + b"/a\r\nContent-Length: 9\r\n\r\n"), "404"
    ),
    "refresh-inside": hostile(
        answer(PAGE, headers=(("Refresh", "0; url=http://10.0.0.1/"),)), REFUSED
    ),
    "refresh-to-text": hostile(
        answer(PAGE, headers=(("Refresh", "0" * 50_000 + "; url=\\\\["),)), "200"
    ),
    "refresh-to-a-script": hostile(
        answer(PAGE, headers=(("Refresh", "0; url=javascript:alert(1)"),)), "200"
    ),
    "meta-inside": hostile(
        answer('<meta http-equiv="refresh" content="0;url=//10.0.0.1/">'), REFUSED
    ),
    "meta-to-a-file": hostile(
        answer('<meta http-equiv="refresh" content="0;url=file:///etc/passwd">'), "200"
    ),
}  # fmt: skip
