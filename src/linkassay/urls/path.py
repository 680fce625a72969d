"""The path of an address, and the host before it, cut out of what may be no address at all."""

from __future__ import annotations

import re

from linkassay.urls.archive import archived

_END = re.compile(r"[?#]")


def path_of(url: str) -> str:
    """The path of a URL, with its leading slash; of an archived copy, the original's."""
    rest = _behind_scheme(url)
    slash = rest.find("/")
    return rest[slash:] if slash >= 0 else "/"


def named_host(url: str) -> str:
    """The host as a URL writes it, in lower case and without a port; of an archived copy, the
    original's."""
    return _behind_scheme(url).partition("/")[0].rpartition("@")[2].partition(":")[0].lower()


def _behind_scheme(url: str) -> str:
    copy = archived(url)
    return _END.split((copy.original if copy else url).partition("://")[2], maxsplit=1)[0]
