"""Cutting one address: what is taken out of it, and what stands there instead."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from urllib.parse import quote, unquote

from linkassay.tables.secrets import by_name, folded, paths, values
from linkassay.urls.secrets import HINT, MARK, MARKED, path_hints, starts

_DEEPEST = 4
"""An address in an address in an address …: so many are looked into."""
_MOST_PASSES = 8

_SCHEME = r"[a-z][a-z0-9+.-]{0,30}:"
_LEAD = rf"\A\s*(?:(?:https?|ftp|wss?):[/\\]*|{_SCHEME}[/\\]{{2,}}|[/\\]{{2,}})"
"""How an authority begins; browsers forgive missing slashes in an address of the web."""
_USERINFO = re.compile(
    rf"(?P<lead>{_LEAD}|(?<![a-z0-9+.-]){_SCHEME}[/\\]{{2,}})(?P<info>[^/\\?#]*)@", re.IGNORECASE
)
_BAD_PORT = re.compile(
    rf"(?P<lead>{_LEAD})(?P<info>[^/\\?#@:\[\]]+:(?![0-9]*(?:[/\\?#]|\Z))[^/\\?#@]*[/\\?#].*)"
    r"(?:@|%40)",
    re.IGNORECASE | re.DOTALL,
)
"""A `:` after the host that no port number follows: the password holds a `/`, `?` or `#`."""
_ENCODED_AT = re.compile(rf"(?P<lead>{_LEAD})(?P<info>[^/\\?#@]*)%40", re.IGNORECASE)
"""No host holds an encoded `@` (WHATWG URL, forbidden host code points): it was meant as one."""
_WITHOUT_SCHEME = re.compile(
    r"\A(?!(?:https?|ftp|wss?|mailto|xmpp|sips?|acct|im|pres|tel|urn|did|data):)"
    r"(?P<info>[^\s/\\?#@:]+:[^\s/\\?#@]+)@(?=www\.|[a-z0-9.-]+\.[a-z]{2,}[/:?#])",
    re.IGNORECASE,
)
_HOST = re.compile(r"[/\\]{2}(?:[^/\\?#]*@)?([^/\\?#:@]*)")
_PATH_PAIR = re.compile(r"(?:(?<=[;&/])|\A)[^;&/=]++=[^;&/]+")
_BARE_PAIR = re.compile(r"[^/;:&=]+=")
_NAME = re.compile(r"[;?#!/,]")


@dataclass(slots=True)
class Cutting:
    """One pass over one address; `found` are the secrets taken out, as written."""

    key: bytes | None
    found: list[str] = field(default_factory=list)

    def whole(self, url: str) -> str:
        """Cut until nothing is left: what was cut may have kept two halves of another apart."""
        for _ in range(_MOST_PASSES):
            plain = self.address(url)
            if plain == url:
                break
            url = plain
        return url

    def address(self, url: str, depth: int = 0) -> str:
        plain = url
        if HINT.search(url):
            plain = self._userinfo(url)
            rest, hashed, fragment = plain.partition("#")
            path, asked, query = rest.partition("?")
            host = _host(path)
            plain = self._path(path, host, depth)
            plain += asked + self._pairs(query, host, depth)
            plain += hashed + self._pairs(fragment, host, depth)
        plain = self._path_patterns(plain)
        if starts().search(plain):
            plain = _values().sub(lambda value: self._mark(value[0]), plain)
        return plain

    def _userinfo(self, url: str) -> str:
        if "@" not in url and "%40" not in url:
            return url
        for pattern in (_BAD_PORT, _WITHOUT_SCHEME, _USERINFO, _ENCODED_AT):
            url = pattern.sub(self._drop, url)
        return url

    def _drop(self, match: re.Match[str]) -> str:
        _user, colon, password = match["info"].partition(":")
        if colon and password:
            self.found += [password, match["info"]]
        return match.groupdict().get("lead") or ""

    def _path(self, path: str, host: str, depth: int) -> str:
        if _BARE_PAIR.match(path):
            path = self._pairs(path, host, depth)
        elif "=" in path:
            path = _PATH_PAIR.sub(lambda pair: self._pair(pair[0], host, frozenset(), depth), path)
        if "%" not in path or depth >= _DEEPEST:
            return path
        return "/".join(self._inner(segment, depth) for segment in path.split("/"))

    def _path_patterns(self, url: str) -> str:
        if not path_hints().search(url):
            return url
        end = re.search(r"[?#]", url)
        path, rest = (url[: end.start()], url[end.start() :]) if end else (url, "")
        for row in paths():
            if row.pattern is not None:
                path = row.pattern.sub(self._replace_group, path)
        return self._segments(path) + rest

    def _replace_group(self, match: re.Match[str]) -> str:
        start, end = (at - match.start() for at in match.span("secret"))
        return match[0][:start] + self._mark(match["secret"]) + match[0][end:]

    def _segments(self, path: str) -> str:
        parts = path.split("/")
        for row in paths():
            at = [i for i, part in enumerate(parts[:-1]) if part.lower() in row.after]
            for after in (i + step for i in at for step in (1, 2) if i + step < len(parts)):
                if row.shape is not None and row.shape.search(decode(parts[after])):
                    parts[after] = self._mark(parts[after])
        return "/".join(parts)

    def _pairs(self, text: str, host: str, depth: int) -> str:
        """A query or a fragment, pair by pair."""
        if not text:
            return text
        pieces = text.split("&")
        beside = frozenset(_name(piece) for piece in pieces) if len(pieces) > 1 else frozenset()
        return "&".join(self._pair(piece, host, beside, depth) for piece in pieces)

    def _pair(self, piece: str, host: str, beside: frozenset[str], depth: int) -> str:
        name, equals, value = piece.partition("=")
        if not value:
            return self._inner(piece, depth)
        row = by_name().get(_name(piece))
        if row is None or (row.beside and row.beside not in beside) or host in row.except_hosts:
            return name + equals + self._inner(value, depth)
        return name + equals + (self._mark(value) if row.holds(decode(value)) else value)

    def _inner(self, value: str, depth: int) -> str:
        """A value that may be an address itself, as it stands or percent-encoded."""
        if depth >= _DEEPEST or MARKED.fullmatch(value):
            return value
        decoded = decode(value)
        if decoded == value:
            return self.address(value, depth + 1) if HINT.search(value) else value
        plain = self.address(decoded, depth + 1)
        return value if plain == decoded else encode(plain)

    def _mark(self, value: str) -> str:
        if MARKED.fullmatch(value):
            return value
        self.found.append(value)
        if self.key is None:
            return MARK
        message = decode(value).encode("utf-8", "surrogatepass")
        return f"{MARK}-{hmac.new(self.key, message, 'sha256').hexdigest()[:10]}"


def _name(piece: str) -> str:
    return _folded(piece.partition("=")[0])


@lru_cache(maxsize=4096)
def _folded(written: str) -> str:
    """The name of a pair as the table writes it; of `amp;a`, `/x?a` and the like it is `a`."""
    return folded(_NAME.split(decode(written).replace("+", " "))[-1])


def _host(path: str) -> str:
    found = _HOST.search(path)
    return found[1].lower() if found else ""


def decode(text: str) -> str:
    """A value percent-decoded, whatever bytes come of it."""
    return unquote(text, errors="surrogateescape") if "%" in text else text


def encode(text: str) -> str:
    """A value percent-encoded whole."""
    try:
        return quote(text, safe="", errors="surrogateescape")
    except UnicodeEncodeError:
        return quote(text, safe="", errors="replace")


@cache
def _values() -> re.Pattern[str]:
    either = "|".join(row.pattern for row in values())
    return re.compile(rf"(?<![A-Za-z0-9])(?:{either})")
