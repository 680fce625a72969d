"""Secrets in addresses: what they are, and addresses without them.

What a secret is stands in `tables/secrets.toml`. User name and password are removed, as they are
never sent: two users are one link, with or without a key. Every other secret becomes `REDACTED`, or
with a key `REDACTED-` and ten hexadecimal digits of HMAC-SHA256 (RFC 2104) of its percent-decoded
value, so that two secrets stay two links and nobody without the key can try values. Nothing here
raises, whatever the text: an address that no parser takes may hold a password too.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from urllib.parse import quote, unquote

from linkassay.tables.secrets import by_name, folded, paths, values

__all__ = ["MARK", "cut", "cut_text", "has_secret", "may_hold", "secret_values", "shown", "without"]

MARK = "REDACTED"

_MARKED = re.compile(rf"{MARK}(?:-[0-9a-f]{{10}})?")
_DEEPEST = 4
"""An address in an address in an address …: so many are looked into."""
_MOST_PASSES = 8
_SHORTEST = 4
"""Shorter values are not removed from other texts: they would take innocent words along."""

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
_CHUNK = re.compile(r"[^\s<>\"`]+")
_OPENING = "([{'“”‘’«»*|,;"
_CLOSING = ")]}'“”‘’«»*|.,;:!"
_NAME = re.compile(r"[;?#!/,]")
_HINT = re.compile(r"[@=%]")
"""No pair, no userinfo and nothing encoded without one of these."""


def cut(url: str, key: bytes | None = None) -> str:
    """An address of any form, whole or relative, sound or malformed, without its secrets.

    Idempotent; the same characters where it holds none. With `key`, different secrets give
    different marks.
    """
    return _Cutting(key).whole(url) if may_hold(url) else url


def cut_text(text: str, key: bytes | None = None) -> str:
    """Running text whose every address is cut, and every secret that gives itself away.

    Punctuation around an address stays. Idempotent.
    """
    if not may_hold(text):
        return text
    return _CHUNK.sub(lambda chunk: _cut_chunk(chunk[0], key), text)


def shown(argument: str, key: bytes | None = None) -> str:
    """A caller's argument as it may be told: an address is cut, a path stays as it is."""
    return cut(argument, key) if "://" in argument else argument


def has_secret(url: str) -> bool:
    """Whether `cut` would change an address."""
    return cut(url) != url


def secret_values(url: str) -> tuple[str, ...]:
    """What `cut` takes out of an address: each value as written, decoded and encoded.

    A user name without password is no secret, and not named.
    """
    cutting = _Cutting(None)
    cutting.whole(url)
    forms: dict[str, None] = {}
    for raw in cutting.found:
        decoded = _decode(raw)
        forms.update(dict.fromkeys((raw, decoded, _encode(decoded))))
    return tuple(forms)


def without(text: str, found: tuple[str, ...]) -> str:
    """A text in which none of these secrets (of 4 characters or more) stands, however it got in."""
    for value in sorted(found, key=len, reverse=True):
        if len(value) >= _SHORTEST and value in text and not _MARKED.fullmatch(value):
            text = text.replace(value, MARK)
    return text


@dataclass(slots=True)
class _Cutting:
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
        if _HINT.search(url):
            plain = self._userinfo(url)
            rest, hashed, fragment = plain.partition("#")
            path, asked, query = rest.partition("?")
            host = _host(path)
            plain = self._path(path, host, depth)
            plain += asked + self._pairs(query, host, depth)
            plain += hashed + self._pairs(fragment, host, depth)
        plain = self._path_patterns(plain)
        if _starts().search(plain):
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
        if not _paths().search(url):
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
                if row.shape is not None and row.shape.search(_decode(parts[after])):
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
        return name + equals + (self._mark(value) if row.holds(_decode(value)) else value)

    def _inner(self, value: str, depth: int) -> str:
        """A value that may be an address itself, as it stands or percent-encoded."""
        if depth >= _DEEPEST or _MARKED.fullmatch(value):
            return value
        decoded = _decode(value)
        if decoded == value:
            return self.address(value, depth + 1) if _HINT.search(value) else value
        plain = self.address(decoded, depth + 1)
        return value if plain == decoded else _encode(plain)

    def _mark(self, value: str) -> str:
        if _MARKED.fullmatch(value):
            return value
        self.found.append(value)
        if self.key is None:
            return MARK
        message = _decode(value).encode("utf-8", "surrogatepass")
        return f"{MARK}-{hmac.new(self.key, message, 'sha256').hexdigest()[:10]}"


def _cut_chunk(chunk: str, key: bytes | None) -> str:
    """A stretch of text without blanks: what stands around an address is kept."""
    if not may_hold(chunk):
        return chunk
    start = len(chunk) - len(chunk.lstrip(_OPENING))
    inner = chunk[start:].rstrip(_CLOSING)
    # `[words](address)` of Markdown
    plain = "](".join(cut(part, key) for part in inner.split("]("))
    return chunk[:start] + plain + chunk[start + len(inner) :]


def may_hold(text: str) -> bool:
    """Whether a text is worth a closer look; false means that `cut_text` would change nothing."""
    return _quick().search(text) is not None


def _name(piece: str) -> str:
    return _folded(piece.partition("=")[0])


@lru_cache(maxsize=4096)
def _folded(written: str) -> str:
    """The name of a pair as the table writes it; of `amp;a`, `/x?a` and the like it is `a`."""
    return folded(_NAME.split(_decode(written).replace("+", " "))[-1])


def _host(path: str) -> str:
    found = _HOST.search(path)
    return found[1].lower() if found else ""


def _decode(text: str) -> str:
    return unquote(text, errors="surrogateescape") if "%" in text else text


def _encode(text: str) -> str:
    try:
        return quote(text, safe="", errors="surrogateescape")
    except UnicodeEncodeError:
        return quote(text, safe="", errors="replace")


@cache
def _quick() -> re.Pattern[str]:
    """The quick look for all of it in one pass: most addresses and texts hold nothing."""
    return re.compile("|".join(item.pattern for item in (_HINT, _paths(), _starts())))


@cache
def _starts() -> re.Pattern[str]:
    """The quick look for values that give themselves away."""
    return re.compile("|".join(row.starts for row in values()))


@cache
def _values() -> re.Pattern[str]:
    either = "|".join(row.pattern for row in values())
    return re.compile(rf"(?<![A-Za-z0-9])(?:{either})")


@cache
def _paths() -> re.Pattern[str]:
    """The quick look for places in paths; begins with a slash, so that most text is passed over."""
    names = sorted({re.escape(name) for row in paths() for name in row.after})
    return re.compile(
        rf"/(?i:(?:{'|'.join(names)})/|services/T|workflows/T|webhooks/|bot[0-9]|private-[0-9a-f])"
    )
