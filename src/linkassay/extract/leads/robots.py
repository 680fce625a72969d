"""The sitemaps that a robots.txt names (sitemaps.org: "Specifying the Sitemap location")."""

from __future__ import annotations

import re

from linkassay.extract.leads.collected import Collected
from linkassay.model import Leads, LeadsKind

_SITEMAP = re.compile(r"\s*site-?maps?\s*:\s*(\S+)", re.IGNORECASE)
_MOST_BYTES = 500 * 1024
"""RFC 9309 section 2.5: a crawler parses at least 500 kibibytes."""


def read_robots(data: bytes, address: str) -> Leads:
    """Each sitemap once; lines of any group count (RFC 9309 section 2.2.4)."""
    found = Collected(address)
    for line in data[:_MOST_BYTES].decode("utf-8", "replace").splitlines():
        named = _SITEMAP.match(line)
        if named is not None:
            found.add(named[1])
    return found.told(LeadsKind.ROBOTS)
