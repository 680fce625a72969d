"""An address beside a cited one that cannot exist: what its server says to that tells what its
answers are worth (Bar-Yossef and others, Sic transit gloria telae, 2004, section 3.1)."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import SplitResult, quote, unquote_plus, urlsplit, urlunsplit

from linkassay.urls.archive import archived
from linkassay.urls.name_shape import impossible, is_id, shape
from linkassay.urls.secrets import MARK, has_secret
from linkassay.urls.site import is_home

_ENDING = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,4}\Z")
_TAIL = re.compile(
    r"(?:index|default|home|main|amp|print|full|abstract|pdf|html|view|story)(?:\.[a-z0-9]{2,5})?",
    re.IGNORECASE,
)
"""A last segment that says how a page is shown; the page is named before it (our own choice)."""
_SCRIPT = re.compile(r"\.(?:php\d?|aspx?|jspx?|cfm|cgi|pl|do|dll|exe|action|mvc|py|xhtml)\Z", re.I)
_COMMAND = re.compile(r"[A-Za-z]{1,16}")
"""A last segment that may be a command (`/watch?v=`), not a page's name."""
_NAMING = re.compile(
    r"(?:\w*(?:id|no|nr|num|number|guid)|p|v|t|n|a|i|d|m|article|story|item|doc|document|"
    r"topic|thread|showtopic|post|node|news|title|name|slug|file|path|pagename|record|entry|key|"
    r"code|ref|isbn|doi|video|product|sku)",
    re.IGNORECASE,
)
"""Parameters that name a page (our own choice, from the address forms of common web software)."""
_NUMBER = re.compile(r"[0-9]+")


def sibling(url: str, day: date) -> str | None:
    """An address of the same shape beside `url` that cannot exist; `url` is a `Link`'s identity.

    The last segment (or the value that names the page in the query) is another; scheme, host,
    directory, ending and trailing slash stay. It depends on these, the shape of the name and the
    day, never on the name itself: links of one directory share it. `None` for front pages, archived
    copies, addresses whose secret was cut, and other schemes than http and https. Never raises.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or MARK in url or is_home(url) or archived(url):
        return None
    found = _by_query(parts, day) or _by_path(parts, day)
    return None if found is None or has_secret(found) else found


def query_names_page(url: str) -> bool:
    """Whether it is the query that tells which page an address means. Never raises."""
    if "?" not in url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if not _leaves_naming_to_query(parts.path):
        return False
    pairs = (pair.partition("=") for pair in parts.query.split("&"))
    return any(_names(name, value) for name, _, value in pairs)


def _by_query(parts: SplitResult, day: date) -> str | None:
    """The address with another value where the page is named; `None` where the path names it."""
    if not parts.query or not _leaves_naming_to_query(parts.path):
        return None
    pairs = [pair.partition("=") for pair in parts.query.split("&")]
    naming = [at for at in range(len(pairs)) if _names(pairs[at][0], pairs[at][2])]
    if not naming:
        return None
    kept = "&".join(
        f"{pairs[at][0]}={shape(pairs[at][2])}" if at in naming else "".join(pairs[at])
        for at in range(len(pairs))
    )
    seed = f"{parts.scheme}://{parts.netloc}{parts.path}?{kept} {day.isoformat()}"
    made = [
        f"{name}={_encoded(impossible(shape(value), f'{seed} {name}'))}"
        if at in naming
        else name + sign + value
        for at, (name, sign, value) in enumerate(pairs)
    ]
    return urlunsplit(parts._replace(query="&".join(made), fragment=""))


def _leaves_naming_to_query(path: str) -> bool:
    last = path.rpartition("/")[2]
    if not last or _SCRIPT.search(last) or _TAIL.fullmatch(last):
        return True
    return _COMMAND.fullmatch(last) is not None


def _names(name: str, value: str) -> bool:
    """Whether a pair of the query names the page: an id, or words."""
    plain = unquote_plus(value)
    if name == "page":
        return not _NUMBER.fullmatch(plain) and len(plain) > 2
    if not plain or _NAMING.fullmatch(unquote_plus(name)) is None:
        return False
    return bool(_NUMBER.fullmatch(plain)) or is_id(plain) or len(plain) > 2


def _by_path(parts: SplitResult, day: date) -> str | None:
    path = parts.path.split(";")[0]
    segments = path.split("/")
    at = _named(segments)
    if at is None:
        return None
    stem, ending = _cut_ending(segments[at])
    # Many servers go by an id alone, wherever it stands: `/123/a-title`, `/a-title/123`.
    both = at > 1 and (is_id(segments[at - 1]) or (_only_id(stem) and "-" in segments[at - 1]))
    first = at - 1 if both else at
    shapes = [shape(segments[first]), shape(stem)] if both else [shape(stem)]
    tail = "/".join(segments[at + 1 :])
    place = "/".join(segments[:first])
    seed = f"{parts.scheme}://{parts.netloc}{place}/{'/'.join(shapes)}{ending}/{tail} {day}"
    made = [_encoded(impossible(one, f"{seed} {number}")) for number, one in enumerate(shapes)]
    made[-1] += ending
    found = "/".join([*segments[:first], *made, *segments[at + 1 :]])
    return urlunsplit(parts._replace(path=found, query="", fragment=""))


def _named(segments: list[str]) -> int | None:
    """Where the segment stands that names the page; `None` where none does."""
    filled = [at for at, segment in enumerate(segments) if segment]
    while len(filled) > 1 and _TAIL.fullmatch(segments[filled[-1]]):
        filled.pop()
    return filled[-1] if filled else None


def _cut_ending(segment: str) -> tuple[str, str]:
    found = _ENDING.search(segment)
    return (segment[: found.start()], found[0]) if found else (segment, "")


def _only_id(stem: str) -> bool:
    return bool(_NUMBER.fullmatch(stem)) or is_id(stem)


def _encoded(name: str) -> str:
    return quote(name, safe="-_.~!$&'()*,;:@")
