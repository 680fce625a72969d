"""The parts of an address, for those who look into one that may be no address at all."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

_PLAIN = re.compile(
    r"(https?)://([a-z0-9.-]+(?::[0-9]{1,5})?)(/[^?#\t\r\n]*)?(?:\?([^#\t\r\n]*))?(?:#([^\t\r\n]*))?"
)
"""What most addresses are; the standard library reads the others, in four times the time."""
_NONE = SplitResult("", "", "", "", "")


@lru_cache(maxsize=256)
def parts_of(url: str) -> SplitResult:
    """Scheme, host, path, query and fragment as written; all empty where it cannot be split.

    Never raises; neither does the `hostname` of what it gives.
    """
    plain = _PLAIN.fullmatch(url)
    if plain is not None:
        return SplitResult(*plain.groups(""))
    try:
        parts = urlsplit(url)
        _ = parts.hostname
    except ValueError:
        return _NONE
    return parts
