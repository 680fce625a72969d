"""Cookies of one chain: as browsers keep them, and dropped with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from linkassay import urls
from linkassay.dates import http_date
from linkassay.fetch.target import Target
from linkassay.urls.ip import parse_ip

MOST_COOKIES = 50
"""RFC 6265, 6.1: at least so many of one domain are to be kept; a chain has few domains."""

COOKIE_BYTES = 4096
"""RFC 6265, 6.1: name, value and attributes together."""

SENT_BYTES = 8 * 1024
"""Bytes of one `Cookie` header: the most that common servers take in a head line by default."""

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""A server that does not say what time it is takes a cookie back by a date before this one."""


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie (RFC 6265, 5.3). Its value is in no `repr`: it may be a key to a session."""

    name: str
    value: str = field(repr=False)
    domain: str
    host_only: bool
    path: str
    secure: bool

    @property
    def key(self) -> tuple[str, str, str]:
        return self.name, self.domain, self.path

    def is_for(self, target: Target) -> bool:
        """Whether it is sent with a request to this target (RFC 6265, 5.4)."""
        host = target.host == self.domain
        below = not self.host_only and _is_below(target.host, self.domain)
        return (
            (host or below)
            and _path_matches(target.directory, self.path)
            and (target.secure or not self.secure)
        )


class CookieJar:
    """The cookies that were set on one chain. Never stored, never logged."""

    def __init__(self, cookies: Iterable[Cookie] = ()) -> None:
        self._cookies = {cookie.key: cookie for cookie in cookies}

    @property
    def cookies(self) -> tuple[Cookie, ...]:
        """All of them, the oldest first."""
        return tuple(self._cookies.values())

    def take(self, target: Target, written: Iterable[str], now: str | None) -> None:
        """Take the `Set-Cookie` values of an answer; `now` is its `Date`.

        What names another site, a public suffix (`co.uk`) or too much is left out.
        """
        for line in written:
            cookie, ends = _read(line[: 2 * COOKIE_BYTES], target, now)
            if cookie is None:
                continue
            self._cookies.pop(cookie.key, None)
            if not ends:
                self._cookies[cookie.key] = cookie
            if len(self._cookies) > MOST_COOKIES:
                del self._cookies[next(iter(self._cookies))]

    def header(self, target: Target) -> str:
        """The `Cookie` value for a request, empty where there is nothing to send.

        Longer paths come first, then older cookies (RFC 6265, 5.4).
        """
        if not self._cookies:
            return ""
        fitting = [cookie for cookie in self._cookies.values() if cookie.is_for(target)]
        pairs: list[str] = []
        size = 0
        for cookie in sorted(fitting, key=lambda item: -len(item.path)):
            pair = f"{cookie.name}={cookie.value}" if cookie.name else cookie.value
            size += len(pair) + 2
            if size <= SENT_BYTES:
                pairs.append(pair)
        return "; ".join(pairs)


def _read(line: str, target: Target, now: str | None) -> tuple[Cookie | None, bool]:
    """The cookie of a `Set-Cookie` value, `None` where it is refused; and whether it ends it."""
    pair, *rest = line.split(";")
    name, equals, value = pair.partition("=")
    name, value = (name.strip(), value.strip()) if equals else ("", pair.strip())
    sound = (name or value) and len(line) <= COOKIE_BYTES and (name + value).isprintable()
    if not sound or not (name + value).isascii():
        return None, False
    attributes = _attributes(rest)
    domain = attributes.get("domain", "").lstrip(".").lower()
    if domain and not _may_set(target.host, domain):
        return None, False
    secure = "secure" in attributes
    if secure and not target.secure:
        return None, False
    path = attributes.get("path", "")
    cookie = Cookie(
        name=name,
        value=value,
        domain=domain or target.host,
        host_only=not domain or _is_suffix(domain),
        path=path if path.startswith("/") else _default_path(target.directory),
        secure=secure,
    )
    return cookie, _ends(attributes, now)


def _attributes(parts: Iterable[str]) -> dict[str, str]:
    """By name in lower case; the last of several counts (RFC 6265, 5.3)."""
    split = (part.partition("=") for part in parts)
    return {name.strip().lower(): value.strip() for name, _, value in split}


def _may_set(host: str, domain: str) -> bool:
    """Whether a host may set a cookie for a domain: its own or one above it, no public suffix."""
    return host == domain or (_is_below(host, domain) and not _is_suffix(domain))


def _is_suffix(domain: str) -> bool:
    """Whether everybody may register below this domain (`co.uk`, `test`)."""
    below = f"x.{domain}"
    return urls.registrable(below) == below


def _is_below(host: str, domain: str) -> bool:
    return host.endswith("." + domain) and parse_ip(host) is None


def _default_path(path: str) -> str:
    """RFC 6265, 5.1.4: up to the last slash of the request's path."""
    return path[: path.rfind("/")] or "/"


def _path_matches(path: str, wanted: str) -> bool:
    """RFC 6265, 5.1.4."""
    return path.startswith(wanted) and (
        len(path) == len(wanted) or wanted.endswith("/") or path[len(wanted)] == "/"
    )


def _ends(attributes: dict[str, str], now: str | None) -> bool:
    """Whether a cookie is taken back: by its age, else by a date that is over for the server."""
    age = attributes.get("max-age", "")
    if age.removeprefix("-").isdecimal():
        return age.startswith("-") or not age.strip("0")
    expires = http_date(attributes.get("expires"))
    return expires is not None and expires <= (http_date(now) or LONG_AGO)
