"""Pages that send their readers on by themselves: the `Refresh` header."""

from __future__ import annotations

from linkassay.urls.refresh import refresh_of


def refresh_target(value: str | None) -> str | None:
    """Where a `Refresh` header leads before long, as written; `None` for nowhere.

    Browsers read it as they read a `meta` element of that name (WHATWG HTML, 7.4.2.2).
    """
    found = refresh_of(value) if value else None
    return found.leads_to if found else None
