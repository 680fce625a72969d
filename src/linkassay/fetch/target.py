"""Whom a request goes to and what for: an address taken apart for the wire."""

from __future__ import annotations

import re
from dataclasses import dataclass

from linkassay import urls
from linkassay.fetch.errors import FetchError
from linkassay.model import ErrorKind

SCHEMES = ("http://", "https://")

PORTS = {"http": 80, "https": 443}

_HIGHEST_PORT = 65535
_LONGEST_HOST = 253

_LABEL = r"(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_BYTE = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_PLAIN = re.compile(
    rf"""(?P<scheme>https?)://
    (?P<host>(?:{_LABEL}\.)*(?=[a-z]){_LABEL}|{_BYTE}(?:\.{_BYTE}){{3}})
    (?::(?P<port>[1-9][0-9]{{0,4}}))?
    (?P<path>(?:/(?!\.)(?:[A-Za-z0-9_.~!$&'()*+,;=:@-]|%(?!2[Ee])[0-9A-Fa-f]{{2}})*)+
    (?:\?[A-Za-z0-9/_.~!$&()*+,;=:@%?-]*)?)
    (?:\#[!-~]*)?""",
    re.VERBOSE,
)
"""What browsers read as it is written (WHATWG URL): lower-case letters and no encoded ones in the
host, no dots to be resolved in the path, and nothing in need of percent-encoding."""


@dataclass(frozen=True, slots=True)
class Target:
    """`host` is in A-labels, IPv6 without brackets; `path` has the query and is ASCII."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def secure(self) -> bool:
        return self.scheme == "https"

    @property
    def is_own_port(self) -> bool:
        """Whether the port is the scheme's own."""
        return self.port == PORTS[self.scheme]

    @property
    def authority(self) -> str:
        """What the `Host` header says (RFC 9110, 7.2): without the scheme's own port."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.is_own_port else f"{name}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port where it is not the scheme's own: `http://www.example.org:8080`."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The address that is asked."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def directory(self) -> str:
        """The path without its query."""
        return self.path.partition("?")[0]


def target_of(url: str) -> Target:
    """An address as it is asked; raises `FetchError(ADDRESS_REFUSED)` where it cannot be.

    It is read as browsers read it and by nothing else: what another parser refuses (an emoji in
    A-labels, `http://xn--n3h.net/`) or understands otherwise does not count.
    """
    return _plain(url) or _parsed(url)


def _plain(url: str) -> Target | None:
    """An address that is as browsers read it already, `None` of any other."""
    found = _PLAIN.fullmatch(url)
    if found is None or len(found["host"]) > _LONGEST_HOST:
        return None
    scheme, host, written, path = found.group("scheme", "host", "port", "path")
    port = int(written) if written else PORTS[scheme]
    return Target(scheme, host, port, path) if port <= _HIGHEST_PORT else None


def _parsed(url: str) -> Target:
    try:
        parsed = urls.parse(url).parsed
    except urls.MalformedAddress as error:
        raise FetchError(ErrorKind.ADDRESS_REFUSED, error.reason) from error
    if not parsed.startswith(SCHEMES):
        raise FetchError(ErrorKind.ADDRESS_REFUSED, "Only http and https addresses are asked.")
    return _taken_apart(parsed)


def _taken_apart(parsed: str) -> Target:
    """`parsed` is in WHATWG form: its path begins with a slash, and nothing in it is ambiguous."""
    scheme, _, rest = parsed.partition("#")[0].partition("://")
    authority, slash, path = rest.partition("/")
    host, colon, port = authority.rpartition(":")
    if not colon or "]" in port:
        host, port = authority, ""
    return Target(scheme, host.strip("[]"), int(port) if port else PORTS[scheme], slash + path)
