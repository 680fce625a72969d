"""Which addresses are one link.

The host is lower-case and in A-labels, a default port is dropped, parameters that only track the
reader are removed, nothing is sorted, and the fragment is kept apart (design section 4).
"""

from __future__ import annotations

from urllib.parse import unquote_plus

import can_ada

from linkassay.model import Link
from linkassay.tables.parameters import tracks
from linkassay.urls.authority import SCHEMES


def identify(url: can_ada.URL) -> Link:
    """The link of a parsed address (scheme http, https or ftp); idempotent."""
    scheme = url.protocol.removesuffix(":")
    path = url.pathname or "/"
    query = _kept(url.search.removeprefix("?"), url.hostname)
    identity = f"{scheme}://{url.host}{path}" + (f"?{query}" if query else "")
    port = int(url.port) if url.port else SCHEMES[scheme]
    return Link(url=identity, scheme=scheme, host=url.hostname, port=port, path=path)


def _kept(query: str, host: str) -> str:
    """The query without its tracking parameters; the others untouched and in their order."""
    pieces = query.split("&")
    return "&".join(piece for piece in pieces if not tracks(_name(piece), host))


def _name(piece: str) -> str:
    return unquote_plus(piece.partition("=")[0])
