"""An address: as written, parsed as browsers do, and the identity that keys a `Link`.

What browsers repair in silence is refused by name: `http:///x` becomes host `x` to them, and
`http://h\\@g/` names host `h` to a browser and host `g` to others. Such a citation is an error in
the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote_plus, urljoin

import can_ada

from linkassay.model import Capture, Link
from linkassay.tables.parameters import tracks
from linkassay.urls.archive import Archived, archived, of_archive

SCHEMES = {"http": 80, "https": 443, "ftp": 21}
"""The schemes a `Link` can have, with their default ports (WHATWG URL, "special scheme")."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTROL_IN_HOST = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LINE_ENDS = re.compile(r"[\t\n\r]")
_BLANK = " \t\n\r\f"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SLASHES = re.compile(r"[/\\]*")
_AUTHORITY = re.compile(r"[^/?#]*")
_PORT = re.compile(r":([^:\]]*)$")
_SOUND = re.compile(r"(?:https?|ftp)://[A-Za-z0-9.-]+(?=[/?#]|\Z)")
"""The beginning of most addresses, in which nothing can be wrong yet."""
_COMMON = re.compile(
    r"(?P<start>(?:https?|ftp)://[A-Za-z0-9.-]+(?::[0-9]+)?)"
    r"(?P<path>(?:/(?!\.|%2e)[\w%~.,+-]*)+)(?:\?(?P<query>[\w%~.,+/:;=&-]+))?",
    re.ASCII | re.IGNORECASE,
)
"""An address whose path and query every parser leaves as they are: most of those in prose (WHATWG
URL, path state and query state; a part of a path that begins with a dot may be resolved)."""
_FROM_ROOT = re.compile(r"(?:/[\w~%-][\w~%.,+-]*)+/?(?:\?[\w~%.,+&=-]+)?", re.ASCII)
"""A path from the root in which nothing is to be resolved: most relative links."""
_HIGHEST_PORT = 65535
_LONGEST_LABEL = 63
_LONGEST_HOST = 253
_DEEPEST_ARCHIVE = 3


class MalformedAddress(ValueError):
    """An address that no browser could follow; `reason` is one sentence for an editor."""

    def __init__(self, written: str, reason: str) -> None:
        super().__init__(reason)
        self.written = written
        self.reason = reason


class UnsupportedScheme(MalformedAddress):
    """An address of another kind than http, https or ftp: sound perhaps, but not for us to ask."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address: `parsed` in WHATWG form without user name and password, and its `Link`.

    Of an archived copy, the link is that of the original.
    """

    parsed: str
    link: Link


def parse(written: str, base: str | None = None) -> Address:
    """Read an address; a relative one against `base`.

    Without a base, an address that begins with `www.` is read as http. Raises `MalformedAddress`
    (or `UnsupportedScheme`) and nothing else.
    """
    return _remembered(written, base) if len(written) <= _LONGEST_KEPT else _read(written, base)


def _read(written: str, base: str | None) -> Address:
    plain = _COMMON.fullmatch(written)
    if plain is not None:
        start = _start_of(plain["start"])
        if start is not None:
            return _below(start, plain["path"], plain["query"])
    return _read_any(written, base)


def _read_any(written: str, base: str | None) -> Address:
    text = written.strip(_BLANK)
    _check_characters(written, text)
    url = _parse_absolute(written, _absolute(written, text, base))
    copy = archived(url.href)
    return _of_copy(url, copy) if copy else _plain(url)


_LONGEST_KEPT = 1024
"""Characters of an address that is remembered: a thousand long ones would fill the memory."""

_remembered = lru_cache(maxsize=1024)(_read)
"""A third of the links of a real page stand in it twice (measured)."""


def host_of(url: str) -> str:
    """The host of a URL as `Link.host` has it: lower case, in A-labels, IPv6 in brackets.

    Empty where the text names none. Never raises.
    """
    try:
        return str(can_ada.parse(url.strip(_BLANK)).hostname)
    except (ValueError, TypeError):
        return ""


# -- from what is written to an absolute address


def _check_characters(written: str, text: str) -> None:
    if not text:
        raise MalformedAddress(written, "The address is empty.")
    if _CONTROL.search(text):
        raise MalformedAddress(written, "It contains a control character.")
    if _SURROGATE.search(text):
        raise MalformedAddress(written, "It contains half a character.")


def _absolute(written: str, text: str, base: str | None) -> str:
    scheme = _scheme_of(text)
    if scheme is not None:
        relative = base and scheme in SCHEMES and not re.match(r"[/\\]", text[len(scheme) + 1 :])
        if not relative:
            _check_written(written, text)
            return text
    elif base is None and text[:4].lower() == "www.":
        _check_written(written, "http://" + text)
        return "http://" + text
    elif re.match(r"[/\\]{2}", text):
        _check_written(written, text)
    if base is None:
        raise MalformedAddress(written, "It has no scheme such as https://.")
    return _joined(written, text, base)


def _joined(written: str, text: str, base: str) -> str:
    try:
        if _FROM_ROOT.fullmatch(text):
            return _origin(base) + text
        return urljoin(base.strip(_BLANK), _LINE_ENDS.sub("", text))
    except ValueError:
        raise MalformedAddress(written, "The host has unbalanced brackets.") from None


@lru_cache(maxsize=8)
def _origin(base: str) -> str:
    """Scheme and authority of a base, as a path from the root is joined to them."""
    return urljoin(base.strip(_BLANK), "/").removesuffix("/")


def _scheme_of(text: str) -> str | None:
    """The scheme in lower case, `None` where the text names none."""
    match = _SCHEME.match(text)
    return match[1].lower() if match else None


# -- what is wrong with it as it stands


def _check_written(written: str, text: str) -> None:
    """Raise `MalformedAddress` where an absolute address is wrong before any parser sees it.

    `text` is `written` made absolute (a scheme, or a leading `//`).
    """
    if _SOUND.match(text):
        return
    scheme = _scheme_of(text)
    if scheme is not None and scheme not in SCHEMES:
        raise UnsupportedScheme(written, f"“{scheme}:” is not an address of the web.")
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
    if _CONTROL_IN_HOST.search(authority):
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


def _check_host(written: str, host: str) -> None:
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


# -- parsed, and its identity


def _parse_absolute(written: str, text: str) -> can_ada.URL:
    """Parse as browsers do; the strict checks run on what a join has made, too."""
    _check_written(written, text)
    try:
        url = can_ada.parse(_with_small_sharp_s(text))
    except (ValueError, TypeError):
        raise MalformedAddress(written, "The host is not a possible host name.") from None
    _check_host(written, url.hostname)
    url.username = ""
    url.password = ""
    return url


def _with_small_sharp_s(text: str) -> str:
    """An absolute address whose host has ß for each ẞ.

    Unicode 15.1 maps the capital to the small letter; can-ada 3.0 still makes "ss" of it, which is
    another host (seen in the web platform's IdnaTestV2).
    """
    start = text.find("//") + 2
    authority = _AUTHORITY.match(text, start)
    end = authority.end() if authority else start
    return text[:start] + text[start:end].replace("\u1e9e", "\u00df") + text[end:]


def _plain(url: can_ada.URL) -> Address:
    return Address(url.href, _identify(url))


def _of_copy(url: can_ada.URL, copy: Archived) -> Address:
    """The original behind an archived copy; the copy itself where the original is not valid."""
    capture = Capture(copy.archive, copy.day, url.href)
    for _ in range(_DEEPEST_ARCHIVE):
        try:
            original = _parse_absolute(copy.original, copy.original)
        except MalformedAddress:
            return _plain(url)
        inner = archived(original.href)
        if inner is None:
            return Address(url.href, replace(_identify(original), capture=capture))
        copy = inner
    return _plain(url)


def _identify(url: can_ada.URL) -> Link:
    """The link of a parsed address (scheme http, https or ftp); idempotent.

    The host is lower case and in A-labels, a default port and the fragment are dropped, parameters
    that only track the reader are removed, and nothing is sorted.
    """
    scheme = url.protocol.removesuffix(":")
    path = url.pathname or "/"
    query = _kept(url.search.removeprefix("?"), url.hostname)
    identity = f"{scheme}://{url.host}{path}" + (f"?{query}" if query else "")
    port = int(url.port) if url.port else SCHEMES[scheme]
    return Link(url=identity, scheme=scheme, host=url.hostname, port=port, path=path)


@lru_cache(maxsize=1024)
def _start_of(written: str) -> Address | None:
    """What is above all paths of one host; `None` where it is malformed, or where a web archive's
    path names another host."""
    try:
        root = _read_any(f"{written}/", None)
    except MalformedAddress:
        return None
    return None if of_archive(root.link.host) else root


def _below(root: Address, path: str, query: str | None) -> Address:
    """An address of which path and query stay as they are written."""
    link = root.link
    parsed = identity = link.url[:-1] + path
    if query is not None:
        parsed = f"{parsed}?{query}"
        kept = _kept(query, link.host)
        identity = f"{identity}?{kept}" if kept else identity
    return Address(parsed, Link(identity, link.scheme, link.host, link.port, path))


def _kept(query: str, host: str) -> str:
    """The query without its tracking parameters; the others untouched and in their order."""
    if not query:
        return ""
    pieces = query.split("&")
    return "&".join(
        piece for piece in pieces if not tracks(unquote_plus(piece.partition("=")[0]), host)
    )
