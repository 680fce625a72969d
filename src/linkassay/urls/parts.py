"""The parts of an address, for those who look into one that may be no address at all."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

_NONE = SplitResult("", "", "", "", "")


@lru_cache(maxsize=256)
def parts_of(url: str) -> SplitResult:
    """Scheme, host, path, query and fragment as written; all empty where it cannot be split.

    Never raises; neither does the `hostname` of what it gives.
    """
    try:
        parts = urlsplit(url)
        _ = parts.hostname
    except ValueError:
        return _NONE
    return parts
