"""The address that is the same but for its scheme, which is `https:`."""

from __future__ import annotations

from linkassay.urls.ip import is_public, parse_ip
from linkassay.urls.parts import parts_of
from linkassay.urls.secrets import MARK

_PLAIN, _SECURE = "http://", "https://"
_INSIDE = ("localhost", "local", "internal", "lan", "home.arpa", "test", "invalid")
"""Ends of names that lead to no host of the open web (RFC 6761, 6762, 8375; the others are in use
for it)."""


def over_https(url: str) -> str | None:
    """The `https:` address of an `http:` one on the open web; `None` where there is none to be had.

    A port of its own serves one scheme, an inner host has no certificate that anybody trusts, and
    an address that lost a secret cannot be asked.
    """
    if not url.startswith(_PLAIN) or MARK in url:
        return None
    parts = parts_of(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.port is not None or _is_inside(host):
        return None
    return _SECURE + url.removeprefix(_PLAIN)


def _is_inside(host: str) -> bool:
    if parse_ip(host) is not None:
        return not is_public(host)
    return "." not in host or any(host.endswith(f".{end}") for end in _INSIDE)
