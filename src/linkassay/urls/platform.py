"""Which hosts are asked as one: those of one name, and those of one shared platform."""

from __future__ import annotations

from functools import lru_cache

from linkassay.tables.platforms import ANYWHERE, platform_names, suffixes_apart
from linkassay.urls.site import private_suffix, registrable


@lru_cache(maxsize=4096)
def lane_of(host: str) -> str:
    """The name of the lane in which a host is asked: the platform's, or else the host's own.

    `host` is a name or an IP address in any case, with or without a trailing dot. All schemes and
    ports of a host are one lane, and so are all sites of a platform (`tables/platforms.toml`, and
    the private section of the Public Suffix List): they share servers. `www.` is another host.
    """
    name = host.lower().rstrip(".").strip("[]")
    own = registrable(name)
    named = platform_names()
    known = named.get(own) or named.get(own.partition(".")[0] + ANYWHERE)
    if known is not None:
        return known
    suffix = private_suffix(name)
    return name if suffix is None or suffix in suffixes_apart() else suffix
