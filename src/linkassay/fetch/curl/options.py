"""What every request by libcurl has in common, and header lines as it wants them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from linkassay.fetch.curl.library import pycurl

ENDLESS = 24 * 3600 * 1000
"""Milliseconds for a connection; what there is for all of a request is shorter."""

ADDED = ("Accept", "User-Agent")
"""Headers that libcurl and pycurl would send unasked."""

_LINE = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+: [\t\x20-\x7e]*")

Pairs = tuple[tuple[str, str], ...]


def prepare(easy: Any, ca_file: str) -> None:
    """Set what holds for all requests that are made with a handle.

    Nothing comes from the environment, nothing is followed, kept, decoded or added; certificates
    are verified, and a TLS session is never resumed: each handshake shows the certificate anew.
    """
    options = (
        (pycurl.NOSIGNAL, 1),
        (pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS),
        (pycurl.REDIR_PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS),
        (pycurl.FOLLOWLOCATION, 0),
        (pycurl.PROXY, ""),
        (pycurl.NOPROXY, "*"),
        (pycurl.NETRC, pycurl.NETRC_IGNORED),
        (pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_1_1),
        (pycurl.HTTP09_ALLOWED, 0),
        (pycurl.HTTP_CONTENT_DECODING, 0),
        (pycurl.PATH_AS_IS, 1),
        (pycurl.CONNECTTIMEOUT_MS, ENDLESS),
        (pycurl.CAINFO, ca_file),
        (pycurl.SSL_VERIFYPEER, 1),
        (pycurl.SSL_VERIFYHOST, 2),
        (pycurl.SSL_SESSIONID_CACHE, 0),
        (pycurl.SSLVERSION, pycurl.SSLVERSION_TLSv1_2),
        (pycurl.SSL_OPTIONS, pycurl.SSLOPT_NO_PARTIALCHAIN),
        (pycurl.FRESH_CONNECT, 1),
        (pycurl.FORBID_REUSE, 1),
    )
    for name, value in options:
        easy.setopt(name, value)
    easy.unsetopt(pycurl.CAPATH)


@lru_cache(maxsize=256)
def written(lines: Pairs, *, keep_alive: bool) -> tuple[str, ...]:
    """Header lines as libcurl wants them; raises `ValueError` for what is none.

    To libcurl a line without a value takes away one of its own, and a semicolon makes it empty.
    """
    made = [f"{name}: {value}" for name, value in lines]
    for line in made:
        if _LINE.fullmatch(line) is None:
            raise ValueError(f"no header line: {line!r}")
    made = [line if line[-2:] != ": " else f"{line[:-2]};" for line in made]
    named = {name.lower() for name, _ in lines}
    made += [f"{name}:" for name in ADDED if name.lower() not in named]
    return (*made, *(() if keep_alive else ("Connection: close",)))
