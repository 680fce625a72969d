"""Secrets planted wherever an address can stand: in documents, in answers, in arguments.

Each has a value of its own, made of its name, that looks like a secret to every row of the table.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from servers import Behaviour, Request

PIECE = 8
"""So many characters of a secret in a row count as the secret found again."""


@dataclass
class Plants:
    """The secrets planted so far, by the names of their places."""

    values: dict[str, str] = field(default_factory=dict)

    def __call__(self, name: str) -> str:
        digits = sha256(name.encode()).hexdigest()
        value = f"{digits[:5]}Z7k{digits[5:10]}Qw4{digits[10:15]}"
        self.values[name] = value
        return value

    def found_in(self, text: str | bytes) -> set[str]:
        """The names of the secrets of which any piece stands in a text or in bytes."""
        where = text if isinstance(text, str) else text.decode("utf-8", "replace")
        where += where.replace("\x00", "")
        return {name for name, value in self.values.items() if _pieces(value, where)}


def _pieces(value: str, where: str) -> bool:
    return any(value[at : at + PIECE] in where for at in range(len(value) - PIECE + 1))


QUERY_NAMES = (
    "token", "access_token", "id_token", "api_key", "apikey", "key", "auth", "sig", "Signature",
    "X-Amz-Signature", "X-Amz-Credential", "X-Amz-Security-Token", "password", "client_secret",
    "session", "sid", "PHPSESSID", "ticket", "SAMLResponse", "private_token", "oauth_token",
    "reset_password_token",
)  # fmt: skip


def markdown(plant: Plants, site: str) -> str:
    """A Markdown document; `site` is `host:port` of the server that answers for all of it."""
    web = f"http://{site}"
    queries = "\n".join(
        f"- [Source {n}]({web}/q{n}?page={n}&{name}={plant(f'query {name}')})."
        for n, name in enumerate(QUERY_NAMES)
    )
    return f"""---
title: A page of the harbour
canonical: {web}/own?token={plant("front matter")}
---

# A page of the harbour

First [inline](http://reader:{plant("userinfo inline")}@{site}/inline), then in brackets
<http://reader:{plant("userinfo autolink")}@{site}/autolink>, then bare:
http://reader:{plant("userinfo bare")}@{site}/bare and so on.

{queries}

Originally published by The Moscow Times at {web}/origin?token={plant("credit line")}

A login comes back at [here]({web}/cb?code={plant("oauth code")}&state={plant("oauth state")}).
A [value]({web}/v?x=eyJ{plant("jwt")}.eyJhYmNkZWY.sIgNaTuRe) that gives itself away, and
[another]({web}/g?x=ghp_{plant("github shape")}0123456789).
A [fragment]({web}/f#access_token={plant("fragment")}&token_type=bearer), a
[path]({web}/reset/{plant("path token")}/), a
[session]({web}/s;jsessionid={plant("jsessionid")}?x=1), a
[hook]({web}/services/T00000000/B00000000/{plant("slack hook")}), a
[bot]({web}/bot123456:{plant("telegram")}/getMe), and
[one in another]({web}/login?next=http%3A%2F%2Fa.example%2F%3Ftoken%3D{plant("nested")}).
The [broken one](http://reader:{plant("malformed userinfo")}/x@{site}/y), one
[with an entity]({web}/e?x=1&amp;token={plant("entity")}), a
[reference][note], and [{web}/anchor?token={plant("anchor")}]({web}/anchor).
<a href="{web}/raw?token={plant("raw html")}">Raw</a>.

Last, the [way on]({web}/redirect), the [broken way]({web}/broken) and the [page]({web}/page).

[note]: {web}/note?token={plant("definition")}
"""


def html(plant: Plants, site: str) -> str:
    """An HTML document."""
    web = f"http://{site}"
    return f"""<!doctype html><html lang="en"><head><title>The harbour</title>
<link rel="canonical" href="{web}/own?token={plant("own canonical")}">
<meta property="og:url" content="{web}/own?access_token={plant("own og:url")}">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "The harbour",
"datePublished": "2019-03-29", "url": "{web}/own?token={plant("json-ld url")}",
"mainEntityOfPage": "http://u:{plant("json-ld userinfo")}@{site}/own"}}</script></head><body>
<article><h1>The harbour</h1>
<p>He <a href="http://reader:{plant("href userinfo")}@{site}/a">wrote</a>
and <a href="{web}/b?sig={plant("href query")}">signed</a>.</p>
<iframe src="{web}/c?token={plant("iframe")}"></iframe>
<blockquote cite="{web}/d?token={plant("blockquote")}"><p>A word.</p></blockquote>
<p>This story first appeared at {web}/e?token={plant("html credit")}.</p></article></body></html>
"""


def text(plant: Plants, site: str) -> str:
    """A plain text as it comes out of a PDF: one address is wrapped."""
    web = f"http://{site}"
    return f"""The harbour

See {web}/wrapped/a-long-way-to-go?page=12&
token={plant("wrapped")} for more.

{"Many words stand before it " * 8}{web}/window?x=1&token={plant("window")}&y=2 {"and after " * 20}

By reader:{plant("userinfo without scheme")}@www.harbour.example/x as well.
"""


def behaviours(plant: Plants, site: Callable[[], str]) -> dict[str, Behaviour]:
    """What the server answers, by path; `site` gives its `host:port` once it runs."""
    for name in ("cookie", "authenticate", "own header", "location", "location userinfo"):
        plant(name)
    for name in ("bad location", "canonical", "canonical userinfo", "link header", "title"):
        plant(name)
    head = "\r\n".join(
        (
            f"Set-Cookie: id={plant('cookie')}",
            f'WWW-Authenticate: Basic realm="{plant("authenticate")}"',
            f"X-Own: {plant('own header')}",
        )
    )

    def page() -> str:
        web = f"http://u:{plant('canonical userinfo')}@{site()}"
        return (
            f"<title>At {web}/?token={plant('title')} now</title>"
            f'<link rel="canonical" href="{web}/landed?token={plant("canonical")}">'
        )

    def landing() -> str:
        userinfo = f"u:{plant('location userinfo')}@"
        return f"Location: http://{userinfo}{site()}/landed?access_token={plant('location')}"

    broken = f"Location: http://u:{plant('bad location')}@ba d.example/"
    link = f'Link: </landed?token={plant("link header")}>; rel="canonical"'
    return {
        "/redirect": _answer("302 Found", lambda: f"{head}\r\n{landing()}"),
        "/broken": _answer("302 Found", lambda: f"{head}\r\n{broken}"),
        "/article": _answer("200 OK", lambda: head, lambda: html(plant, site())),
        "/reset": _answer("404 Not Found", lambda: head),
        "*": _answer("200 OK", lambda: f"{head}\r\n{link}", page),
    }


def _answer(
    status: str, head: Callable[[], str], body: Callable[[], str] = lambda: "<title>x</title>"
) -> Behaviour:
    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        content = body().encode()
        length = f"Content-Type: text/html\r\nContent-Length: {len(content)}\r\nConnection: close"
        writer.write(f"HTTP/1.1 {status}\r\n{head()}\r\n{length}\r\n\r\n".encode() + content)

    return behave
