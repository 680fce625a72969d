"""The path of an address, and the host before it, cut out of what may be no address at all."""

from __future__ import annotations

import re

from linkassay.urls.archive import archived

_END = re.compile(r"[?#]")


def path_of(url: str) -> str:
    """The path of a URL, with its leading slash; of an archived copy, the original's."""
    return host_and_path(url)[1]


def named_host(url: str) -> str:
    """The host as a URL writes it, in lower case and without a port; of an archived copy, the
    original's."""
    return host_and_path(url)[0]


def host_and_path(url: str) -> tuple[str, str]:
    """What `named_host` and `path_of` give, in one go."""
    copy = archived(url)
    rest = (copy.original if copy else url).partition("://")[2]
    end = _END.search(rest)
    authority, slash, path = (rest[: end.start()] if end else rest).partition("/")
    host = authority.rpartition("@")[2].partition(":")[0].lower()
    return host, slash + path if slash else "/"
