"""Where a redirect leads."""

from __future__ import annotations

from linkassay import urls
from linkassay.fetch.headers import clean, without_userinfo
from linkassay.fetch.troubles import FetchError
from linkassay.model import ErrorKind

STATUSES = frozenset({301, 302, 303, 307, 308})

ADDRESS_CAP = 8 * 1024
"""Characters of an address we follow (research: reliability 3.3)."""

ASKED = ("http://", "https://")


def target(base: str, location: str) -> str:
    """The address a `Location` leads to; raises `FetchError(BAD_REDIRECT)` where it is unusable.

    Read as browsers do and not as the HTTP library does: the two differ on backslashes, on `http:x`
    and on IPv4 in disguise (research: reliability 3.1 and 4). Userinfo in it is dropped.
    """
    if len(location) > ADDRESS_CAP:
        raise _bad(f"the redirect's target is longer than {ADDRESS_CAP} characters")
    try:
        found = urls.parse(location, base).parsed
    except urls.MalformedAddress as error:
        detail = f"the redirect leads to no address: {shown(location)} ({error.reason})"
        raise _bad(detail) from error
    if not found.startswith(ASKED):
        raise _bad(f"the redirect's target is not of the web: {shown(found)}")
    return found


def shown(location: str) -> str:
    """A target as it may be stored."""
    return clean(without_userinfo(location))


def _bad(detail: str) -> FetchError:
    return FetchError(ErrorKind.BAD_REDIRECT, detail)
