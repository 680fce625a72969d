"""Where a redirect leads."""

from __future__ import annotations

import re

import httpx

from linkassay.fetch.headers import clean, without_userinfo
from linkassay.fetch.troubles import FetchError
from linkassay.model import Trouble

STATUSES = frozenset({301, 302, 303, 307, 308})

ADDRESS_CAP = 8 * 1024
"""Bytes of an address we follow (research: reliability 3.3)."""

_AMBIGUOUS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?:[/\\]*\\|//[^/?#]*\\)", re.IGNORECASE)
"""A backslash in or before the authority: `http://h\\@g/` is one host for a browser and another one
for httpx (research: reliability 4)."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def target(base: str, location: str) -> str:
    """The address a `Location` leads to; raises `FetchError(BAD_REDIRECT)` where it is unusable.

    Userinfo in it is dropped: it is not sent.
    """
    location = location.strip()
    if not location:
        raise _bad("the redirect says nowhere to go")
    if len(location) > ADDRESS_CAP:
        raise _bad(f"the redirect's target is longer than {ADDRESS_CAP} characters")
    if _CONTROLS.search(location) or _AMBIGUOUS.match(location):
        raise _bad(f"the redirect's target is ambiguous: {clean(location)}")
    try:
        found = httpx.URL(base).join(location).copy_with(userinfo=b"")
        if found.scheme not in ("http", "https") or not found.host:
            raise _bad(f"the redirect's target is not of the web: {shown(location)}")
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise _bad(f"the redirect's target is unusable: {shown(location)}") from error
    return str(found)


def shown(location: str) -> str:
    """A target as it may be stored."""
    return clean(without_userinfo(location))


def _bad(detail: str) -> FetchError:
    return FetchError(Trouble.BAD_REDIRECT, detail)
