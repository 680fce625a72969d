"""From an address as written to its parsed form and its identity.

Three forms are kept apart (design section 4): as written, parsed as browsers do, and the identity
that keys a `Link`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urljoin

import can_ada

from linkassay.model import Capture, Link
from linkassay.urls.archive import Archived, archived
from linkassay.urls.authority import (
    SCHEMES,
    check_host,
    check_written,
    scheme_of,
    with_small_sharp_s,
)
from linkassay.urls.fault import MalformedAddress, UnsupportedScheme
from linkassay.urls.identity import identify

__all__ = ["Address", "MalformedAddress", "UnsupportedScheme", "parse"]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LINE_ENDS = re.compile(r"[\t\n\r]")
_BLANK = " \t\n\r\f"
_DEEPEST_ARCHIVE = 3


@dataclass(frozen=True, slots=True)
class Address:
    """One address: `parsed` in WHATWG form without user name and password, and its `Link`.

    `fragment` is without its `#`, `None` where there is none. Of an archived copy, link and
    fragment are those of the original.
    """

    parsed: str
    link: Link
    fragment: str | None


def parse(written: str, base: str | None = None) -> Address:
    """Read an address; a relative one against `base`.

    Without a base, an address that begins with `www.` is read as http. Raises `MalformedAddress`
    (or `UnsupportedScheme`) and nothing else.
    """
    text = written.strip(_BLANK)
    _check_characters(written, text)
    url = _parse_absolute(written, _absolute(written, text, base))
    copy = archived(url.href)
    return _of_copy(url, copy) if copy else _plain(url)


def _check_characters(written: str, text: str) -> None:
    if not text:
        raise MalformedAddress(written, "The address is empty.")
    if _CONTROL.search(text):
        raise MalformedAddress(written, "It contains a control character.")
    if _SURROGATE.search(text):
        raise MalformedAddress(written, "It contains half a character.")


def _absolute(written: str, text: str, base: str | None) -> str:
    scheme = scheme_of(text)
    if scheme is not None:
        relative = base and scheme in SCHEMES and not re.match(r"[/\\]", text[len(scheme) + 1 :])
        if not relative:
            check_written(written, text)
            return text
    elif base is None and text[:4].lower() == "www.":
        check_written(written, "http://" + text)
        return "http://" + text
    elif re.match(r"[/\\]{2}", text):
        check_written(written, text)
    if base is None:
        raise MalformedAddress(written, "It has no scheme such as https://.")
    return _joined(written, text, base)


def _joined(written: str, text: str, base: str) -> str:
    try:
        return urljoin(base.strip(_BLANK), _LINE_ENDS.sub("", text))
    except ValueError:
        raise MalformedAddress(written, "The host has unbalanced brackets.") from None


def _parse_absolute(written: str, text: str) -> can_ada.URL:
    """Parse as browsers do; the strict checks run on what a join has made, too."""
    check_written(written, text)
    try:
        url = can_ada.parse(with_small_sharp_s(text))
    except (ValueError, TypeError):
        raise MalformedAddress(written, "The host is not a possible host name.") from None
    check_host(written, url.hostname)
    url.username = ""
    url.password = ""
    return url


def _plain(url: can_ada.URL) -> Address:
    return Address(url.href, identify(url), url.hash[1:] or None)


def _of_copy(url: can_ada.URL, copy: Archived) -> Address:
    """The original behind an archived copy; the copy itself where the original is no address."""
    capture = Capture(copy.archive, copy.day, url.href)
    for _ in range(_DEEPEST_ARCHIVE):
        try:
            original = _parse_absolute(copy.original, copy.original)
        except MalformedAddress:
            return _plain(url)
        inner = archived(original.href)
        if inner is None:
            return Address(
                url.href,
                replace(identify(original), capture=capture),
                original.hash[1:] or None,
            )
        copy = inner
    return _plain(url)
