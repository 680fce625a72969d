"""Secrets in addresses: what they are, and addresses without them.

What a secret is stands in `tables/secrets.toml`. User name and password are removed, as they are
never sent: two users are one link, with or without a key. Every other secret becomes `REDACTED`, or
with a key `REDACTED-` and ten hexadecimal digits of HMAC-SHA256 (RFC 2104) of its percent-decoded
value, so that two secrets stay two links and nobody without the key can try values. Nothing here
raises, whatever the text: an address that no parser takes may hold a password too.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from linkassay.tables.secrets import paths, values

__all__ = ["MARK", "cut", "cut_text", "has_secret", "may_hold", "secret_values", "shown", "without"]

MARK = "REDACTED"

MARKED = re.compile(rf"{MARK}(?:-[0-9a-f]{{10}})?")
_NO_LETTER = re.compile(r"[^\w-]")
_SHORTEST = 4
"""Shorter values are not removed from other texts: they would take innocent words along."""

_CHUNK = re.compile(r"[^\s<>\"`]+")
_OPENING = "([{'“”‘’«»*|,;"
_CLOSING = ")]}'“”‘’«»*|.,;:!"
HINT = re.compile(r"[@=%]")
"""No pair, no userinfo and nothing encoded without one of these."""


def cut(url: str, key: bytes | None = None) -> str:
    """An address of any form, whole or relative, sound or malformed, without its secrets.

    Idempotent; the same characters where it holds none. With `key`, different secrets give
    different marks.
    """
    if not may_hold(url):
        return url
    return _cut_before(url, key) if len(url) <= _LONGEST_KEPT else _cut(url, key)


def _cut(url: str, key: bytes | None) -> str:
    from linkassay.urls.cutting import Cutting

    return Cutting(key).whole(url)


_LONGEST_KEPT = 1024
"""Characters of what is remembered: a thousand long addresses would fill the memory."""

_cut_before = lru_cache(maxsize=1024)(_cut)
"""One address comes in turn as written, parsed, linked and quoted."""


def cut_text(text: str, key: bytes | None = None) -> str:
    """Running text whose every address is cut, and every secret that gives itself away.

    Punctuation around an address stays. Idempotent.
    """
    if not may_hold(text):
        return text
    return _CHUNK.sub(lambda chunk: _chunk(chunk[0], key), text)


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
    from linkassay.urls.cutting import Cutting, decode, encode

    cutting = Cutting(None)
    cutting.whole(url)
    forms: dict[str, None] = {}
    for raw in cutting.found:
        decoded = decode(raw)
        forms.update(dict.fromkeys((raw, decoded, encode(decoded))))
    return tuple(forms)


def without(text: str, found: tuple[str, ...]) -> str:
    """A text in which none of these secrets (of 4 characters or more) stands, however it got in."""
    for value in sorted(found, key=len, reverse=True):
        if len(value) >= _SHORTEST and value in text and not MARKED.fullmatch(value):
            text = text.replace(value, MARK)
    return text


def _chunk(chunk: str, key: bytes | None) -> str:
    return _cut_word(chunk, key) if len(chunk) <= _LONGEST_WORD else _cut_chunk(chunk, key)


def _cut_chunk(chunk: str, key: bytes | None) -> str:
    """A stretch of text without blanks: what stands around an address is kept."""
    if not may_hold(chunk):
        return chunk
    start = len(chunk) - len(chunk.lstrip(_OPENING))
    inner = chunk[start:].rstrip(_CLOSING)
    # `[words](address)` of Markdown
    plain = "](".join(cut(part, key) for part in inner.split("]("))
    return chunk[:start] + plain + chunk[start + len(inner) :]


_LONGEST_WORD = 32
_cut_word = lru_cache(maxsize=4096)(_cut_chunk)
"""Words come again."""


def may_hold(text: str) -> bool:
    """Whether a text is worth a closer look; false means that `cut_text` would change nothing."""
    if "=" in text or "%" in text or "@" in text:
        return True
    for sign, looks in _quick_looks():
        if sign in text:
            for begin, pattern in looks:
                if begin in text and pattern.search(text):
                    return True
    return False


_Looks = tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _quick_looks() -> tuple[tuple[str, _Looks], ...]:
    """Quick looks, each with the letters it begins with, by a rare sign in all that they find."""
    found: dict[str, _Looks] = {"/": (("/", path_hints()),)}
    for row in values():
        begin = _NO_LETTER.split(row.starts)[0]
        sign = row.starts[-1] if row.starts[-1] in "_-" else begin
        found[sign] = (*found.get(sign, ()), (begin, re.compile(row.starts)))
    return tuple(found.items())


@cache
def starts() -> re.Pattern[str]:
    """The quick look for values that give themselves away."""
    return re.compile("|".join(row.starts for row in values()))


@cache
def path_hints() -> re.Pattern[str]:
    """The quick look for places in paths; begins with a slash, so that most text is passed over."""
    names = sorted({re.escape(name) for row in paths() for name in row.after})
    places = [*(f"{name}/" for name in names), *_PLACES]
    letters = "".join(sorted({place[0] for place in places}))
    return re.compile(rf"/(?=(?i:[{letters}]))(?i:{'|'.join(places)})")


_PLACES = ("services/T", "workflows/T", "webhooks/", "bot[0-9]", "private-[0-9a-f]")
