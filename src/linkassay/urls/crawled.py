"""Addresses of a site that is crawled: which are asked, which are the same, which are of one form.

A server can write one page in any number of ways, and any number of pages in one way; whoever
follows links must know both.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from linkassay.tables.parameters import tracks
from linkassay.tables.sessions import session_names, session_paths
from linkassay.urls.address import MalformedAddress, host_of, parse

LONGEST = 2_048
"""Characters of an address that is followed (sitemaps.org: "less than 2,048 characters")."""

MOST_STEPS = 12
"""A path of more steps is not followed: relative links that lose their base grow without end."""

MOST_REPEATS = 3
"""Nor one in which a step stands so often (`/a/b/a/b/a/b/`)."""

_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(r"[0-9a-f]{8,}", re.IGNORECASE)


def crawled(written: str, base: str | None = None) -> str | None:
    """The address to be asked: absolute, without fragment, session and what only tracks a reader.

    `None` for what is no address of the web, or too long to be meant.
    """
    try:
        address = parse(written, base).parsed.partition("#")[0]
    except MalformedAddress:
        return None
    if len(address) > LONGEST or not address.startswith(("http://", "https://")):
        return None
    for pattern in session_paths():
        address = pattern.sub("", address)
    start, mark, query = address.partition("?")
    host = host_of(address)
    kept = [part for part in query.split("&") if part and not _is_idle(part, host)]
    return start + (mark if kept else "") + "&".join(kept)


def sameness(address: str) -> str:
    """What two ways to write one address have in common.

    Scheme and `www.` are left out; the parameters stand in order.
    """
    parts = urlsplit(address)
    query = "&".join(sorted(filter(None, parts.query.split("&"))))
    return f"{site_host(address)}{parts.path or '/'}" + (f"?{query}" if query else "")


def site_host(address: str) -> str:
    """Host and port, without `www.`: two addresses of one site have it in common."""
    return urlsplit(address).netloc.rpartition("@")[2].removeprefix("www.")


def form_of(address: str) -> str:
    """Host, folder and names of parameters with numbers taken out: `example.org/cal/0/0/?month`."""
    parts = urlsplit(address)
    steps = [_formless(step) for step in parts.path.split("/")[:-1]]
    names = sorted({part.partition("=")[0] for part in parts.query.split("&") if part})
    return f"{site_host(address)}{'/'.join(steps)}/" + (f"?{'&'.join(names)}" if names else "")


def is_endless(address: str) -> bool:
    """Whether a path has so many steps, or repeats itself so, that nobody can have meant it."""
    steps = [step for step in urlsplit(address).path.split("/") if step]
    return len(steps) > MOST_STEPS or any(steps.count(step) >= MOST_REPEATS for step in set(steps))


def _formless(step: str) -> str:
    return "0" if _NUMBERED.fullmatch(step) else _DIGITS.sub("0", step)


def _is_idle(part: str, host: str) -> bool:
    name = unquote(part.partition("=")[0])
    return name.lower() in session_names() or tracks(name, host)
