"""When a page was changed, as listings write it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def moment(written: str) -> str | None:
    """A day, or a moment in UTC (ISO 8601); `None` for what cannot be read.

    Sitemaps and Atom write W3C and RFC 3339 times, RSS those of RFC 822. A month or a year alone
    says too little.
    """
    text = written.strip()
    if _DAY.fullmatch(text):
        return text if _iso(text) is not None else None
    found = _iso(text) or _of_mail(text)
    if found is None:
        return None
    try:
        return (
            found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            if found.tzinfo
            else (found.strftime("%Y-%m-%d"))
        )
    except (OverflowError, ValueError):
        return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if len(text) >= len("2026-11-24") else None
    except ValueError:
        return None


def _of_mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
