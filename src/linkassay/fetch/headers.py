"""Which headers of an answer are kept, and in which shape."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

from linkassay.tables.walls import header_names

KEPT = frozenset(
    {
        "content-type",
        "content-length",
        "last-modified",
        "etag",
        "location",
        "retry-after",
        "server",
        "link",
        "memento-datetime",
    }
)
"""Besides these, what walls.toml names. Never a cookie (research: reliability 6)."""

VALUE_CAP = 2048
"""Characters; an address is shown up to 2 KiB (research: reliability 3.3)."""

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories that act on a terminal instead of showing (research: reliability 5)."""

_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([\w.:+-]{1,40})", re.IGNORECASE)


def kept(headers: Iterable[tuple[bytes, bytes]]) -> tuple[tuple[str, str], ...]:
    """The kept headers in the order they came: lower-case names, clean values."""
    wanted = KEPT | header_names()
    found: list[tuple[str, str]] = []
    for raw_name, raw_value in headers:
        name = raw_name.decode("latin-1").lower()
        if name in wanted:
            value = text(raw_value)
            found.append((name, clean(without_userinfo(value) if name == "location" else value)))
    return tuple(found)


def text(value: bytes) -> str:
    """A header value as characters: UTF-8 where it is that, else Latin-1. Never raises."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def clean(value: str) -> str:
    """A value without characters that act instead of showing, cut at `VALUE_CAP`."""
    shown = (char for char in value[: 2 * VALUE_CAP] if unicodedata.category(char) not in HIDDEN)
    return "".join(shown).strip()[:VALUE_CAP]


def without_userinfo(url: str) -> str:
    """An address without `user:password@`; it is neither sent nor stored."""
    if "@" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return re.sub(r"//[^/?#]*@", "//", url)
    if "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def media_type(content_type: str | None) -> str | None:
    """`text/html` of `text/html; charset=x`, `None` where nothing usable is said."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    return kind if "/" in kind else None


def charset(content_type: str | None) -> str | None:
    """The charset a content type names: a hint, not a codec (research: reliability 0.8)."""
    named = _CHARSET.search(content_type or "")
    return named.group(1).lower() if named else None
