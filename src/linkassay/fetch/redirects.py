"""Where an answer leads: `Location` as browsers read it."""

from __future__ import annotations

import re
from collections.abc import Callable

from linkassay import urls
from linkassay.fetch.errors import FetchError
from linkassay.fetch.target import SCHEMES
from linkassay.model import ErrorKind
from linkassay.tables.schemes import schemes_of_documents

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""RFC 9110 section 15.4: the statuses whose `Location` is followed."""

ADDRESS_CAP = 8 * 1024
"""Characters of an address we follow: RFC 9110 section 4.1 recommends to support 8,000 octets."""

_AROUND = "".join(map(chr, range(33)))
"""C0 controls and the blank, which WHATWG URL (4.4) drops at both ends."""

_WITHIN = re.compile(r"[\t\n\r]")
"""What WHATWG URL (4.4) drops everywhere."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,40}):")

_BEFORE_QUERY = re.compile(r"[^?#]*")


def resolved(base: str, location: str, shown: Callable[[str], str]) -> str:
    """The address a `Location` leads to from `base`.

    Raises `FetchError`: `APP_REDIRECT` where it opens an application, `BAD_REDIRECT` where it is of
    no use to a browser either. Read as browsers do (WHATWG URL): a backslash is a slash. `shown`
    gives an address as it may be told.
    """
    if len(location) > ADDRESS_CAP:
        raise _bad(f"the redirect's target is longer than {ADDRESS_CAP} characters")
    text = _WITHIN.sub("", location.strip(_AROUND))
    if not text:
        raise _bad("the redirect names no target")
    named = _SCHEME.match(text)
    if named is not None and named[1].lower() not in ("http", "https"):
        raise _foreign(named[1].lower(), shown(text))
    try:
        found = urls.parse(_with_slashes(text), base).parsed
    except urls.MalformedAddress as error:
        detail = f"the redirect leads to no address: {shown(location)} ({error.reason})"
        raise _bad(detail) from error
    if not found.startswith(SCHEMES):
        raise _bad(f"the redirect's target is not of the web: {shown(found)}")
    return found


def _with_slashes(text: str) -> str:
    """Backslashes before the query as slashes: the parser for documents refuses them by name."""
    path = _BEFORE_QUERY.match(text)
    end = path.end() if path else 0
    return text[:end].replace("\\", "/") + text[end:]


def _foreign(scheme: str, shown: str) -> FetchError:
    if scheme in schemes_of_documents():
        return _bad(f"the redirect's target is not of the web: {shown}")
    return FetchError(ErrorKind.APP_REDIRECT, f"the redirect opens an application: {shown}")


def _bad(detail: str) -> FetchError:
    return FetchError(ErrorKind.BAD_REDIRECT, detail)
