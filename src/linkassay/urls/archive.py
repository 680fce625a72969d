"""Links into web archives: which original they copy, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import unquote

from linkassay.tables.archives import Archive, archives

_SCHEME = re.compile(r"(https?|ftp):/+", re.IGNORECASE)
_ENCODED_SCHEME = re.compile(r"(?:https?|ftp)%3A", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[:/?#]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Archived:
    """What an archive link says: the archive's name, the day of the copy, the original's URL."""

    archive: str
    day: date | None
    original: str


def archived(url: str) -> Archived | None:
    """Read a parsed URL as an archived copy; `None` where its form does not tell the original."""
    authority, _, rest = url.partition("://")[2].partition("/")
    host = authority.rpartition("@")[2].partition(":")[0].lower()
    archive = _by_host().get(host.removeprefix("www."))
    if archive is None:
        return None
    path = "/" + rest
    for prefix in archive.paths:
        match = re.match(prefix, path)
        original = _original(path[match.end() :]) if match else None
        if match and original:
            return Archived(archive.name, _day(match.groupdict().get("stamp")), original)
    named = _in_query(rest, archive.parameter) if archive.parameter else None
    return None if named is None else Archived(archive.name, None, named)


def of_archive(host: str) -> bool:
    """Whether a host, in lower case, is one of a web archive."""
    return host.removeprefix("www.") in _by_host()


@cache
def _by_host() -> dict[str, Archive]:
    return {host: row for row in archives() for host in row.hosts}


def _in_query(rest: str, parameter: str) -> str | None:
    """The original that stands in the query; all that follows is its own where it has a query."""
    query = rest.partition("?")[2].partition("#")[0]
    found = re.search(rf"(?:\A|&){parameter}=", query)
    if found is None:
        return None
    value = query[found.end() :]
    return _original(value.partition("&")[0] if _ENCODED_SCHEME.match(value) else value)


def _original(rest: str) -> str | None:
    if _ENCODED_SCHEME.match(rest):
        rest = unquote(rest)
    scheme = _SCHEME.match(rest)
    if scheme:
        return f"{scheme[1].lower()}://{rest[scheme.end() :]}"
    return f"http://{rest}" if _BARE_HOST.match(rest) else None


def _day(stamp: str | None) -> date | None:
    digits = re.sub(r"\D", "", stamp or "")
    if len(digits) < 8:
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
