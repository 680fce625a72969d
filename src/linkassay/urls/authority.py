"""The part of an address between `//` and the path, judged before any parser sees it.

Browsers repair a good deal here in silence (`http:///x` becomes host `x`); a citation that needs
such repair is a fault in the document, and `http://h\\@g/` names host `h` to a browser and host
`g` to others (research: reliability 4), so these are refused by name.
"""

from __future__ import annotations

import re

from linkassay.urls.fault import MalformedAddress, UnsupportedScheme

SCHEMES = {"http": 80, "https": 443, "ftp": 21}
"""The schemes a `Link` can have, with their default ports (WHATWG URL, "special scheme")."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SLASHES = re.compile(r"[/\\]*")
_AUTHORITY = re.compile(r"[^/?#]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_PORT = re.compile(r":([^:\]]*)$")
_HIGHEST_PORT = 65535
_LONGEST_LABEL = 63
_LONGEST_HOST = 253


def scheme_of(text: str) -> str | None:
    """The scheme in lower case, `None` where the text names none."""
    match = _SCHEME.match(text)
    return match[1].lower() if match else None


def check_written(written: str, text: str) -> None:
    """Raise `MalformedAddress` where an absolute address is wrong as it stands.

    `text` is `written` made absolute (a scheme, or a leading `//`).
    """
    scheme = scheme_of(text)
    if scheme is not None and scheme not in SCHEMES:
        raise UnsupportedScheme(written, f"“{scheme}:” is no address of the web.")
    rest = text[len(scheme) + 1 :] if scheme else text
    slashes = _SLASHES.match(rest)
    run = slashes[0] if slashes else ""
    if "\\" in run:
        raise MalformedAddress(written, "A backslash stands where a slash belongs.")
    if len(run) < 2:
        raise MalformedAddress(written, "The two slashes after the scheme are missing.")
    if len(run) > 2:
        raise MalformedAddress(written, "It has too many slashes and so names no host.")
    authority = _AUTHORITY.match(rest, 2)
    _check_authority(written, authority[0] if authority else "")


def _check_authority(written: str, authority: str) -> None:
    if "\\" in authority:
        raise MalformedAddress(written, "The host contains a backslash.")
    if _CONTROL.search(authority):
        raise MalformedAddress(written, "The host contains a control character or a line end.")
    host = authority.rpartition("@")[2]
    if re.search(r"\s", host):
        raise MalformedAddress(written, "The host contains a blank.")
    port = _PORT.search(host)
    name = host[: port.start()] if port else host
    if not name:
        raise MalformedAddress(written, "It names no host.")
    if port and port[1] and not _is_port(port[1]):
        raise MalformedAddress(written, f"{_quoted(written, port[1])} is not a port number.")


def _quoted(written: str, port: str) -> str:
    """What stands after the colon; an `@` behind it says that it may be half a password."""
    after = written[written.find(port) :]
    return "What stands after the colon" if "@" in after or "%40" in after else f"“{port[:20]}”"


def _is_port(text: str) -> bool:
    digits = text.lstrip("0")
    return text.isascii() and text.isdigit() and len(digits) <= 5 and int(text) <= _HIGHEST_PORT


def check_host(written: str, host: str) -> None:
    """Raise `MalformedAddress` for a parsed host that no name server can know (RFC 1035, 2.3.4)."""
    if not host.strip("."):
        raise MalformedAddress(written, "It names no host.")
    if host.startswith("["):
        return
    labels = host.removesuffix(".").split(".")
    if not all(labels):
        raise MalformedAddress(written, "The host has an empty part between two dots.")
    if max(map(len, labels)) > _LONGEST_LABEL:
        raise MalformedAddress(written, "A part of the host is longer than 63 characters.")
    if len(host) > _LONGEST_HOST:
        raise MalformedAddress(written, "The host is longer than 253 characters.")


def with_small_sharp_s(text: str) -> str:
    """An absolute address whose host has ß for each ẞ.

    Unicode 15.1 maps the capital to the small letter; can-ada 3.0 still makes "ss" of it, which is
    another host (seen in the web platform's IdnaTestV2).
    """
    start = text.find("//") + 2
    authority = _AUTHORITY.match(text, start)
    end = authority.end() if authority else start
    return text[:start] + text[start:end].replace("\u1e9e", "\u00df") + text[end:]
