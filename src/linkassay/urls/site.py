"""Which site an address belongs to, and whether it is that site's front page."""

from __future__ import annotations

import ipaddress
import re
from functools import cache, lru_cache

import can_ada
from publicsuffixlist import PublicSuffixList

from linkassay.tables.languages import two_letter_codes
from linkassay.urls.address import host_of

_HOME = re.compile(
    r"/(?:(?P<language>[a-z]{2})(?:[-_][a-z]{2})?(?:/|\Z))?(?:(?:index|default|home)(?:\.[a-z]{2,5})?)?",
    re.IGNORECASE,
)

_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+")


@cache
def _suffixes() -> PublicSuffixList:
    """The list, read once: that takes longer than many a document."""
    return PublicSuffixList()


@cache
def _registries() -> PublicSuffixList:
    """The list without its private section: top-level domains and what registries sell below."""
    return PublicSuffixList(only_icann=True)


@lru_cache(maxsize=4096)
def known_suffix(host: str) -> bool:
    """Whether the last label of a host is a top-level domain (Public Suffix List)."""
    name = _a_label(host.lower())
    return _suffixes().publicsuffix(name, accept_unknown=False) is not None


def is_home(url: str) -> bool:
    """Whether a URL is a front page: the root, an index file, or a language's root (`/en/`).

    A root of two letters that name no language (`/ok`) is a page like another.
    """
    rest = url.partition("://")[2] or url
    path, _, query = rest.partition("#")[0].partition("?")
    slash = path.find("/")
    if query or slash < 0:
        return not query
    found = _HOME.fullmatch(path[slash:])
    if found is None:
        return False
    language = found["language"]
    return language is None or language.lower() in two_letter_codes()


def registrable(host: str) -> str:
    """The domain somebody registered: `bbc.co.uk` of `news.bbc.co.uk`, in A-labels.

    IP addresses and names that are public suffixes themselves come back as they are.
    """
    name = _a_label(host.rstrip(".").lower())
    if _is_ip(name):
        return name
    return _suffixes().privatesuffix(name) or name


def private_suffix(host: str) -> str | None:
    """The suffix of a host that stands in the list's private section: `github.io`, or `None`.

    Its owner lets others put sites below it (publicsuffix.org, "Guidelines").
    """
    name = _a_label(host.rstrip(".").lower())
    if _is_ip(name):
        return None
    suffix = _suffixes().publicsuffix(name, accept_unknown=False)
    return None if suffix == _registries().publicsuffix(name, accept_unknown=False) else suffix


def is_domain(host: str) -> bool:
    """Whether a name ends in a public suffix of the list and has more than that."""
    name = _a_label(host.rstrip(".").lower())
    if "." not in name or not _NAME.fullmatch(name):
        return False
    return _suffixes().privatesuffix(name, accept_unknown=False) is not None


def same_site(a: str, b: str) -> bool:
    """Whether two URLs (or bare hosts) belong to one registrable domain."""
    return registrable(_host(a)) == registrable(_host(b))


def _host(address: str) -> str:
    return host_of(address) if "://" in address else address


def _a_label(host: str) -> str:
    if host.isascii():
        return host
    try:
        return can_ada.parse(f"http://{host}/").hostname
    except (ValueError, TypeError):
        return host


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
