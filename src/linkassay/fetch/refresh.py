"""Pages that send their readers on by themselves: the `Refresh` header."""

from __future__ import annotations

import re

MOST_SECONDS = 30
"""A page that stays longer is read before it goes (a slide show, a session that ends)."""

_REFRESH = re.compile(r"\s*(\d{1,9})(?:\.[\d.]*)?[\s;,]++(?:url\s*=\s*)?+(.+)", re.I | re.S)
"""HTML Standard, shared declarative refresh steps: seconds, a separator, `url=` or not, an address.
"""


def refresh_target(value: str | None) -> str | None:
    """Where a `Refresh` header leads within `MOST_SECONDS`, as written; `None` for nowhere."""
    found = _REFRESH.match(value or "")
    if found is None or int(found[1]) > MOST_SECONDS:
        return None
    return _unquoted(found[2].strip()) or None


def _unquoted(text: str) -> str:
    """Without the quote it begins with, and what comes after the next such quote."""
    if text[:1] in ("'", '"'):
        return text[1:].partition(text[0])[0].strip()
    return text
