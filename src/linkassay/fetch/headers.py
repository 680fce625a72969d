"""Which headers of an answer are kept, and what a content type says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

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
        "x-robots-tag",
    }
)
"""Besides these, what walls.toml names. Never a cookie: it may be a key to somebody's session."""

READ = KEPT | {
    "content-encoding",
    "date",
    "refresh",
    "set-cookie",
    "transfer-encoding",
}
"""Headers that an answer is read by, kept or not."""

_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([\w.:+-]{1,40})", re.IGNORECASE)


@cache
def kept_names() -> frozenset[str]:
    """The names of the headers that are kept, in lower case.

    They are stored only through `Cleaner.headers`.
    """
    return KEPT | header_names()


def values(lines: Iterable[tuple[bytes, bytes]], name: bytes) -> Iterator[bytes]:
    """The values of a header, by its name in lower case."""
    return (value for key, value in lines if key.lower() == name)


def is_read(name: bytes) -> bool:
    """Whether anything here depends on a header of this name, in any case."""
    return name.lower() in read_names()


@cache
def read_names() -> frozenset[bytes]:
    """The names of the headers that an answer is read by, in lower case."""
    return frozenset(name.encode("ascii") for name in READ | header_names())


def text(value: bytes) -> str:
    """A header value as characters: UTF-8 where it is that, else Latin-1. Never raises."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def address(value: bytes) -> str:
    """An address in a header; bytes that are no UTF-8 in percent-encoding, as browsers send them.

    (Latin-1 `/caf\xe9` asks for `/caf%E9`, where its characters would ask for `/caf%C3%A9`.)
    """
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in value)


def media_type(content_type: str | None) -> str | None:
    """`text/html` of `text/html; charset=x`, `None` where nothing usable is said."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    return kind if "/" in kind else None


def charset(content_type: str | None) -> str | None:
    """The charset a content type names, in lower case: a hint, not the name of a codec.

    Python knows codecs such as `bz2_codec` by such names; nobody may decode by it unchecked.
    """
    named = _CHARSET.search(content_type or "")
    return named.group(1).lower() if named else None
