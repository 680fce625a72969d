"""Servers that send a page's readers on: the `Refresh` header."""

from __future__ import annotations

from linkassay.urls.refresh import refresh_of

MOST_SECONDS = 30
"""A page that stays longer is read before it is left, or loads itself again (our own choice)."""


def refresh_target(value: str | None) -> str | None:
    """Where a `Refresh` header leads within `MOST_SECONDS`, as written; `None` for nowhere."""
    found = refresh_of(value or "")
    if found is None or found.seconds > MOST_SECONDS:
        return None
    return found.address
